package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.Util;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Summary;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One operation in a table, or in JSON. */
@ExportedBean(defaultVisibility = 2)
public final class OperationRow {
    private static final int COMMIT = 12;
    private final Summary operation;

    OperationRow(Summary operation) {
        this.operation = operation;
    }

    @Exported
    public String getId() {
        return operation.id();
    }

    /** Its id as a part of an address. */
    public String getPath() {
        return Util.rawEncode(operation.id());
    }

    @Exported
    public String getOperation() {
        return operation.operation();
    }

    @Exported
    public String getVersion() {
        return operation.version();
    }

    /** The version that served before, empty when none did. */
    @Exported
    public String getPreviousVersion() {
        return operation.previousVersion();
    }

    @Exported
    public String getStrategy() {
        return operation.strategy();
    }

    @Exported
    public String getActor() {
        return operation.actor();
    }

    @Exported
    public String getCommit() {
        return operation.commit();
    }

    public String getShortCommit() {
        return getCommit().substring(0, Math.min(COMMIT, getCommit().length()));
    }

    @Exported
    public String getBranch() {
        return operation.started().origin().branch();
    }

    /** The build's address below the controller's; empty when it is not to be seen, or there is none. */
    @Exported
    public String getBuild() {
        return Place.link(operation);
    }

    /** In ISO 8601. */
    @Exported
    public String getStartedAt() {
        return operation.startedAt().toString();
    }

    /** In ISO 8601; empty while it goes on. */
    @Exported
    public String getEndedAt() {
        return operation.endedAt().map(Instant::toString).orElse("");
    }

    /** In milliseconds; -1 while it goes on. */
    @Exported
    public long getDurationMillis() {
        return operation.duration().map(Duration::toMillis).orElse(-1L);
    }

    public Instant getStarted() {
        return operation.startedAt();
    }

    /** Null while it goes on. */
    public Instant getEnded() {
        return operation.endedAt().orElse(null);
    }

    /** {@code running}, {@code succeeded}, {@code rolled-back}, {@code aborted}, {@code refused} or {@code failed}. */
    @Exported
    public String getOutcome() {
        return operation.outcome().map(OperationResult::word).orElse("running");
    }

    /** Why it ended as it did; empty when it succeeded or goes on. */
    @Exported
    public String getReason() {
        return operation.reason();
    }

    /** Who went past guards, and why; empty when nobody did. */
    @Exported
    public String getOverride() {
        Event.Override override = operation.started().override();
        return override == null ? "" : override.by() + ": " + override.reason();
    }

    /** The guards that they went past, in words; empty when nobody did, or nothing stood in the way. */
    @Exported
    public List<String> getOverriddenGuards() {
        Event.Override override = operation.started().override();
        return override == null ? List.of() : override.guards();
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
}
