package io.jenkins.plugins.deploymentworkflow.guard;

import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Freeze;
import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says windows, freezes and moments as people write them. */
final class CalendarWords {
    /** So many windows are named one by one. */
    private static final int NAMED = 3;

    private static final int DAYS = DayOfWeek.values().length;

    private CalendarWords() {}

    static String windows(List<Window> windows) {
        String named = windows.stream().limit(NAMED).map(CalendarWords::window).collect(Collectors.joining("; "));
        return (windows.size() == 1 ? "the window " : "the windows ") + named
                + (windows.size() > NAMED ? " and " + (windows.size() - NAMED) + " more" : "");
    }

    private static String window(Window window) {
        String to = window.to().equals(LocalTime.MIDNIGHT) ? "24:00" : window.to().toString();
        return days(window.days()) + " " + window.from() + " to " + to + " " + zone(window.zone());
    }

    /** {@code mon to thu}, {@code mon, wed}, {@code every day}. */
    private static String days(Set<DayOfWeek> days) {
        TreeSet<DayOfWeek> ordered = new TreeSet<>(days);
        boolean inARow = ordered.last().getValue() - ordered.first().getValue() == ordered.size() - 1;
        if (ordered.size() == DAYS) {
            return "every day";
        }
        return inARow && ordered.size() > 2
                ? day(ordered.first()) + " to " + day(ordered.last())
                : ordered.stream().map(CalendarWords::day).collect(Collectors.joining(", "));
    }

    static String day(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    static String freezes(List<Freeze> freezes) {
        return freezes.stream().map(CalendarWords::freeze).collect(Collectors.joining("; "));
    }

    private static String freeze(Freeze freeze) {
        return "frozen from " + freeze.from() + " to " + freeze.to() + " " + zone(freeze.zone())
                + (freeze.reason().equals(Freeze.DEFAULT_REASON) ? "" : ": " + freeze.reason());
    }

    /** {@code mon 2026-11-30 09:00 Europe/Berlin}. */
    static String moment(Instant at, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        String pattern = local.getSecond() == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss";
        return day(local.getDayOfWeek()) + " " + DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(local) + " "
                + zone(zone);
    }

    static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }
}
