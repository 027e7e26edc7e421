package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.release.Kind;
import io.jenkins.plugins.deploymentworkflow.release.Options;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What beginning a release and beginning a hotfix have in common. */
abstract class FlowStartCommand implements Callable<Integer> {
    private final Kind kind;

    @Mixin
    private CommonOptions common;

    @Mixin
    private FlowOptions flow;

    @Option(names = "--no-push", description = "Push nothing.")
    private boolean noPush;

    @Option(names = "--abort", description = "Take back what was interrupted before the remote had it.")
    private boolean abort;

    FlowStartCommand(Kind kind) {
        this.kind = kind;
    }

    @Override
    public final Integer call() throws InterruptedException {
        Options options =
                new Options(version(), FlowOptions.no(noPush), Optional.empty(), Optional.empty(), Optional.empty());
        return FlowOptions.tell(
                common, abort ? flow.flow().abort(kind, options) : flow.flow().start(kind, options));
    }

    /** Which version; empty for the one that is meant without. */
    abstract Optional<String> version();
}
