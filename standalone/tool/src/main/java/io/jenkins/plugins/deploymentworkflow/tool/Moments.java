package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a point in time from the command line, as ISO 8601 writes it. */
final class Moments {
    private Moments() {}

    /**
     * @param option where it stands, for messages
     * @param zones those that a time without an offset may be in; UTC when there are none
     * @throws ConfigurationException when it is no time, or could be several
     */
    static Instant parse(String text, String option, List<ZoneId> zones) {
        TemporalAccessor found;
        try {
            if (!text.matches("\\d{4}-.*")) {
                throw wrong(option, text, "");
            }
            found = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
        } catch (DateTimeException e) {
            throw wrong(option, text, "");
        }
        if (found instanceof ZonedDateTime moment) {
            return moment.toInstant();
        }
        if (zones.size() > 1) {
            throw wrong(
                    option,
                    text,
                    "; without an offset it could be in "
                            + zones.stream().map(ZoneId::getId).collect(Collectors.joining(" or in ")));
        }
        return ((LocalDateTime) found)
                .atZone(zones.isEmpty() ? ZoneOffset.UTC : zones.get(0))
                .toInstant();
    }

    private static ConfigurationException wrong(String option, String text, String more) {
        return new ConfigurationException(new Problem(
                "",
                0,
                option,
                "expected a date and time such as 2026-12-01T10:00:00+01:00 or 2026-12-01T10:00:00Z, found '" + text
                        + "'" + more));
    }
}
