package io.jenkins.plugins.deploymentworkflow.freestyle;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.runtime.BuildVariables;
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
    private final Node node;
    private final String path;
    private final Authentication identity = Jenkins.getAuthentication2();
    private FilePath directory;
    private Launcher launcher;

    /**
     * To be made on the build's own thread.
     *
     * @throws IOException when the build has no workspace
     */
    BuildWorkspace(AbstractBuild<?, ?> build, Launcher launcher, BuildListener log)
            throws IOException, InterruptedException {
        this.build = build;
        this.log = log;
        this.launcher = launcher;
        this.node = build.getBuiltOn();
        this.directory = build.getWorkspace();
        if (directory == null) {
            throw new IOException("the agent is away, or the build has no workspace");
        }
        this.path = directory.getRemote();
        this.environment = build.getEnvironment(log);
        this.variables = BuildVariables.of(build, environment, build.getSensitiveBuildVariables());
    }

    @Override
    public <T> T use(Use<T> use) throws IOException, InterruptedException {
        FilePath where;
        Launcher how;
        synchronized (this) {
            if (directory == null) {
                find();
            }
            where = directory;
            how = launcher;
        }
        try {
            return use.with(where, how);
        } catch (IOException | RuntimeException e) {
            forget();
            throw e;
        }
    }

    private void find() throws IOException {
        FilePath found = node == null ? null : node.createPath(path);
        if (found == null) {
            throw new IOException("the agent is away: " + (node == null ? "it was removed" : node.getDisplayName()));
        }
        launcher = node.createLauncher(log);
        directory = found;
    }

    private synchronized void forget() {
        directory = null;
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
