package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings;
import io.jenkins.plugins.deploymentworkflow.rollout.Checks;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import java.util.List;

/** What an operation finds around it: in Jenkins an agent and its launcher, for the tool this machine. */
public interface Surroundings {
    /**
     * The target of an environment, not touched yet. For an environment without a target: one that runs commands and
     * has nothing to observe.
     */
    Target target(Deployable deployable);

    /** Runs the checks given, in the environment's name. */
    Checks checks(Deployable deployable, List<SmokeTestSettings> checks);
}
