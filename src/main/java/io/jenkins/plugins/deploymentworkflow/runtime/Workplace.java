package io.jenkins.plugins.deploymentworkflow.runtime;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.global.BoundVariables;
import io.jenkins.plugins.deploymentworkflow.global.KnownEnvironments;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.Authentication;

/**
 * Where an operation's commands run, what they find there, and who hears of it. Methods wait for the agent; they are
 * not for a thread that must not wait. An {@link IOException} says that the agent is away, or what failed there.
 */
public interface Workplace {
    /** Does something on the agent. */
    interface Use<T> {
        T with(FilePath directory, Launcher launcher) throws IOException, InterruptedException;
    }

    /** @throws IOException when the agent is away, or what was done there failed */
    <T> T use(Use<T> use) throws IOException, InterruptedException;

    /** The variables that commands find; the caller's own copy. */
    EnvVars environment() throws IOException, InterruptedException;

    /** What placeholders are filled from. */
    Variables variables() throws IOException, InterruptedException;

    /** What is bound to an environment here, and {@link #variables} do not have. May read credentials. */
    default KnownEnvironments.Bindings bound(String application, String environment)
            throws IOException, InterruptedException {
        return new KnownEnvironments.Bindings(Map.of(), Set.of());
    }

    /** Where it is told how it goes. */
    TaskListener log() throws IOException, InterruptedException;

    /** Who acts here, in words. */
    String actor() throws IOException, InterruptedException;

    /** The workplace of a build. */
    interface OfBuild extends Workplace {
        Run<?, ?> run() throws IOException, InterruptedException;

        /** What the build runs as; asked whether it may, when nobody started the build. */
        Authentication identity() throws IOException, InterruptedException;

        /** What is configured where the job is. */
        @Override
        default KnownEnvironments.Bindings bound(String application, String environment)
                throws IOException, InterruptedException {
            Run<?, ?> run = run();
            return BoundVariables.of(
                    application, environment, run.getParent(), used -> CredentialsProvider.track(run, used));
        }

        @Override
        default String actor() throws IOException, InterruptedException {
            return run().getFullDisplayName();
        }
    }
}
