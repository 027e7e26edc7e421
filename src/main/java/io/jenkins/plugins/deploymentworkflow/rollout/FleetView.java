package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Looks at a target without waiting: asks, and has the answer at a later call. One question at a time. */
final class FleetView {
    /** Targets have time limits of their own; this one is for those that forget. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Target target;
    private CompletableFuture<Fleet> asked;
    private Instant askedAt;
    private String failure = "";

    FleetView(Target target) {
        this.target = target;
    }

    /** The fleet as it was at {@code notBefore} or later; empty while the answer is under way or could not be had. */
    Optional<Fleet> since(Instant notBefore, Instant now) {
        if (asked != null && asked.isDone() && askedAt.isBefore(notBefore)) {
            asked = null;
        }
        if (asked != null && !asked.isDone() && now.isAfter(askedAt.plus(PATIENCE))) {
            failure = "no answer within " + Durations.format(PATIENCE);
            asked = null;
        }
        if (asked == null) {
            askedAt = now;
            asked = ask();
        }
        if (!asked.isDone() || askedAt.isBefore(notBefore)) {
            return Optional.empty();
        }
        try {
            Fleet fleet = asked.join();
            failure = "";
            return Optional.of(fleet);
        } catch (CompletionException e) {
            failure = words(e.getCause());
            asked = null;
            return Optional.empty();
        }
    }

    /** Why the last question had no answer; empty when it had one. */
    String failure() {
        return failure;
    }

    private CompletableFuture<Fleet> ask() {
        try {
            return target.observe();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static String words(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
