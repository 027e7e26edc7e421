package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deploys a version to a staging environment. */
@Command(name = "stage", description = "Deploys a version to a staging environment.", sortOptions = false)
final class StageCommand extends OperationCommand {
    @Mixin
    Release release;

    @Mixin
    Strategy strategy;

    @Mixin
    Guards guards;

    @Override
    Operation operation() {
        return Operation.STAGE;
    }

    @Override
    String version() {
        return release.version;
    }

    @Override
    Optional<String> artifact() {
        return Optional.ofNullable(release.artifact);
    }

    @Override
    Strategy strategy() {
        return strategy;
    }

    @Override
    String overriding() {
        return guards.reason;
    }
}
