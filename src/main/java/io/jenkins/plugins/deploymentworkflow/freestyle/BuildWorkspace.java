package io.jenkins.plugins.deploymentworkflow.freestyle;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.runtime.BuildVariables;
import io.jenkins.plugins.deploymentworkflow.runtime.NodePlace;
import io.jenkins.plugins.deploymentworkflow.runtime.Workplace;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/**
 * The workplace of a freestyle build. It begins with what the build has, and asks the agent anew after a failure, for an
 * agent may go and come back.
 */
final class BuildWorkspace implements Workplace.OfBuild {
    private final AbstractBuild<?, ?> build;
    private final BuildListener log;
    private final EnvVars environment;
    private final Variables variables;
    private final Authentication identity = Jenkins.getAuthentication2();
    private final NodePlace place;

    /**
     * To be made on the build's own thread.
     *
     * @throws IOException when the build has no workspace
     */
    BuildWorkspace(AbstractBuild<?, ?> build, Launcher launcher, BuildListener log)
            throws IOException, InterruptedException {
        this.build = build;
        this.log = log;
        FilePath directory = build.getWorkspace();
        if (directory == null) {
            throw new IOException("the agent is away, or the build has no workspace");
        }
        Computer computer = directory.toComputer();
        this.place = new NodePlace(computer == null ? "" : computer.getName(), directory, launcher, log);
        this.environment = build.getEnvironment(log);
        this.variables = BuildVariables.of(build, environment, build.getSensitiveBuildVariables());
    }

    @Override
    public <T> T use(Use<T> use) throws IOException, InterruptedException {
        return place.use(use);
    }

    /** As it was when the build step began. */
    @Override
    public EnvVars environment() {
        return new EnvVars(environment);
    }

    /** Secret is also what the build's wrappers bind as such. */
    @Override
    public Variables variables() {
        return variables;
    }

    /** A build's thread runs as the build does. */
    @Override
    public Authentication identity() {
        return identity;
    }

    @Override
    public Run<?, ?> run() {
        return build;
    }

    @Override
    public TaskListener log() {
        return log;
    }
}
