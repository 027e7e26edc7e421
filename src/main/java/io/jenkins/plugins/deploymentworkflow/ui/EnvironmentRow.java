package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.Util;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Refusal;
import io.jenkins.plugins.deploymentworkflow.ledger.Standing;
import java.time.Instant;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One environment in a table, or in JSON: what runs there, since when, from where, and what goes on. */
@ExportedBean(defaultVisibility = 2)
public final class EnvironmentRow {
    private final LedgerStore.Key key;
    private final Standing standing;
    private final Optional<Refusal> holder;
    private final String trouble;
    private final boolean behind;

    /**
     * @param trouble why it cannot be shown, or not to its end; empty when it can
     * @param behind whether more is being read of it
     */
    EnvironmentRow(LedgerStore.Key key, Standing standing, Optional<Refusal> holder, String trouble, boolean behind) {
        this.key = key;
        this.standing = standing;
        this.holder = holder;
        this.trouble = trouble;
        this.behind = behind;
    }

    @Exported
    public String getApplication() {
        return key.application();
    }

    @Exported
    public String getEnvironment() {
        return key.environment();
    }

    /** Its page's address below the controller's. */
    @Exported
    public String getUrl() {
        return address(key);
    }

    static String address(LedgerStore.Key key) {
        return EnvironmentsRootAction.URL + "/application/" + Util.rawEncode(key.application()) + "/environment/"
                + Util.rawEncode(key.environment()) + "/";
    }

    /** The version that serves; empty when none is known to. */
    @Exported
    public String getVersion() {
        return standing.current().orElse("");
    }

    /** In ISO 8601; empty when it is not known. */
    @Exported
    public String getServesSince() {
        return standing.since().map(Instant::toString).orElse("");
    }

    /** Null when it is not known. */
    public Instant getSince() {
        return standing.since().orElse(null);
    }

    /** The version that a rollback goes back to; empty when there is none. */
    @Exported
    public String getPreviousVersion() {
        return standing.previousGood().orElse("");
    }

    /** What brought the version that serves; null when it is not known. */
    @Exported
    public OperationRow getDeployed() {
        return standing.deployed().map(OperationRow::new).orElse(null);
    }

    /** The last deployment; null when there was none. */
    @Exported
    public OperationRow getLast() {
        return standing.last().map(OperationRow::new).orElse(null);
    }

    /** {@code idle}, {@code deploying}, {@code held} or {@code rolling-back}. */
    @Exported
    public String getPhase() {
        return standing.underway().map(underway -> underway.phase()).orElse("idle");
    }

    /** What goes on, in a few words; empty when nothing does. */
    public String getGoingOn() {
        return standing.underway()
                .map(underway -> underway.summary().operation() + " "
                        + underway.summary().version()
                        + (underway.held().isEmpty()
                                ? underway.action().isEmpty() ? "" : ": " + underway.action()
                                : ": " + underway.held()))
                .orElse("");
    }

    /** Whether what goes on is moved by nobody. */
    @Exported
    public boolean isInterrupted() {
        return standing.underway().isPresent() && holder.isEmpty();
    }

    /** Who holds the lock; empty when it is free. */
    @Exported
    public String getLock() {
        return holder.map(Refusal::owner).orElse("");
    }

    /** The deployment that has the lock; empty when it is free. */
    @Exported
    public String getLockedFor() {
        return holder.map(Refusal::deployment).orElse("");
    }

    /** Whether the process that holds the lock is known to run. */
    @Exported
    public boolean isHolderAlive() {
        return holder.map(Refusal::alive).orElse(false);
    }

    /** Since when it is held; null when it is free. */
    public Instant getLockedSince() {
        return holder.map(Refusal::since).orElse(null);
    }

    /** Whether windows and freezes allow deploying now; null when that is not known. */
    @Exported
    public WindowView getWindow() {
        return Indexes.get().window(key, standing).orElse(null);
    }

    /** How many operations are recorded. */
    @Exported
    public int getOperations() {
        return standing.operations();
    }

    /** Why it cannot be shown, or not to its end; empty when it can. */
    @Exported
    public String getTrouble() {
        return trouble;
    }

    /** Whether more is being read of it, so that it is out of date. */
    @Exported
    public boolean isBehind() {
        return behind;
    }
}
