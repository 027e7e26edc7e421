package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;

/** A deployment's events as lines for a log, in order; both front ends print these. */
public final class EventWords {
    private final String deployment;
    private Plan plan;
    private Action current;
    private Instant startedAt = Instant.EPOCH;
    private boolean deploys = true;
    private String failure = "";

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
            deploys = Operation.of(e.operation()).deploys();
            return Optional.of(e.operation() + " " + e.application()
                    + (e.version().isEmpty() ? "" : " " + e.version()) + " in " + e.environment()
                    + (e.strategy().isEmpty() || e.strategy().equals(e.operation()) ? "" : ", " + e.strategy())
                    + (e.previousVersion().isEmpty() ? "" : ", from " + e.previousVersion()) + " (" + e.deployment()
                    + ")"
                    + because(e.origin()) + past(e.override()));
        }
        if (event instanceof Event.Planned e) {
            plan = e.plan();
            boolean forward = e.phase() == Event.Phase.FORWARD;
            if (!forward && !deploys) {
                return Optional.empty();
            }
            return Optional.of((forward ? "plan: " : "plan to take it back: ")
                    + (plan.size() == 0 ? "nothing to do" : plan.size() == 1 ? "1 action" : plan.size() + " actions"));
        }
        if (event instanceof Event.ActionStarted e) {
            startedAt = entry.at();
            current = action(e.index());
            return Optional.of(position(e.index()) + current.name()
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
            return Optional.of("held until somebody releases it, at most until " + e.until().truncatedTo(ChronoUnit.SECONDS) + ": " + e.reason());
        }
        if (event instanceof Event.Requested e) {
            return Optional.of((e.request() == Event.Request.ABORT ? "abort" : "release") + " asked for by " + e.by()
                    + (e.reason().isEmpty() ? "" : ": " + e.reason()));
        }
        if (event instanceof Event.Resumed e) {
            return Optional.of("gone on with by " + e.by());
        }
        if (event instanceof Event.RollbackStarted e) {
            // What deploys nothing leaves nothing to take back, and a reason that was just given needs no repeating.
            return deploys
                    ? Optional.of("taking it back" + (e.reason().equals(failure) ? "" : ": " + e.reason()))
                    : Optional.empty();
        }
        if (event instanceof Event.Ended e) {
            return Optional.of(OperationResult.word(e.outcome()) + serving(e));
        }
        return Optional.empty();
    }

    /** Whether that entry began to ask for an approval; to be asked once {@link #of} has had it. */
    public boolean asksForApproval(Entry entry) {
        return entry.event() instanceof Event.Held held
                && held.deployment().equals(deployment)
                && current instanceof Action.AwaitApproval;
    }

    /** Who wanted it, and why, where a person began it without a build; a build tells its own log nothing new. */
    private static String because(Event.Origin origin) {
        return origin == null || origin.reason().isEmpty() ? "" : " by " + origin.actor() + ": " + origin.reason();
    }

    /** Who went past guards, why, and past which. */
    private static String past(Event.Override override) {
        return override == null
                ? ""
                : "\nguards overridden by " + override.by() + ": " + override.reason()
                        + (override.guards().isEmpty() ? "" : " (" + String.join("; ", override.guards()) + ")");
    }

    private String serving(Event.Ended event) {
        if (!deploys || event.outcome() == Event.Outcome.FAILED && event.servingVersion().isEmpty()) {
            return "";
        }
        return ", " + (event.servingVersion().isEmpty() ? "nothing" : event.servingVersion()) + " serves";
    }

    private Optional<String> ended(Event.ActionEnded event, Instant at) {
        failure = event.message();
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
