package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.OperationRequest;
import io.jenkins.plugins.deploymentworkflow.operation.Operations;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the smoke tests of an environment. */
@Command(name = "smoke", description = "Runs the smoke tests of an environment.", sortOptions = false)
final class SmokeCommand extends OperationCommand {
    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results as JUnit XML.")
    Path junit;

    @Override
    Operation operation() {
        return Operation.SMOKE;
    }

    @Override
    public Integer call() throws InterruptedException {
        Operations operations = Workshop.operations(common);
        OperationRequest request = request();
        return new Runner(common).reportTo(junit).run(() -> operations.start(request, Instant.now()));
    }
}
