package io.jenkins.plugins.deploymentworkflow.steps.release;

import hudson.model.Run;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import java.io.PrintStream;
import java.io.Serializable;
import java.util.Map;
import org.springframework.security.core.Authentication;

/**
 * What a step does with the repository of its workspace. It is carried to the node, and may be begun again there: what
 * was done already is found done.
 */
interface RepositoryWork extends Serializable {
    /**
     * @param git in the workspace, with access to its remote repository
     * @param step names the step among all of all builds, for ever
     * @param log the build's
     * @return maps, lists, texts, numbers and truth values alone, which scripts may read and remoting carries
     * @throws RuntimeException when it cannot be done, with a message that says why and what to do
     */
    Map<String, Object> on(Git git, String step, PrintStream log) throws InterruptedException;

    /**
     * The same with what only the controller knows; asked on the controller, each time that the work is begun.
     *
     * @param runsAs the identity that the build runs as
     * @throws RuntimeException when that is not to be had, with a message that says why and what to do
     */
    default RepositoryWork informed(Run<?, ?> build, Authentication runsAs) {
        return this;
    }
}
