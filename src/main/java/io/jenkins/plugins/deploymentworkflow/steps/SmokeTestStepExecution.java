package io.jenkins.plugins.deploymentworkflow.steps;

import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.runtime.StepWorkspace;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs smoke tests, and leaves their results in the workspace when asked to, whether they passed or not. */
final class SmokeTestStepExecution extends OperationStepExecution {
    private static final long serialVersionUID = 1L;

    private final String environment;
    private final String junit;

    SmokeTestStepExecution(StepContext context, SmokeTestStep step) {
        super(context, step.wish());
        this.environment = step.getEnvironment();
        this.junit = step.getJunit();
    }

    @Override
    Map<String, Object> conclude(OperationResult result, StepWorkspace at) throws IOException, InterruptedException {
        SmokeReport.write(result, environment, junit, at);
        return super.conclude(result, at);
    }
}
