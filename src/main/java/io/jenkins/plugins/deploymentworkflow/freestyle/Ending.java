package io.jenkins.plugins.deploymentworkflow.freestyle;

import hudson.model.BuildListener;
import hudson.model.Executor;
import hudson.model.Run;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.runtime.OperationCourse;
import io.jenkins.plugins.deploymentworkflow.runtime.Reasons;
import io.jenkins.plugins.deploymentworkflow.ui.DeploymentAction;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;

/** Holds a freestyle build until its operation has ended. */
final class Ending implements OperationCourse.Watcher {
    private final Run<?, ?> build;
    private final String deployment;
    private final CompletableFuture<OperationResult> end = new CompletableFuture<>();

    Ending(Run<?, ?> build, String deployment) {
        this.build = build;
        this.deployment = deployment;
    }

    @Override
    public void begun(String application, String environment) throws IOException {
        DeploymentAction.add(build, application, environment, deployment);
    }

    @Override
    public void ended(OperationResult result) {
        end.complete(result);
    }

    @Override
    public void failed(Exception reason) {
        end.completeExceptionally(Reasons.plain(reason));
    }

    /**
     * The first interruption asks for the end of the operation, and waits until the environment is safe. The second one
     * ends the build at once, and the operation goes on to its end without it.
     *
     * @throws InterruptedException after an interruption, when the environment is safe or the build does not wait for it
     * @throws IOException when the operation could not be carried out
     */
    OperationResult await(OperationCourse course, BuildListener log) throws InterruptedException, IOException {
        try {
            return await();
        } catch (InterruptedException e) {
            if (Jenkins.get().isTerminating()) {
                throw e;
            }
            Collection<CauseOfInterruption> causes = causes();
            course.abort(Reasons.by(causes), Reasons.words(causes));
            log.getLogger().println("the environment is brought to a safe state first; to end the build at once, abort it"
                    + " again");
            log.getLogger().println(sentence());
            throw e;
        }
    }

    private String sentence() throws InterruptedException {
        try {
            OperationResult result = await();
            return result.succeeded() ? "it had succeeded already" : result.failure();
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private OperationResult await() throws InterruptedException, IOException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException expected) {
                throw expected;
            }
            throw new IOException(e.getCause());
        }
    }

    private static Collection<CauseOfInterruption> causes() {
        Executor executor = Executor.currentExecutor();
        return executor == null ? List.of() : executor.getCausesOfInterruption();
    }
}
