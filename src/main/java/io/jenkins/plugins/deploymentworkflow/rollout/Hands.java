package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.target.Effects;
import io.jenkins.plugins.deploymentworkflow.target.Progress;

/** Starts, polls and cancels effects by whatever performs them, and lets none of their exceptions out. */
final class Hands {
    private final Ports ports;

    Hands(Ports ports) {
        this.ports = ports;
    }

    /** Begins the effect; says why it could not, or nothing. */
    String start(String handle, Action action) {
        try {
            effects(action).start(handle, action);
            return "";
        } catch (RuntimeException e) {
            return Words.of(e);
        }
    }

    /**
     * How far the attempt is. A target that throws when it is asked is one that cannot be asked now; the action's
     * deadline stands. Actions that change nothing have always ended.
     */
    Progress poll(String handle, Action action) {
        if (!hasEffect(action)) {
            return new Progress.Done("");
        }
        try {
            return effects(action).poll(handle, action);
        } catch (RuntimeException e) {
            return new Progress.Running("the target could not be asked: " + Words.of(e));
        }
    }

    /** Asks for the attempt's end; says why it could not, or nothing. */
    String cancel(String handle, Action action) {
        if (!hasEffect(action)) {
            return "";
        }
        try {
            effects(action).cancel(handle);
            return "";
        } catch (RuntimeException e) {
            return "it could not be cancelled: " + Words.of(e);
        }
    }

    private static boolean hasEffect(Action action) {
        return !(action instanceof Action.Pause
                || action instanceof Action.AwaitHealthy
                || action instanceof Action.Analyse
                || action instanceof Action.AwaitApproval);
    }

    private Effects effects(Action action) {
        return action instanceof Action.Verify ? ports.checks() : ports.target();
    }
}
