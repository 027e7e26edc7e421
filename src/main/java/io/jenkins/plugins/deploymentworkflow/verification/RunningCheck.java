package io.jenkins.plugins.deploymentworkflow.verification;

import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Check;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** One smoke test with its attempts, moved on by {@link #advance}. */
final class RunningCheck {
    /** How long a cancelled attempt is waited for, so that a command and its next attempt do not run together. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final SmokeTestSettings test;
    private final IntFunction<Attempt> begin;
    private final IntPredicate known;
    private final UnaryOperator<String> redact;
    private Attempt attempt;
    private int attempts;
    private long attemptSince;
    private long waitSince;
    private String stopping;
    private long stoppingSince;
    private boolean stopped;
    private Check result;

    /**
     * @param begin begins the attempt of this number, from 1 on; finds one again that an earlier process began
     * @param known whether an earlier process began the attempt of this number
     */
    RunningCheck(
            SmokeTestSettings test, IntFunction<Attempt> begin, IntPredicate known, UnaryOperator<String> redact) {
        this.test = test;
        this.begin = begin;
        this.known = known;
        this.redact = redact;
    }

    Optional<Check> result() {
        return Optional.ofNullable(result);
    }

    /** What is known of it when it is not waited for any longer. */
    Check resultSoFar() {
        return result != null ? result : check(ProbeResult.failed(Duration.ZERO, notEnded()));
    }

    /** Finds the last attempt again that an earlier process began; false when there is none, and nothing is begun. */
    boolean takeUp(long now) {
        int last = 0;
        while (last <= test.retries() && known.test(last + 1)) {
            last++;
        }
        attempts = Math.max(0, last - 1);
        return last > 0 && begin(now);
    }

    /** @param now in nanoseconds, of any origin */
    void advance(long now) {
        if (result != null || attempt == null && !begun(now)) {
            return;
        }
        Optional<ProbeResult> found = attempt.poll();
        Duration elapsed = Duration.ofNanos(now - attemptSince);
        if (stopping == null && found.isPresent()) {
            settle(found.get(), now);
        } else if (stopping == null && elapsed.compareTo(test.timeout()) > 0) {
            giveUp("expected an end within " + Durations.format(test.timeout()) + ", found none", now);
        } else if (stopping != null && (found.isPresent() || GRACE.toNanos() < now - stoppingSince)) {
            settle(ProbeResult.failed(elapsed, stopping), now);
        }
    }

    /** Ends it; {@link #result} shows when it has ended. */
    void stop(String why, long now) {
        if (result != null || stopped) {
            return;
        }
        stopped = true;
        if (attempt == null) {
            result = check(ProbeResult.failed(Duration.ZERO, why));
        } else {
            giveUp(why, now);
        }
    }

    private void giveUp(String message, long now) {
        stopping = message;
        stoppingSince = now;
        attempt.cancel();
        if (attempt.poll().isPresent()) {
            settle(ProbeResult.failed(Duration.ofNanos(now - attemptSince), stopping), now);
        }
    }

    private boolean begun(long now) {
        if (attempts > 0 && now - waitSince < test.delay().toNanos()) {
            return false;
        }
        return begin(now);
    }

    private boolean begin(long now) {
        attempts++;
        attemptSince = now;
        try {
            attempt = begin.apply(attempts);
        } catch (IllegalArgumentException e) {
            result = check(ProbeResult.failed(Duration.ZERO, e.getMessage()));
        }
        return attempt != null;
    }

    private void settle(ProbeResult found, long now) {
        attempt = null;
        stopping = null;
        if (found.passed() || stopped || attempts > test.retries()) {
            result = check(found);
        } else {
            waitSince = now;
        }
    }

    private String notEnded() {
        return stopping != null ? stopping : "not ended";
    }

    private Check check(ProbeResult found) {
        return new Check(
                test.name(), found.passed(), found.elapsed().toMillis(), attempts, redact.apply(found.message()));
    }
}
