package io.jenkins.plugins.deploymentworkflow.steps.release;

import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.release.GitFlow;
import io.jenkins.plugins.deploymentworkflow.release.Kind;
import io.jenkins.plugins.deploymentworkflow.release.Options;
import io.jenkins.plugins.deploymentworkflow.release.ReleaseResult;
import java.io.PrintStream;
import java.util.Map;

/** Begins or finishes a release or a hotfix. */
final class FlowWork implements RepositoryWork {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final boolean finish;
    private final String version;

    /** @param version empty when there is only one that can be meant */
    FlowWork(Kind kind, boolean finish, String version) {
        this.kind = kind;
        this.finish = finish;
        this.version = version;
    }

    @Override
    public Map<String, Object> on(Git git, String step, PrintStream log) throws InterruptedException {
        GitFlow flow = GitFlow.in(git, log::println).askedAs(step);
        Options options = version.isEmpty() ? Options.NONE : Options.NONE.withVersion(version);
        ReleaseResult result = finish ? flow.finish(kind, options) : flow.start(kind, options);
        result.notes().forEach(log::println);
        result.todo().forEach(log::println);
        return result.document();
    }
}
