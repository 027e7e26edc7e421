package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import java.io.IOException;
import java.util.Set;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.springframework.security.core.Authentication;

/**
 * The workplace of a step, as the step's context says it. What was found is kept until it fails, for an agent may go and
 * come back, and a step that was ended by force still has something to bring to an end.
 */
public final class StepWorkspace implements Workplace.OfBuild {
    private final StepContext context;
    private FilePath directory;
    private Launcher launcher;
    private EnvVars environment;
    private TaskListener log;

    public StepWorkspace(StepContext context) {
        this.context = context;
    }

    @Override
    public <T> T use(Use<T> use) throws IOException, InterruptedException {
        FilePath where;
        Launcher how;
        synchronized (this) {
            if (directory == null || launcher == null) {
                directory = required(FilePath.class);
                launcher = required(Launcher.class);
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

    private synchronized void forget() {
        directory = null;
        launcher = null;
    }

    /** The variables of the step, with those that the agent has. */
    @Override
    public synchronized EnvVars environment() throws IOException, InterruptedException {
        try {
            environment = required(EnvVars.class);
        } catch (IOException e) {
            if (environment == null) {
                throw e;
            }
        }
        return new EnvVars(environment);
    }

    /** Secret are the bindings of {@code withCredentials} too. */
    @Override
    public Variables variables() throws IOException, InterruptedException {
        EnvironmentExpander expander = context.get(EnvironmentExpander.class);
        return BuildVariables.of(
                run(), environment(), expander == null ? Set.of() : expander.getSensitiveVariables());
    }

    @Override
    public Authentication identity() throws IOException, InterruptedException {
        return required(FlowExecution.class).getAuthentication2();
    }

    @Override
    public Run<?, ?> run() throws IOException, InterruptedException {
        return required(Run.class);
    }

    /** The build's log; kept, so that the end of a step that was ended by force is still told. */
    @Override
    public synchronized TaskListener log() throws IOException, InterruptedException {
        if (log == null) {
            log = required(TaskListener.class);
        }
        return log;
    }

    private <T> T required(Class<T> type) throws IOException, InterruptedException {
        T found = context.get(type);
        if (found == null) {
            throw new IOException("the agent is away, or the build is gone: no " + type.getSimpleName());
        }
        return found;
    }
}
