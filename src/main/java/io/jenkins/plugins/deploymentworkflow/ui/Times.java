package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Points in time as a page shows them to its reader. */
public final class Times {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final ZoneId zone;

    private Times(ZoneId zone) {
        this.zone = zone;
    }

    /** @param zone the reader's; the controller's stands for null and for one that Java does not know */
    public static Times in(String zone) {
        try {
            return new Times(zone == null ? ZoneId.systemDefault() : ZoneId.of(zone, ZoneId.SHORT_IDS));
        } catch (DateTimeException e) {
            return new Times(ZoneId.systemDefault());
        }
    }

    public String second(Instant at) {
        return SECOND.withZone(zone).format(at);
    }

    public String clock(Instant at) {
        return CLOCK.withZone(zone).format(at);
    }

    /** From the one to the other; to now, when the other is null. */
    public String between(Instant from, Instant to) {
        return words(rounded(from, to == null ? Instant.now() : to));
    }

    static String words(Duration duration) {
        return Durations.format(duration);
    }

    /** To the tenth of a second below a minute, to the second above; never negative. */
    static Duration rounded(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        if (between.isNegative()) {
            return Duration.ZERO;
        }
        return between.compareTo(Duration.ofMinutes(1)) < 0
                ? Duration.ofMillis(between.toMillis() / 100 * 100)
                : Duration.ofSeconds(between.toSeconds());
    }
}
