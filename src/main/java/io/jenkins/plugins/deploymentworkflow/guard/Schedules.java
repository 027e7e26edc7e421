package io.jenkins.plugins.deploymentworkflow.guard;

import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Freeze;
import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Window;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Schedule;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Calendars as the ledger keeps them. */
public final class Schedules {
    private Schedules() {}

    public static Schedule of(Calendar calendar) {
        return new Schedule(
                calendar.windows().stream().map(Schedules::written).toList(),
                calendar.freezes().stream().map(Schedules::written).toList());
    }

    /** Empty for null, and for what cannot be read here, such as a zone that this Java does not know. */
    public static Optional<Calendar> read(Schedule schedule) {
        if (schedule == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Calendar(
                    known(schedule.windows()).stream().map(Schedules::read).toList(),
                    known(schedule.freezes()).stream().map(Schedules::read).toList()));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Schedule.Window written(Window window) {
        return new Schedule.Window(
                window.days().stream().sorted().map(CalendarWords::day).toList(),
                window.from().toString(),
                window.to().toString(),
                window.zone().getId());
    }

    private static Schedule.Freeze written(Freeze freeze) {
        return new Schedule.Freeze(
                freeze.from().toString(), freeze.to().toString(), freeze.zone().getId(), freeze.reason());
    }

    private static Window read(Schedule.Window window) {
        return new Window(
                known(window.days()).stream().map(Schedules::day).collect(Collectors.toUnmodifiableSet()),
                LocalTime.parse(known(window.from())),
                LocalTime.parse(known(window.to())),
                ZoneId.of(known(window.zone())));
    }

    private static <T> T known(T value) {
        if (value == null) {
            throw new IllegalArgumentException("something is missing");
        }
        return value;
    }

    private static DayOfWeek day(String word) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> CalendarWords.day(day).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no day: " + word));
    }

    private static Freeze read(Schedule.Freeze freeze) {
        return new Freeze(
                LocalDateTime.parse(known(freeze.from())),
                LocalDateTime.parse(known(freeze.to())),
                ZoneId.of(known(freeze.zone())),
                known(freeze.reason()));
    }
}
