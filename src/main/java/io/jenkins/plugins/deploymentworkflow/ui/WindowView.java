package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.guard.Schedules;
import io.jenkins.plugins.deploymentworkflow.guard.WindowState;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Standing;
import java.time.Duration;
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
    /** Who is always open may have been open for long enough to be taken so. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Event.Schedule schedule;
    private final Instant at;
    private final WindowState state;

    private WindowView(Event.Schedule schedule, Instant at, WindowState state) {
        this.schedule = schedule;
        this.at = at;
        this.state = state;
    }

    /** Empty where nothing is known of windows: nothing was deployed, or by a version that did not record them. */
    static Optional<WindowView> of(Standing standing, Instant now) {
        Event.Schedule schedule = schedule(standing);
        return Schedules.read(schedule).map(calendar -> new WindowView(schedule, now, calendar.at(now)));
    }

    private static Event.Schedule schedule(Standing standing) {
        return standing.last().map(last -> last.started().schedule()).orElse(null);
    }

    /** Whether it would still be the same, so that it need not be worked out again. */
    boolean holds(Standing standing, Instant now) {
        return schedule.equals(schedule(standing))
                && !now.isBefore(at)
                && now.isBefore(change().orElse(Instant.MAX))
                && now.isBefore(at.plus(LONGEST));
    }

    private Optional<Instant> change() {
        return state.open() ? state.closesAt() : state.opensAt();
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
        String when = change().map(at -> Environments.minute(at, zone)).orElse("");
        if (when.isEmpty()) {
            return state.open() ? Messages.WindowView_open() : Messages.WindowView_closed();
        }
        return state.open() ? Messages.WindowView_openUntil(when) : Messages.WindowView_closedUntil(when);
    }
}
