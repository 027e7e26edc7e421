package io.jenkins.plugins.deploymentworkflow.tool;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Hotfixes of a repository. */
@Command(
        name = "hotfix",
        description = "Begins and finishes hotfixes, as git-flow does.",
        mixinStandardHelpOptions = true,
        subcommands = {HotfixStartCommand.class, HotfixFinishCommand.class})
final class HotfixCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw Misuse.missingCommand(spec);
    }
}
