package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.ledger.Event.ActionOutcome;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;

/** What a look at the current action found. */
sealed interface Step {
    /** It goes on. */
    record Wait() implements Step {}

    /** What was started is gone without a trace; it is to be started again. */
    record Again() implements Step {}

    /** It ended; the fleet is given when the traffic may have changed. */
    record End(ActionOutcome outcome, String message, Fleet fleet) implements Step {}

    static Step done() {
        return done("");
    }

    static Step done(String message) {
        return new End(ActionOutcome.DONE, message, null);
    }

    static Step failed(String message) {
        return new End(ActionOutcome.FAILED, message, null);
    }
}
