package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings;
import io.jenkins.plugins.deploymentworkflow.strategy.Bounds;
import io.jenkins.plugins.deploymentworkflow.strategy.PlanRequest;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a target was seen to run before a plan is made.
 *
 * @param deployable what is deployed, its previous version being the one that was seen to serve
 */
record Observed(Fleet fleet, Deployable deployable) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Observed of(CompletableFuture<Fleet> look, Target target, Deployable asked) {
        Fleet seen = wait(look, target);
        Fleet fleet = asked.settings().target().orElse(null) instanceof TargetSettings.Local local
                ? new Fleet(local.instances(), seen.instances(), seen.traffic(), seen.counters())
                : seen;
        Bounds none = new Bounds(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE);
        String serving = new PlanRequest(asked.version(), fleet, target.capabilities(), none).previous();
        return new Observed(
                fleet,
                new Deployable(
                        asked.application(),
                        asked.environment(),
                        asked.version(),
                        serving.isEmpty() ? asked.previousVersion() : serving,
                        asked.strategy(),
                        asked.artifact(),
                        asked.directory()));
    }

    private static Fleet wait(CompletableFuture<Fleet> look, Target target) {
        try {
            return look.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException("interrupted while looking at the " + target.kind() + " target", e);
        } catch (TimeoutException e) {
            throw new TargetException(
                    "the " + target.kind() + " target did not say what it runs within " + PATIENCE.toSeconds() + "s", e);
        } catch (ExecutionException | CompletionException e) {
            if (e.getCause() instanceof TargetException known) {
                throw known;
            }
            throw new TargetException("cannot look at the " + target.kind() + " target: " + e.getCause(), e);
        }
    }
}
