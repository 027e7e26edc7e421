package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.release.Kind;
import picocli.CommandLine.Command;

/** Finishes a hotfix. */
@Command(
        name = "finish",
        description = {
            "Finishes a hotfix: merges it to main, tags it, merges it back, deletes its branch, and pushes all",
            "of it or nothing. Interrupted, the same command goes on."
        },
        sortOptions = false)
final class HotfixFinishCommand extends FlowFinishCommand {
    HotfixFinishCommand() {
        super(Kind.HOTFIX);
    }
}
