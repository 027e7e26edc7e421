package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.rollout.Checks;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What an operation finds around it: in Jenkins an agent and its launcher, for the tool this machine. */
public interface Surroundings {
    /**
     * The target of an environment, not touched yet. For an environment without a target: one that runs commands and
     * has nothing to observe.
     *
     * @param soFar what this deployment has done already, when it is gone on with; none before it begins
     */
    Target target(Deployable deployable, List<Event> soFar);

    /**
     * Makes the target ready for the deployable, before it is observed and deployed to: starts what must run, tells it
     * what the version is. May wait; repeating it changes nothing.
     *
     * @throws io.jenkins.plugins.deploymentworkflow.target.TargetException when the target cannot be made ready
     */
    void ready(Target target, Deployable deployable);

    /** What the target runs now, without making it ready: nothing when what would run it does not run. */
    CompletableFuture<Fleet> look(Target target, Deployable deployable);

    /** Runs the checks given, in the environment's name. */
    Checks checks(Deployable deployable, List<SmokeTestSettings> checks);

    /**
     * The text of an environment file as it is now; empty where it cannot be read any more, as when it is not kept
     * between builds.
     *
     * @param directory where the deployment's commands run
     * @param file relative to it
     */
    default Optional<String> environmentFile(String directory, String file) {
        return Optional.empty();
    }
}
