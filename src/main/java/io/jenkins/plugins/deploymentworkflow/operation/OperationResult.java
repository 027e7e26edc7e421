package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How an operation went, as steps return it and the tool prints it.
 *
 * @param outcome {@code succeeded}, {@code rolled-back}, {@code aborted}, {@code refused}, {@code failed}, or
 *     {@code running}
 * @param reason why it did not succeed, empty when it did
 * @param verdicts the newest verdict of each gate
 * @param checks the results of the checks that were run
 */
public record OperationResult(
        String outcome,
        String reason,
        String deploymentId,
        String operation,
        String application,
        String environment,
        String strategy,
        String version,
        String previousVersion,
        long durationMillis,
        List<Verdict> verdicts,
        List<CheckResult> checks)
        implements Serializable {
    /** The result of one check. */
    public record CheckResult(String name, boolean passed, long durationMillis, int attempts, String message)
            implements Serializable {}

    public boolean succeeded() {
        return outcome.equals("succeeded");
    }

    /** In a sentence what did not succeed, how it ended and why. */
    public String failure() {
        String what =
                operation + " of " + application + (version.isEmpty() ? "" : " " + version) + " in " + environment;
        String how =
                switch (outcome) {
                    case "rolled-back" ->
                        "was rolled back" + (previousVersion.isEmpty() ? "" : ", " + previousVersion + " serves again");
                    case "aborted" -> "was aborted";
                    case "refused" -> "was refused";
                    default -> "failed";
                };
        return what + " " + how + ": " + reason + " (" + deploymentId + ")";
    }

    /** How the deployment went that the state is of, as far as it has gone. */
    public static OperationResult of(RolloutState state) {
        Event.Started started = state.started();
        Event.Ended ended = state.ended();
        return new OperationResult(
                ended == null ? "running" : word(ended.outcome()),
                ended == null ? "" : ended.reason(),
                state.deployment(),
                started.operation(),
                started.application(),
                started.environment(),
                started.strategy(),
                started.version(),
                started.previousVersion(),
                ended == null
                        ? 0
                        : Duration.between(state.startedAt(), state.endedAt()).toMillis(),
                new ArrayList<>(state.verdicts().values()),
                new ArrayList<>(state.checks().stream()
                        .map(c -> new CheckResult(c.name(), c.passed(), c.durationMillis(), c.attempts(), c.message()))
                        .toList()));
    }

    /** {@code ROLLED_BACK} as {@code rolled-back}. */
    public static String word(Event.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
