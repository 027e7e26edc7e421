package io.jenkins.plugins.deploymentworkflow.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Freeze;
import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random windows and freezes around days on which clocks are put, compared minute by minute with somebody who does
 * nothing but look at the clock on the wall.
 */
class CalendarOracleTest {
    private static final int CASES = 12;
    private static final int DAYS = 12;
    private static final int MINUTES = DAYS * 24 * 60;

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-24, an hour is skipped",
        "Europe/Berlin, 2026-10-20, an hour comes twice",
        "America/New_York, 2026-10-28, an hour comes twice",
        "America/Havana, 2026-10-28, midnight comes twice",
        "Asia/Beirut, 2026-03-24, midnight is skipped",
        "Australia/Lord_Howe, 2026-03-31, half an hour comes twice",
        "Antarctica/Troll, 2026-03-24, two hours are skipped",
        "Pacific/Apia, 2011-12-25, a day is skipped",
        "Africa/Casablanca, 2026-02-12, Ramadan",
        "Asia/Kathmandu, 2026-11-20, nothing happens",
        "UTC, 2026-12-26, a year ends"
    })
    void itSaysWhatTheClockOnTheWallShows(String zone, LocalDate first, String what) {
        long given = Long.getLong("seed", System.nanoTime());
        for (int number = 0; number < CASES; number++) {
            long seed = given + number;
            Calendar calendar = calendar(new Random(seed), ZoneId.of(zone), first);
            compare(calendar, ZoneId.of(zone), first, what + ", seed " + seed);
        }
    }

    private static void compare(Calendar calendar, ZoneId zone, LocalDate first, String what) {
        Instant begin = first.atStartOfDay(zone).toInstant();
        boolean[] open = watched(calendar, begin);
        assertTrue(open.length == MINUTES, what);
        for (int minute = 0; minute < MINUTES; minute += 7) {
            WindowState state = calendar.at(begin.plus(Duration.ofMinutes(minute)));
            String when = what + ", " + begin.plus(Duration.ofMinutes(minute)) + ", " + calendar + ": " + state;
            assertEquals(open[minute], state.open(), when);
            int change = change(open, minute);
            int back = change(open, change);
            assertEquals(change, minute(begin, state.open() ? state.closesAt() : state.opensAt()), when);
            assertEquals(back, minute(begin, state.open() ? state.opensAt() : state.closesAt()), when);
        }
    }

    /** The next minute at which it is otherwise; the end of what was watched when there is none. */
    private static int change(boolean[] open, int from) {
        int minute = from;
        while (minute < MINUTES && open[minute] == open[Math.min(from, MINUTES - 1)]) {
            minute++;
        }
        return minute;
    }

    private static int minute(Instant begin, Optional<Instant> at) {
        long minute =
                at.map(found -> Duration.between(begin, found).toMinutes()).orElse((long) MINUTES);
        return (int) Math.min(minute, MINUTES);
    }

    private static boolean[] watched(Calendar calendar, Instant begin) {
        boolean[] open = new boolean[MINUTES];
        for (int minute = 0; minute < MINUTES; minute++) {
            Instant at = begin.plus(Duration.ofMinutes(minute));
            open[minute] =
                    calendar.windows().isEmpty() || calendar.windows().stream().anyMatch(w -> shows(w, at));
        }
        for (Freeze freeze : calendar.freezes()) {
            int from = 0;
            while (from < MINUTES && shown(begin, from, freeze.zone()).isBefore(freeze.from())) {
                from++;
            }
            int to = MINUTES;
            while (to > 0 && !ends(freeze, begin, to)) {
                to--;
            }
            for (int minute = from; minute < to; minute++) {
                open[minute] = false;
            }
        }
        return open;
    }

    /** Whether its end is shown then, or was before: going back from the end, the first such minute is the last one. */
    private static boolean ends(Freeze freeze, Instant begin, int minute) {
        return shown(begin, minute, freeze.zone()).equals(freeze.to())
                || shown(begin, minute - 1, freeze.zone()).isBefore(freeze.to());
    }

    private static LocalDateTime shown(Instant begin, int minute, ZoneId zone) {
        return LocalDateTime.ofInstant(begin.plus(Duration.ofMinutes(minute)), zone);
    }

    private static boolean shows(Window window, Instant at) {
        LocalDateTime now = LocalDateTime.ofInstant(at, window.zone());
        LocalTime time = now.toLocalTime();
        DayOfWeek today = now.getDayOfWeek();
        boolean within = window.from().isBefore(window.to());
        if (within) {
            return window.days().contains(today) && !time.isBefore(window.from()) && time.isBefore(window.to());
        }
        return window.days().contains(today) && !time.isBefore(window.from())
                || window.days().contains(today.minus(1)) && time.isBefore(window.to());
    }

    private static Calendar calendar(Random random, ZoneId zone, LocalDate first) {
        List<Window> windows = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
            for (DayOfWeek day : DayOfWeek.values()) {
                if (random.nextInt(3) > 0) {
                    days.add(day);
                }
            }
            LocalTime from = time(random);
            LocalTime to = time(random);
            windows.add(new Window(days, from, from.equals(to) ? from.plusMinutes(15) : to, zone(random, zone)));
        }
        List<Freeze> freezes = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            LocalDateTime from = first.plusDays(random.nextInt(DAYS)).atTime(time(random));
            LocalDateTime to = from.plusMinutes(15L * (1 + random.nextInt(200)));
            freezes.add(new Freeze(from, to, zone(random, zone), Freeze.DEFAULT_REASON));
        }
        return new Calendar(windows, freezes);
    }

    /** Often at night, when clocks are put. */
    private static LocalTime time(Random random) {
        return LocalTime.of(random.nextInt(random.nextBoolean() ? 5 : 24), 15 * random.nextInt(4));
    }

    private static ZoneId zone(Random random, ZoneId zone) {
        return random.nextInt(4) > 0 ? zone : ZoneId.of("America/New_York");
    }
}
