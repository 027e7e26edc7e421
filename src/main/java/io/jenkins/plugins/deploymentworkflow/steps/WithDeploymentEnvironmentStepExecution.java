package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.console.ConsoleLogFilter;
import io.jenkins.plugins.deploymentworkflow.environment.Environment;
import io.jenkins.plugins.deploymentworkflow.global.KnownEnvironments;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Prepares an environment, then runs the body with its variables. */
final class WithDeploymentEnvironmentStepExecution extends PrepareEnvironmentStepExecution {
    private static final long serialVersionUID = 1L;

    private volatile boolean inside;
    private transient volatile PreparedVariables variables;

    WithDeploymentEnvironmentStepExecution(StepContext context, String name, String application) {
        super(context, name, application);
    }

    @Override
    void prepared(Environment environment, KnownEnvironments.Bindings bound) {
        variables = PreparedVariables.of(environment, bound);
    }

    @Override
    void succeed(Map<String, Object> result) {
        try {
            EnvironmentExpander before = getContext().get(EnvironmentExpander.class);
            ConsoleLogFilter log = getContext().get(ConsoleLogFilter.class);
            BodyInvoker body = getContext()
                    .newBodyInvoker()
                    .withContext(EnvironmentExpander.merge(before, variables))
                    .withContext(BodyInvoker.mergeConsoleLogFilters(log, variables.mask()))
                    .withCallback(variables.end());
            inside = true;
            body.start();
        } catch (IOException e) {
            getContext().onFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            getContext().onFailure(e);
        }
    }

    @Override
    public void onResume() {
        if (!inside) {
            super.onResume();
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        if (inside) {
            getContext().onFailure(cause);
        } else {
            super.stop(cause);
        }
    }

    @Override
    public String getStatus() {
        return inside ? "inside" : super.getStatus();
    }
}
