package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.rollout.Rollout;
import java.util.List;

/**
 * An operation under way.
 *
 * @param rollout moves it
 * @param warnings what the user should know
 */
public record Ongoing(String deployment, Deployable deployable, Rollout rollout, List<String> warnings) {
    /** How it went, as far as it has gone. */
    public OperationResult result() {
        return OperationResult.of(rollout.state());
    }
}
