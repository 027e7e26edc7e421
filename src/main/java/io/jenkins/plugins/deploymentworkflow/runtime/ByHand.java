package io.jenkins.plugins.deploymentworkflow.runtime;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.operation.Aftercare;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Begins operations for a person, without a build: for pages, REST and CLI. Who calls has asked the permission. What was
 * begun goes on after a restart of the controller.
 */
public final class ByHand {
    private static final Logger LOGGER = Logger.getLogger(ByHand.class.getName());

    private ByHand() {}

    /**
     * Goes back in an environment, with the environment file and the tuning of its last deployment, on the node and in
     * the directory where that had its commands run; when that node is not there, on one that is configured for it. Reads the ledger, and does not wait for anything else.
     *
     * @param toVersion empty for the last good version
     * @param by who asks
     * @param reason why, in their words; recorded in the ledger
     * @return the deployment's name, once it is in the ledger; or why it was not begun: {@link Refused}, a
     *     configuration that is wrong, an agent that is away
     * @throws Refused when nothing has been deployed there yet
     * @throws IllegalArgumentException when a name is none
     */
    public static CompletableFuture<String> rollback(
            String application, String environment, String toVersion, String by, String reason) {
        Event.Started last = Aftercare.lastDeployment(Ledgers.get().store().index(application, environment))
                .orElseThrow(() -> new Refused(
                        "nothing has been deployed to " + environment + " of " + application + ", so nothing to go back from"));
        String deployment = Aftercare.name(Operation.ROLLBACK, Instant.now());
        NodeWorkspace at = NodeWorkspace.after(last, by);
        CommandFile kept = CommandFile.of(deployment);
        Errand errand = new Errand(
                deployment,
                Operation.ROLLBACK,
                () -> Aftercare.back(
                        last,
                        toVersion,
                        at.variables(),
                        origin(at.choice(), by, reason),
                        deployment,
                        new JenkinsSurroundings(deployment, at, kept)));
        CompletableFuture<String> begun = new CompletableFuture<>();
        new OperationCourse(errand, at, kept, 0, new Begun(deployment, begun)).begin();
        return begun;
    }

    private static Event.Origin origin(NodeChoice at, String by, String reason) {
        return new Event.Origin(by, "jenkins", "", "", "", at.directory(), null, null, at.node(), reason);
    }

    private record Begun(String deployment, CompletableFuture<String> begun) implements OperationCourse.Watcher {
        @Override
        public void begun(String application, String environment) {
            begun.complete(deployment);
        }

        @Override
        public void ended(OperationResult result) {
            LOGGER.info(() -> result.succeeded() ? deployment + " has succeeded" : result.failure());
        }

        @Override
        public void failed(Exception reason) {
            Exception plain = Reasons.plain(reason);
            LOGGER.log(Level.WARNING, plain, () -> deployment + " could not be carried out");
            begun.completeExceptionally(plain);
        }
    }
}
