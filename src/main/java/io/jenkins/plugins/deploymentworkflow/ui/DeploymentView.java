package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One deployment as its page shows it: a fold over its events. */
public final class DeploymentView {
    private final String id;
    private final List<PlanView> plans = new ArrayList<>();
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    private final List<CheckView> checks = new ArrayList<>();
    private Event.Started started;
    private Instant startedAt;
    private Event.Ended ended;
    private Instant endedAt;
    private Event.Observed observed;
    private String takingBack = "";
    private String held = "";

    private DeploymentView(String id) {
        this.id = id;
    }

    /** Null when the ledger does not have it. */
    static DeploymentView of(String id, List<Entry> entries) {
        DeploymentView view = new DeploymentView(id);
        entries.stream().filter(entry -> id.equals(entry.event().deployment())).forEach(view::apply);
        return view.started == null ? null : view;
    }

    private void apply(Entry entry) {
        Event event = entry.event();
        if (event instanceof Event.Started e) {
            started = e;
            startedAt = entry.at();
        } else if (event instanceof Event.Planned e) {
            plans.add(new PlanView(e, takingBack));
        } else if (event instanceof Event.ActionStarted e) {
            latest().started(e, entry.at());
        } else if (event instanceof Event.ActionEnded e) {
            held = "";
            latest().ended(e, entry.at());
        } else if (event instanceof Event.Observed e) {
            observed = e;
            latest().observed(words(e));
        } else if (event instanceof Event.Judged e) {
            verdicts.put(e.verdict().gate(), e.verdict());
        } else if (event instanceof Event.Checked e) {
            e.checks().forEach(check -> checks.add(new CheckView(check)));
        } else if (event instanceof Event.Held e) {
            held = e.reason();
        } else if (event instanceof Event.RollbackStarted e) {
            takingBack = e.reason();
        } else if (event instanceof Event.Ended e) {
            ended = e;
            endedAt = entry.at();
            plans.forEach(PlanView::over);
        }
    }

    private PlanView latest() {
        return plans.isEmpty() ? PlanView.NONE : plans.get(plans.size() - 1);
    }

    public String getId() {
        return id;
    }

    public String getOperation() {
        return started.operation();
    }

    public String getApplication() {
        return started.application();
    }

    public String getEnvironment() {
        return started.environment();
    }

    public String getVersion() {
        return started.version();
    }

    public String getPreviousVersion() {
        return started.previousVersion();
    }

    public String getStrategy() {
        return started.strategy();
    }

    /** {@code running}, {@code succeeded}, {@code rolled-back}, {@code aborted}, {@code refused} or {@code failed}. */
    public String getOutcome() {
        return ended == null ? "running" : OperationResult.word(ended.outcome());
    }

    /** The name of Jenkins' own symbol for the outcome. */
    public String getSymbol() {
        return switch (getOutcome()) {
            case "running" -> "symbol-status-blue-anime";
            case "succeeded" -> "symbol-status-blue";
            case "aborted", "refused" -> "symbol-status-aborted";
            case "rolled-back" -> "symbol-status-yellow";
            default -> "symbol-status-red";
        };
    }

    /** Why it ended as it did; empty when it succeeded or goes on. */
    public String getReason() {
        return ended == null ? "" : ended.reason();
    }

    /** What it waits for a person for; empty when it does not. */
    public String getHeld() {
        return ended == null ? held : "";
    }

    public String getStartedAt() {
        return Times.second(startedAt);
    }

    public String getDuration() {
        return Durations.format(Times.between(startedAt, endedAt == null ? Instant.now() : endedAt));
    }

    /** Shares of traffic and instances as last seen. */
    public String getObserved() {
        return observed == null ? "" : words(observed);
    }

    public List<PlanView> getPlans() {
        return plans;
    }

    public List<VerdictView> getVerdicts() {
        return verdicts.values().stream().map(VerdictView::new).toList();
    }

    public List<CheckView> getChecks() {
        return checks;
    }

    private static String words(Event.Observed observed) {
        List<String> parts = new ArrayList<>();
        observed.traffic().forEach((version, share) -> {
            if (share.compareTo(Share.ZERO) > 0) {
                parts.add(share + " to " + version);
            }
        });
        observed.instances()
                .forEach((version, health) -> parts.add(version + ": "
                        + health.entrySet().stream()
                                .map(each -> each.getValue() + " " + each.getKey())
                                .collect(Collectors.joining(", "))));
        return String.join(" · ", parts);
    }

    /** What a gate found, with everything that is needed to check it. */
    public record VerdictView(Verdict verdict) {
        public String getGate() {
            return verdict.gate();
        }

        public String getState() {
            return verdict.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        public String getVersion() {
            return verdict.version();
        }

        public String getValue() {
            return verdict.value();
        }

        public String getThreshold() {
            return verdict.threshold();
        }

        public long getSamples() {
            return verdict.samples();
        }

        public String getWindow() {
            return Durations.format(verdict.window());
        }

        public String getRule() {
            return verdict.rule();
        }
    }

    /** The result of one check. */
    public record CheckView(Event.Check check) {
        public String getName() {
            return check.name();
        }

        /** {@code passed} or {@code failed}. */
        public String getVerdict() {
            return check.passed() ? "passed" : "failed";
        }

        public String getDuration() {
            return Durations.format(Duration.ofMillis(check.durationMillis()));
        }

        public String getMessage() {
            return check.message();
        }
    }
}
