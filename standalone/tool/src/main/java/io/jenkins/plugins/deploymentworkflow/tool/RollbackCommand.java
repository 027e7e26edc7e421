package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Goes back to the last good version, or to a named one. */
@Command(name = "rollback", description = "Goes back to the last good version, or to a named one.", sortOptions = false)
final class RollbackCommand extends OperationCommand {
    @Option(
            names = "--to",
            paramLabel = "V",
            defaultValue = "",
            description = "The version to go back to. Default: the last good one before the current.")
    String to = "";

    @Override
    Operation operation() {
        return Operation.ROLLBACK;
    }

    @Override
    String version() {
        return to;
    }
}
