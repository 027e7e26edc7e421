package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.release.Kind;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Begins a release. */
@Command(
        name = "start",
        description = "Begins a release: a branch from develop with the version files bumped, pushed and checked out.",
        sortOptions = false)
final class ReleaseStartCommand extends FlowStartCommand {
    @Option(
            names = "--version",
            paramLabel = "V",
            description = "Which version. Default: what the commits since the last release demand.")
    private String version;

    ReleaseStartCommand() {
        super(Kind.RELEASE);
    }

    @Override
    Optional<String> version() {
        return Optional.ofNullable(version);
    }
}
