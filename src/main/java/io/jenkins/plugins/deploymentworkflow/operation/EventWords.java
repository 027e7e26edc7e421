package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** A deployment's events as lines for a log, in order; both front ends print these. */
public final class EventWords {
    private final String deployment;
    private Plan plan;
    private Instant startedAt = Instant.EPOCH;

    public EventWords(String deployment) {
        this.deployment = deployment;
    }

    /** The line for the next entry, empty when it says nothing new to a reader. Give it every entry, in order. */
    public Optional<String> of(Entry entry) {
        Event event = entry.event();
        if (!event.deployment().equals(deployment)) {
            return Optional.empty();
        }
        if (event instanceof Event.Started e) {
            return Optional.of(e.operation() + " " + e.application()
                    + (e.version().isEmpty() ? "" : " " + e.version()) + " in " + e.environment()
                    + (e.strategy().isEmpty() ? "" : ", " + e.strategy())
                    + (e.previousVersion().isEmpty() ? "" : ", from " + e.previousVersion()) + " (" + e.deployment()
                    + ")");
        }
        if (event instanceof Event.Planned e) {
            plan = e.plan();
            return Optional.of((e.phase() == Event.Phase.FORWARD ? "plan: " : "plan to take it back: ")
                    + (plan.size() == 0 ? "nothing to do" : plan.size() + " actions"));
        }
        if (event instanceof Event.ActionStarted e) {
            startedAt = entry.at();
            return Optional.of(position(e.index()) + action(e.index()).name()
                    + (e.attempt() > 0 ? " (attempt " + (e.attempt() + 1) + ")" : ""));
        }
        if (event instanceof Event.ActionEnded e) {
            return ended(e, entry.at());
        }
        if (event instanceof Event.Judged e) {
            return e.verdict().state() == Verdict.State.PENDING
                    ? Optional.empty()
                    : Optional.of("  " + e.verdict().sentence());
        }
        if (event instanceof Event.Checked e) {
            return Optional.of(e.checks().stream()
                    .map(c -> "  " + (c.passed() ? "passed: " : "FAILED: ") + c.name()
                            + (c.message().isEmpty() ? "" : ": " + c.message()))
                    .collect(Collectors.joining("\n")));
        }
        if (event instanceof Event.Held e) {
            return Optional.of("held until somebody releases it, at most until " + e.until() + ": " + e.reason());
        }
        if (event instanceof Event.Requested e) {
            return Optional.of((e.request() == Event.Request.ABORT ? "abort" : "release") + " asked for by " + e.by()
                    + (e.reason().isEmpty() ? "" : ": " + e.reason()));
        }
        if (event instanceof Event.Resumed e) {
            return Optional.of("gone on with by " + e.by());
        }
        if (event instanceof Event.RollbackStarted e) {
            return Optional.of("taking it back: " + e.reason());
        }
        if (event instanceof Event.Ended e) {
            return Optional.of(OperationResult.word(e.outcome())
                    + (e.servingVersion().isEmpty() ? "" : ", " + e.servingVersion() + " serves"));
        }
        return Optional.empty();
    }

    private Optional<String> ended(Event.ActionEnded event, Instant at) {
        Duration took = Duration.between(startedAt, at);
        return switch (event.outcome()) {
            case DONE -> Optional.of("  done in " + Durations.format(took)
                    + (event.message().isEmpty() ? "" : ": " + event.message()));
            case FAILED -> Optional.of("  FAILED after " + Durations.format(took) + ": " + event.message());
            case CANCELLED -> Optional.of("  cancelled after " + Durations.format(took));
        };
    }

    private Action action(int index) {
        return plan.action(index);
    }

    private String position(int index) {
        return "[" + (index + 1) + "/" + plan.size() + "] ";
    }
}
