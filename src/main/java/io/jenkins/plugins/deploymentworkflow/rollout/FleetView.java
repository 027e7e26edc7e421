package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Looks at a target without waiting: asks, and has the answer at a later call. One question at a time. Each answer is
 * given once, however long it took, so that a target that answers more slowly than it is looked at is seen all the
 * same.
 */
final class FleetView {
    /** For targets that forget to have a time limit; and an answer older than this says nothing about now. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Target target;
    private CompletableFuture<Fleet> question;
    private Instant askedAt;
    private Fleet answer;
    private Instant answerAsOf;
    private Instant givenAt;
    private Instant blindSince;
    private String failure = "";

    FleetView(Target target) {
        this.target = target;
    }

    /** The fleet as it was at {@code notBefore} or later; empty while the answer is under way or could not be had. */
    Optional<Fleet> since(Instant notBefore, Instant now) {
        take(now);
        if (!usable(notBefore, now) && question == null) {
            askedAt = now;
            question = ask();
            take(now);
        }
        if (!usable(notBefore, now)) {
            return Optional.empty();
        }
        givenAt = now;
        return Optional.of(answer);
    }

    /** Why the last question had no answer; empty when it had one. */
    String failure() {
        return failure;
    }

    /** For how long every question has failed. */
    Duration blind(Instant now) {
        return blindSince == null ? Duration.ZERO : Duration.between(blindSince, now);
    }

    private boolean usable(Instant notBefore, Instant now) {
        return answer != null
                && !answerAsOf.isBefore(notBefore)
                && answerAsOf.plus(PATIENCE).isAfter(now)
                && (givenAt == null || givenAt.equals(now));
    }

    private void take(Instant now) {
        if (question == null) {
            return;
        }
        if (!question.isDone()) {
            if (now.isAfter(askedAt.plus(PATIENCE))) {
                fail("no answer within " + Durations.format(PATIENCE));
            }
            return;
        }
        try {
            answer = question.join();
            answerAsOf = askedAt;
            givenAt = null;
            blindSince = null;
            failure = "";
            question = null;
        } catch (CompletionException | CancellationException e) {
            fail(Words.of(e.getCause() == null ? e : e.getCause()));
        }
    }

    private void fail(String why) {
        failure = why;
        blindSince = blindSince == null ? askedAt : blindSince;
        question = null;
    }

    private CompletableFuture<Fleet> ask() {
        try {
            return target.observe();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
