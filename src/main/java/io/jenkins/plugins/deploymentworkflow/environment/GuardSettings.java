package io.jenkins.plugins.deploymentworkflow.environment;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What must be so before anything is touched.
 *
 * @param windows when deploying is allowed; default none, which means always
 * @param freezes when it is not, whatever the windows say; default none
 * @param rate default no limit
 * @param breaker default none
 * @param approval default nobody has to
 * @param requireStaging whether staging must have passed for the same artifact; default false
 */
public record GuardSettings(
        List<Window> windows,
        List<Freeze> freezes,
        Optional<Rate> rate,
        Optional<Breaker> breaker,
        Optional<Approval> approval,
        boolean requireStaging) {

    /** What applies when the file has no {@code guards}. */
    public static final GuardSettings DEFAULT =
            new GuardSettings(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /**
     * A time of day in which deploying is allowed. It belongs to the day it starts on: a {@code to} at or before
     * {@code from} lies on the next day.
     *
     * @param days the days it starts on; default every day
     * @param from inside; required
     * @param to outside; required; {@code 24:00} is read as midnight, and {@code from} and {@code to} both midnight are
     *     the whole day
     * @param zone default UTC
     */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {}

    /**
     * A time in which nothing is deployed.
     *
     * @param from inside; required
     * @param to outside, after {@code from}; required
     * @param zone default UTC
     * @param reason for the message; default {@code freeze}
     */
    public record Freeze(LocalDateTime from, LocalDateTime to, ZoneId zone, String reason) {
        public static final String DEFAULT_REASON = "freeze";
    }

    /**
     * At most so many deployments start in any such period.
     *
     * @param deployments 1 or more; required
     * @param per required
     */
    public record Rate(int deployments, Duration per) {}

    /**
     * Stops attempts after repeated failures.
     *
     * @param failures so many, 1 or more, open it; default 3
     * @param within counted over this time; default 24 h
     * @param open how long it stays open; default 2 h
     */
    public record Breaker(int failures, Duration within, Duration open) {
        public static final Breaker DEFAULT = new Breaker(3, Duration.ofHours(24), Duration.ofHours(2));
    }

    /**
     * A person has to agree: to a promotion before anything is touched, in staging to what is seen there.
     *
     * @param by users and groups, one or more, any of whom may
     * @param timeout without an answer for so long the answer is no; default 4 h
     */
    public record Approval(List<String> by, Duration timeout) {
        public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(4);
    }
}
