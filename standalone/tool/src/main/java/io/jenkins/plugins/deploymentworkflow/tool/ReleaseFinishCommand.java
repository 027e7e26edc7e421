package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.release.Kind;
import io.jenkins.plugins.deploymentworkflow.release.Options;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finishes a release. */
@Command(
        name = "finish",
        description = {
            "Finishes a release: merges it to main, tags it, merges it back, deletes its branch, and pushes all",
            "of it or nothing. Interrupted, the same command goes on."
        },
        sortOptions = false)
final class ReleaseFinishCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Mixin
    private FlowOptions flow;

    @Option(
            names = "--version",
            paramLabel = "V",
            description = "Which version, when several are open. Default: the one that is checked out or open.")
    private String version;

    @Option(names = "--no-push", description = "Push nothing: change the branches here alone.")
    private boolean noPush;

    @Option(names = "--no-atomic", description = "Push even when the remote cannot take all at once.")
    private boolean noAtomic;

    @Option(names = "--sign", description = "Sign the tag, also when git is not configured to.")
    private boolean sign;

    @Option(names = "--abort", description = "Take back what was interrupted before the remote had it.")
    private boolean abort;

    @Override
    public Integer call() throws InterruptedException {
        Options options = new Options(
                Optional.ofNullable(version),
                FlowOptions.no(noPush),
                FlowOptions.no(noAtomic),
                sign ? Optional.of(true) : Optional.empty(),
                Optional.empty());
        return FlowOptions.tell(
                common,
                abort ? flow.flow().abort(Kind.RELEASE, options) : flow.flow().finish(Kind.RELEASE, options));
    }
}
