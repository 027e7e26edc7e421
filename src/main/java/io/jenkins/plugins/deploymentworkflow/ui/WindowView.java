package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.guard.Calendar;
import io.jenkins.plugins.deploymentworkflow.guard.Schedules;
import io.jenkins.plugins.deploymentworkflow.guard.WindowState;
import io.jenkins.plugins.deploymentworkflow.ledger.Standing;
import java.time.Instant;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * Whether windows and freezes allow deploying now, as the last deployment's environment file had them: also of one that
 * was refused. In JSON as {@code window check} prints it.
 */
@ExportedBean(defaultVisibility = 2)
public final class WindowView {
    private final WindowState state;

    private WindowView(WindowState state) {
        this.state = state;
    }

    /** Null where nothing is known of windows: nothing was deployed, or by a version that did not record them. */
    static WindowView of(Standing standing, Instant now) {
        Optional<Calendar> calendar = standing.last().flatMap(last -> Schedules.read(last.started().schedule()));
        return calendar.map(known -> new WindowView(known.at(now))).orElse(null);
    }

    @Exported
    public boolean isOpen() {
        return state.open();
    }

    /** In ISO 8601; null when it never does. */
    @Exported
    public String getOpensAt() {
        return state.opensAt().map(Instant::toString).orElse(null);
    }

    /** In ISO 8601; null when it never does. */
    @Exported
    public String getClosesAt() {
        return state.closesAt().map(Instant::toString).orElse(null);
    }

    /** Which window or freeze says so. */
    @Exported
    public String getBecause() {
        return state.because();
    }

    /** Open or closed until when, in the zone given. */
    public String words(String zone) {
        Optional<Instant> until = state.open() ? state.closesAt() : state.opensAt();
        String when = until.map(at -> Environments.minute(at, zone)).orElse("");
        if (when.isEmpty()) {
            return state.open() ? Messages.WindowView_open() : Messages.WindowView_closed();
        }
        return state.open() ? Messages.WindowView_openUntil(when) : Messages.WindowView_closedUntil(when);
    }
}
