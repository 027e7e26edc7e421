package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.release.Kind;
import io.jenkins.plugins.deploymentworkflow.release.Options;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Begins a release. */
@Command(
        name = "start",
        description = "Begins a release: a branch from develop with the version files bumped, pushed and checked out.",
        sortOptions = false)
final class ReleaseStartCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Mixin
    private FlowOptions flow;

    @Option(
            names = "--version",
            paramLabel = "V",
            description = "Which version. Default: what the commits since the last release demand.")
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
                abort ? flow.flow().abort(Kind.RELEASE, options) : flow.flow().start(Kind.RELEASE, options));
    }
}
