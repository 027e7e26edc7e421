package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.release.Kind;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Begins a hotfix. */
@Command(
        name = "start",
        description = "Begins a hotfix: a branch from main with the version files bumped, pushed and checked out.",
        sortOptions = false)
final class HotfixStartCommand extends FlowStartCommand {
    @Option(
            names = "--version",
            paramLabel = "V",
            description = "Which version. Default: the last release's next patch.")
    private String version;

    HotfixStartCommand() {
        super(Kind.HOTFIX);
    }

    @Override
    Optional<String> version() {
        return Optional.ofNullable(version);
    }
}
