package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.Util;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.Approver;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One deployment as its page shows it, as of the last event that was read. */
public final class DeploymentView {
    private static final Pattern PERCENTAGE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*%");
    private static final int COMMIT = 12;

    private final Event.Started started;
    private final Instant startedAt;
    private final Instant last;
    private final long sequence;
    private final Optional<Event.Ended> ended;
    private final Optional<Event.Held> held;
    private final Optional<Event.Observed> observed;
    private final List<PlanView> plans;
    private final List<VerdictView> verdicts;
    private final List<CheckView> checks;
    private final List<Note> notes;
    private final List<LogRow> lines;
    private final Seen seen;
    private final Picture picture;

    /**
     * @param last when the last event came
     * @param sequence of that event in the ledger
     */
    DeploymentView(
            Event.Started started,
            Instant startedAt,
            Instant last,
            long sequence,
            Optional<Event.Ended> ended,
            Optional<Event.Held> held,
            Optional<Event.Observed> observed,
            List<PlanView> plans,
            List<VerdictView> verdicts,
            List<CheckView> checks,
            List<Note> notes,
            List<LogRow> lines,
            Seen seen) {
        this.started = started;
        this.startedAt = startedAt;
        this.last = last;
        this.sequence = sequence;
        this.ended = ended;
        this.held = held;
        this.observed = observed;
        this.plans = plans;
        this.verdicts = verdicts;
        this.checks = checks;
        this.notes = notes;
        this.lines = lines;
        this.seen = seen;
        this.picture = seen.nothing()
                ? null
                : new Picture(seen, startedAt, last, started.version(), started.previousVersion(), allowed(), notes);
    }

    /** The share of failed requests that a gate allows; null when none judges them. */
    private Share allowed() {
        return verdicts.stream()
                .map(VerdictView::verdict)
                .filter(verdict -> verdict.gate().equals("traffic.errorRate"))
                .map(Verdict::threshold)
                .map(PERCENTAGE::matcher)
                .filter(Matcher::find)
                .map(found -> Double.parseDouble(found.group(1)))
                .filter(percent -> percent <= 100)
                .map(Share::ofPercent)
                .findFirst()
                .orElse(null);
    }

    public String getId() {
        return started.deployment();
    }

    /** Of the last event: the same for as long as nothing happens. */
    long sequence() {
        return sequence;
    }

    /** What is deployed where, in a few words. */
    public String getTitle() {
        return started.operation() + " " + started.application()
                + (started.version().isEmpty() ? "" : " " + started.version()) + " · " + started.environment();
    }

    public String getOperation() {
        return started.operation();
    }

    /** Whether it changes which version serves. */
    boolean isDeploying() {
        return Operation.of(started.operation()).deploys();
    }

    public String getApplication() {
        return started.application();
    }

    public String getEnvironment() {
        return started.environment();
    }

    /** The address of its own page, below the controller's. */
    public String getAddress() {
        return EnvironmentRow.address(new LedgerStore.Key(started.application(), started.environment()))
                + "deployment/" + Util.rawEncode(getId()) + "/";
    }

    public String getVersion() {
        return started.version();
    }

    public String getPreviousVersion() {
        return started.previousVersion();
    }

    /** Empty for an operation that has none. */
    public String getStrategy() {
        return started.strategy();
    }

    public String getActor() {
        return started.origin().actor();
    }

    /** Why it was begun, in the words of who began it without a build; empty otherwise. */
    public String getWish() {
        return started.origin().reason();
    }

    /** Who went past guards, why, and past which; empty when nobody did. */
    public String getOverride() {
        Event.Override override = started.override();
        return override == null
                ? ""
                : override.by() + ": " + override.reason()
                        + (override.guards().isEmpty() ? "" : " (" + String.join("; ", override.guards()) + ")");
    }

    /** Empty when it is not known. */
    public String getCommit() {
        return started.origin().commit();
    }

    public String getShortCommit() {
        return getCommit().substring(0, Math.min(COMMIT, getCommit().length()));
    }

    public String getBranch() {
        return started.origin().branch();
    }

    /** The environment file, in parts between which a line may end. */
    public List<String> getFileParts() {
        return List.of(started.configuration().file().split("(?<=/)"));
    }

    /** The file that is deployed, from the directory that commands run in; empty when none is. */
    public String getArtifact() {
        String file = started.artifact() == null ? "" : started.artifact().file();
        String directory = started.origin().directory();
        boolean within = !directory.isEmpty() && file.startsWith(directory) && file.length() > directory.length() + 1;
        return within ? file.substring(directory.length() + 1) : file;
    }

    public boolean isRunning() {
        return ended.isEmpty();
    }

    /** {@code running}, {@code succeeded}, {@code rolled-back}, {@code aborted}, {@code refused} or {@code failed}. */
    public String getOutcome() {
        return ended.map(end -> OperationResult.word(end.outcome())).orElse("running");
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
        return ended.map(Event.Ended::reason).orElse("");
    }

    /** What it waits for a person for; empty when it does not. */
    public String getHeld() {
        return isRunning() ? held.map(Event.Held::reason).orElse("") : "";
    }

    /** Users and groups that it waits for the approval of; empty when it does not. */
    public List<String> getApprovers() {
        return getHeld().isEmpty() || plans.isEmpty()
                ? List.of()
                : plans.get(plans.size() - 1).now().map(ActionView::action)
                        .filter(Action.AwaitApproval.class::isInstance)
                        .map(wait -> ((Action.AwaitApproval) wait).by())
                        .orElse(List.of());
    }

    /** Whether it waits for the approval of somebody who this is. */
    boolean isFor(Approver somebody) {
        return somebody.isOneOf(getApprovers());
    }

    /** Until when it waits; null when it does not. */
    public Instant getHeldUntil() {
        return held.map(Event.Held::until).orElse(null);
    }

    public Instant getStartedAt() {
        return startedAt;
    }

    /** Milliseconds since 1970. */
    public long getStartedMillis() {
        return startedAt.toEpochMilli();
    }

    /** Null while it goes on. */
    public Instant getEndedAt() {
        return isRunning() ? null : last;
    }

    /** What goes on, in a few words; how it ended, when it has. */
    public String getNow() {
        if (!isRunning()) {
            return getOutcome();
        }
        return plans.isEmpty()
                ? "planning"
                : plans.get(plans.size() - 1).now().map(ActionView::getName).orElse("running");
    }

    /** Shares of traffic and instances as last seen; empty before anything was. */
    public String getObserved() {
        return observed.map(DeploymentView::words).orElse("");
    }

    private static String words(Event.Observed observed) {
        List<String> parts = new ArrayList<>();
        parts.add(SeenRows.traffic(observed.traffic()));
        observed.instances()
                .forEach((version, health) -> parts.add(version + ": "
                        + health.entrySet().stream()
                                .map(each -> each.getValue() + " " + each.getKey())
                                .collect(Collectors.joining(", "))));
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }

    /** The newest last. */
    public List<PlanView> getPlans() {
        return plans;
    }

    public List<VerdictView> getVerdicts() {
        return verdicts;
    }

    public List<CheckView> getChecks() {
        return checks;
    }

    public List<Note> getNotes() {
        return notes;
    }

    /** The newest lines of what happened, the oldest of them first. */
    public List<LogRow> getLines() {
        return lines;
    }

    /** Null when nothing was seen. */
    public Picture getPicture() {
        return picture;
    }

    /** The picture in words. */
    public List<SeenRows.Row> getRows() {
        return SeenRows.of(seen);
    }

    /** Failed requests by version; empty when nobody counted. */
    public String getFailures() {
        return SeenRows.failures(seen);
    }
}
