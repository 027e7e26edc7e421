package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.release.Kind;
import picocli.CommandLine.Command;

/** Finishes a release. */
@Command(
        name = "finish",
        description = {
            "Finishes a release: merges it to main, tags it, merges it back, deletes its branch, and pushes all",
            "of it or nothing. Interrupted, the same command goes on."
        },
        sortOptions = false)
final class ReleaseFinishCommand extends FlowFinishCommand {
    ReleaseFinishCommand() {
        super(Kind.RELEASE);
    }
}
