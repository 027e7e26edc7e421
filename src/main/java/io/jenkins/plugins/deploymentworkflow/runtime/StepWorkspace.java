package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Where a step's commands run and what they find there, as the step's context says it. What was found is kept until it
 * fails, for an agent may go and come back, and a step that was ended by force still has something to bring to an end.
 * Methods wait for the agent; they are not for a thread that must not wait.
 */
public final class StepWorkspace {
    /** Does something on the agent. */
    public interface Use<T> {
        T with(FilePath directory, Launcher launcher) throws IOException, InterruptedException;
    }

    private final StepContext context;
    private FilePath directory;
    private Launcher launcher;
    private EnvVars environment;
    private TaskListener log;

    public StepWorkspace(StepContext context) {
        this.context = context;
    }

    /** @throws IOException when the agent is away, or what was done there failed */
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

    /**
     * What placeholders are filled from. Secret are the bindings of {@code withCredentials}, the parameters that Jenkins
     * holds for secret, and the variables whose name says so.
     */
    public Variables variables() throws IOException, InterruptedException {
        EnvVars environment = environment();
        Set<String> secret = new HashSet<>();
        environment.keySet().stream()
                .filter(Variables.ofProcess(environment)::isSecret)
                .forEach(secret::add);
        EnvironmentExpander expander = context.get(EnvironmentExpander.class);
        if (expander != null) {
            secret.addAll(expander.getSensitiveVariables());
        }
        ParametersAction parameters = run().getAction(ParametersAction.class);
        if (parameters != null) {
            parameters.getParameters().stream()
                    .filter(ParameterValue::isSensitive)
                    .map(ParameterValue::getName)
                    .forEach(secret::add);
        }
        return Variables.of(environment, secret);
    }

    public Run<?, ?> run() throws IOException, InterruptedException {
        return required(Run.class);
    }

    /** The build's log; kept, so that the end of a step that was ended by force is still told. */
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
