package io.jenkins.plugins.deploymentworkflow.steps;

import io.jenkins.plugins.deploymentworkflow.environment.Environment;
import io.jenkins.plugins.deploymentworkflow.global.KnownEnvironments;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.runtime.StepWorkspace;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Prepares an environment, and returns what its file says as {@code variables}; secret ones are left out. */
class PrepareEnvironmentStepExecution extends OperationStepExecution {
    private static final long serialVersionUID = 1L;

    private final String name;

    PrepareEnvironmentStepExecution(StepContext context, String name, String application) {
        super(context, Wish.of(Operation.PREPARE, name, application));
        this.name = name;
    }

    @Override
    Map<String, Object> conclude(OperationResult result, StepWorkspace at) throws IOException, InterruptedException {
        Environment environment = PreparedEnvironment.of(name, result.application(), at);
        Map<String, Object> told = super.conclude(result, at);
        told.put("variables", PreparedEnvironment.open(environment));
        prepared(environment, at.bound(result.application(), name));
        return told;
    }

    /** What the file says and what is bound, secrets included, before the step ends. */
    void prepared(Environment environment, KnownEnvironments.Bindings bound) {}
}
