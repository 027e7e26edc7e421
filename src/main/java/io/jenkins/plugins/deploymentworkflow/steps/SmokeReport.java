package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.AbortException;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Check;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.runtime.Workplace;
import io.jenkins.plugins.deploymentworkflow.verification.JUnitReport;
import java.io.IOException;
import java.util.List;

/** Leaves the results of smoke tests in the workspace. */
public final class SmokeReport {
    private SmokeReport() {}

    /**
     * Writes them, whether they passed or not.
     *
     * @param junit the file below the workspace; empty for none
     * @throws AbortException when it would not be below the workspace
     */
    public static void write(OperationResult result, String environment, String junit, Workplace at)
            throws IOException, InterruptedException {
        if (junit.isEmpty()) {
            return;
        }
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
}
