package io.jenkins.plugins.deploymentworkflow.environment;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads days, times of day, dates and zones; {@code IllegalArgumentException} says what was expected. */
final class Times {
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private Times() {}

    /** {@code mon} or {@code monday}, in any case. */
    static DayOfWeek day(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> name.equals(DAYS.get(day.ordinal()))
                        || name.equals(day.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected one of " + String.join(", ", DAYS) + ", found '" + text + "'"));
    }

    /** {@code 09:00} or {@code 9:00}, 00:00 to 23:59. */
    static LocalTime time(String text) {
        String padded = text.matches("\\d:.*") ? "0" + text : text;
        if (padded.matches("\\d\\d:\\d\\d")) {
            try {
                return LocalTime.parse(padded);
            } catch (DateTimeException e) {
                throw noTime(text, e);
            }
        }
        throw noTime(text, null);
    }

    private static IllegalArgumentException noTime(String text, Exception cause) {
        return new IllegalArgumentException(
                "expected a time of day from 00:00 to 23:59, such as \"09:00\", found '" + text + "'", cause);
    }

    /** The same, or {@code 24:00} for the midnight at the end of the day. */
    static LocalTime endTime(String text) {
        return text.equals("24:00") ? LocalTime.MIDNIGHT : time(text);
    }

    /** {@code 2026-12-20T08:30}, or {@code 2026-12-20} for its first moment; the year has four digits. */
    static LocalDateTime dateTime(String text) {
        try {
            if (text.matches("\\d{4}-.*")) {
                return text.indexOf('T') < 0 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text);
            }
        } catch (DateTimeException e) {
            throw noDateTime(text, e);
        }
        throw noDateTime(text, null);
    }

    private static IllegalArgumentException noDateTime(String text, Exception cause) {
        return new IllegalArgumentException(
                "expected a date and time such as \"2026-12-20T00:00\", found '" + text
                        + "'; the time zone goes into zone",
                cause);
    }

    /** {@code Europe/Berlin}, {@code UTC}, {@code +02:00}. */
    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "expected a time zone such as Europe/Berlin or UTC, found '" + text + "'"
                            + Nearest.hint(text, ZoneId.getAvailableZoneIds()),
                    e);
        }
    }
}
