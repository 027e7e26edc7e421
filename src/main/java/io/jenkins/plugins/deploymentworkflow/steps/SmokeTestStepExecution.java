package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.AbortException;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Check;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.runtime.StepWorkspace;
import io.jenkins.plugins.deploymentworkflow.verification.JUnitReport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs smoke tests, and leaves their results in the workspace when asked to, whether they passed or not. */
final class SmokeTestStepExecution extends OperationStepExecution {
    private static final long serialVersionUID = 1L;

    private final String environment;
    private final String junit;

    SmokeTestStepExecution(StepContext context, SmokeTestStep step) {
        super(context, Wish.of(Operation.SMOKE, step.getEnvironment(), step.getApplication()));
        this.environment = step.getEnvironment();
        this.junit = step.getJunit();
    }

    @Override
    Map<String, Object> conclude(OperationResult result, StepWorkspace at) throws IOException, InterruptedException {
        if (!junit.isEmpty()) {
            List<Check> checks = result.checks().stream()
                    .map(c -> new Check(c.name(), c.passed(), c.durationMillis(), c.attempts(), c.message()))
                    .toList();
            String report = JUnitReport.toXml("smoke tests of " + environment, checks);
            at.use((directory, launcher) -> {
                if (!directory.isDescendant(junit)) {
                    throw new AbortException("junit: expected a file below the workspace, found '" + junit + "'");
                }
                directory.child(junit).write(report, "UTF-8");
                return null;
            });
        }
        return super.conclude(result, at);
    }
}
