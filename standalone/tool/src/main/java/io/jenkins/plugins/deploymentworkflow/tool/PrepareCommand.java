package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import picocli.CommandLine.Command;

/** Checks the environment file, shows its values, provisions what is missing. */
@Command(
        name = "prepare",
        description = "Checks the environment file, shows its values, provisions what is missing.",
        sortOptions = false)
final class PrepareCommand extends OperationCommand {
    @Override
    Operation operation() {
        return Operation.PREPARE;
    }
}
