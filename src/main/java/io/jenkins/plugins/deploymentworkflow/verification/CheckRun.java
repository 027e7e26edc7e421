package io.jenkins.plugins.deploymentworkflow.verification;

import io.jenkins.plugins.deploymentworkflow.ledger.Event.Check;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import java.time.Duration;
import java.util.List;

/** The checks of one action, a bounded number of them at once, within the action's time. */
final class CheckRun {
    private final List<RunningCheck> checks;
    private final int atOnce;
    private final Duration timeout;
    private final long begun;
    private boolean stopped;

    /** @param begun the time in nanoseconds, of any origin */
    CheckRun(List<RunningCheck> checks, int atOnce, Duration timeout, long begun) {
        this.checks = checks;
        this.atOnce = atOnce;
        this.timeout = timeout;
        this.begun = begun;
    }

    synchronized Progress advance(long now) {
        if (!ended() && now - begun > timeout.toNanos()) {
            stop("all checks together were given " + Durations.format(timeout) + ", which have passed", now);
        }
        // The first ones that have not ended have the places; another one moves up as soon as one of them ends.
        checks.stream()
                .filter(check -> check.result().isEmpty())
                .limit(atOnce)
                .toList()
                .forEach(check -> check.advance(now));
        return ended() ? end() : new Progress.Running(note());
    }

    synchronized void stop(String why, long now) {
        stopped = true;
        checks.forEach(check -> check.stop(why, now));
    }

    /** In the order of the action; empty while they go on. */
    synchronized List<Check> results() {
        return stopped || ended()
                ? checks.stream().map(RunningCheck::resultSoFar).toList()
                : List.of();
    }

    private boolean ended() {
        return checks.stream().allMatch(check -> check.result().isPresent());
    }

    private Progress end() {
        List<String> failures = checks.stream()
                .map(RunningCheck::resultSoFar)
                .filter(check -> !check.passed())
                .map(check -> check.message().startsWith(check.name())
                        ? check.message()
                        : check.name() + ": " + check.message())
                .toList();
        return failures.isEmpty()
                ? new Progress.Done(checks.size() + " of " + checks.size() + " checks passed")
                : new Progress.Failed(
                        failures.size() + " of " + checks.size() + " checks failed: " + String.join("; ", failures));
    }

    private String note() {
        long ended = checks.stream().filter(check -> check.result().isPresent()).count();
        return ended + " of " + checks.size() + " checks ended";
    }
}
