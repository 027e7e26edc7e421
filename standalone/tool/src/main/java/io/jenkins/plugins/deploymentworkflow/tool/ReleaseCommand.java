package io.jenkins.plugins.deploymentworkflow.tool;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Releases of a repository. */
@Command(
        name = "release",
        description = "Begins and finishes releases as git-flow does, tells what is in them, and checks branch rules.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ReleaseStartCommand.class,
            ReleaseFinishCommand.class,
            ReleaseCheckCommand.class,
            ReleaseNotesCommand.class
        })
final class ReleaseCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw Misuse.missingCommand(spec);
    }
}
