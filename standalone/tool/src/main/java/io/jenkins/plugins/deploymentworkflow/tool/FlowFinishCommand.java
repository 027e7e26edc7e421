package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.release.Kind;
import io.jenkins.plugins.deploymentworkflow.release.Options;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What finishing a release and finishing a hotfix have in common. */
abstract class FlowFinishCommand implements Callable<Integer> {
    private final Kind kind;

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

    @Option(
            names = "--pull-requests",
            description = {
                "Finish it by pull requests, where main and develop take no pushes: each time as far as it goes,",
                "with what to merge next. Default: as config/release.yaml says."
            })
    private boolean pullRequests;

    @Option(names = "--abort", description = "Take back what was interrupted before the remote had it.")
    private boolean abort;

    FlowFinishCommand(Kind kind) {
        this.kind = kind;
    }

    @Override
    public final Integer call() throws InterruptedException {
        Options options = new Options(
                Optional.ofNullable(version),
                FlowOptions.no(noPush),
                FlowOptions.no(noAtomic),
                yes(sign),
                yes(pullRequests));
        return FlowOptions.tell(
                common, abort ? flow.flow().abort(kind, options) : flow.flow().finish(kind, options));
    }

    private static Optional<Boolean> yes(boolean given) {
        return given ? Optional.of(true) : Optional.empty();
    }
}
