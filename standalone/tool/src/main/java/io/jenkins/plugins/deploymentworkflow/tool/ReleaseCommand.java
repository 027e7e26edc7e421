package io.jenkins.plugins.deploymentworkflow.tool;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Releases of a repository. */
@Command(
        name = "release",
        description = "Tells what is in a release.",
        mixinStandardHelpOptions = true,
        subcommands = ReleaseNotesCommand.class)
final class ReleaseCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw Misuse.missingCommand(spec);
    }
}
