package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.Instant;
import java.util.Optional;

/**
 * Waits for a person's agreement: says in the ledger who may give it and until when, and looks there for it. Unlike
 * other waits it ends at the time that was said, whoever was there meanwhile: people go by the clock.
 */
final class Approval {
    private final RolloutState state;
    private final Journal journal;
    private final Clearance clearance;

    Approval(RolloutState state, Journal journal, Clearance clearance) {
        this.state = state;
        this.journal = journal;
        this.clearance = clearance;
    }

    Step look(Action.AwaitApproval action, Instant now) {
        if (state.released()) {
            String approved = "approved by " + state.release().by()
                    + (state.release().reason().isEmpty()
                            ? ""
                            : ": " + state.release().reason());
            return objection(now)
                    .map(why -> Step.failed(approved + ", but " + why))
                    .orElse(Step.done(approved));
        }
        Instant until = state.runningSince().plus(action.timeout());
        if (!now.isBefore(until)) {
            return Step.failed("guards.approval: " + by(action) + " approved " + action.version() + " within "
                    + Durations.format(action.timeout()));
        }
        if (state.held() == null) {
            journal.write(new Event.Held(state.deployment(), reason(action), until), now);
        }
        return new Step.Wait();
    }

    /** A word that was long in coming may come when nothing may begin any more; what has begun goes on. */
    private Optional<String> objection(Instant now) {
        return state.nothingTouched() && state.started().override() == null
                ? clearance.objection(now)
                : Optional.empty();
    }

    private static String by(Action.AwaitApproval action) {
        return "none of " + String.join(", ", action.by());
    }

    private String reason(Action.AwaitApproval action) {
        return "guards.approval: " + state.started().operation() + " of " + action.version() + " to "
                + state.started().environment() + " goes on once one of " + String.join(", ", action.by())
                + " approves it";
    }
}
