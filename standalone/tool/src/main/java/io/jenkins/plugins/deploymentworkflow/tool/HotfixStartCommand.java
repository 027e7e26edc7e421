package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.release.Kind;
import io.jenkins.plugins.deploymentworkflow.release.Options;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Begins a hotfix. */
@Command(
        name = "start",
        description = "Begins a hotfix: a branch from main with the version files bumped, pushed and checked out.",
        sortOptions = false)
final class HotfixStartCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Mixin
    private FlowOptions flow;

    @Option(
            names = "--version",
            paramLabel = "V",
            description = "Which version. Default: the last release's next patch.")
    private String version;

    @Option(names = "--no-push", description = "Push nothing.")
    private boolean noPush;

    @Option(names = "--abort", description = "Take back what was interrupted before the remote had it.")
    private boolean abort;

    @Override
    public Integer call() throws InterruptedException {
        Options options = new Options(
                Optional.ofNullable(version),
                FlowOptions.no(noPush),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return FlowOptions.tell(
                common,
                abort ? flow.flow().abort(Kind.HOTFIX, options) : flow.flow().start(Kind.HOTFIX, options));
    }
}
