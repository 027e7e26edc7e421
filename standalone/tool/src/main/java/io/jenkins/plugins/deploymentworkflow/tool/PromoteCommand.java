package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deploys a version to production while it is watched. */
@Command(name = "promote", description = "Deploys a version to production while it is watched.", sortOptions = false)
final class PromoteCommand extends OperationCommand {
    @Mixin
    Release release;

    @Mixin
    Strategy strategy;

    @Mixin
    Guards guards;

    @Override
    Operation operation() {
        return Operation.PROMOTE;
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
