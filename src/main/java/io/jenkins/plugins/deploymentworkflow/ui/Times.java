package io.jenkins.plugins.deploymentworkflow.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Points in time as pages show them. */
final class Times {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private Times() {}

    /** In the controller's zone. */
    static String second(Instant at) {
        return SECOND.withZone(ZoneId.systemDefault()).format(at);
    }

    static String clock(Instant at) {
        return CLOCK.withZone(ZoneId.systemDefault()).format(at);
    }

    /** To the tenth of a second below a minute, to the second above; never negative. */
    static Duration between(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        if (between.isNegative()) {
            return Duration.ZERO;
        }
        return between.compareTo(Duration.ofMinutes(1)) < 0
                ? Duration.ofMillis(between.toMillis() / 100 * 100)
                : Duration.ofSeconds(between.toSeconds());
    }
}
