package io.jenkins.plugins.deploymentworkflow.guard;

import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings;
import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Freeze;
import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When deploying is allowed in an environment: inside a window, or always when there is none, and outside all freezes.
 *
 * <p>What counts is the clock on the wall of each window's and freeze's own zone. Where that is put forward, the time
 * that it skips is in no window: a window within it does not open that day, one around it is as much shorter. Where it
 * is put back, the time that it shows twice is inside both times. A freeze is in one piece: it begins when its start is
 * shown for the first time, or skipped, and ends when its end is shown for the last time, or skipped.
 *
 * @param windows none for always
 */
public record Calendar(List<Window> windows, List<Freeze> freezes) {
    /** No window opens later than that after it last was closed, as weeks go. */
    private static final int DAYS_TO_OPEN = 60;
    /**
     * What is open for so long is taken to be open for ever. In one zone the clock shows the whole week within two
     * weeks, whenever it is put; in several zones it takes a year for all that can be.
     */
    private static final Duration ALWAYS_IN_ONE_ZONE = Duration.ofDays(16);

    private static final Duration ALWAYS_IN_SEVERAL = Duration.ofDays(400);

    public Calendar {
        windows = List.copyOf(windows);
        freezes = List.copyOf(freezes);
    }

    /** As an environment file has it. */
    public static Calendar of(GuardSettings guards) {
        return new Calendar(guards.windows(), guards.freezes());
    }

    /**
     * How it is at that moment, and when it changes. Windows that overlap or touch are one.
     *
     * @param at between the years 1 and 9999
     */
    public WindowState at(Instant at) {
        if (isOpen(at)) {
            Optional<Instant> closes = closing(at);
            return new WindowState(true, closes.flatMap(this::opening), closes, because(at));
        }
        Optional<Instant> opens = opening(at);
        return new WindowState(false, opens, opens.flatMap(this::closing), because(at));
    }

    /** What speaks against beginning then, with the guard that says so and when it opens; empty when nothing does. */
    public Optional<String> objection(Instant at) {
        WindowState state = at(at);
        if (state.open()) {
            return Optional.empty();
        }
        String guard = freezesAt(at).isEmpty() ? "guards.windows: closed, " : "guards.freezes: ";
        return Optional.of(guard + state.because() + "; "
                + state.opensAt().map(opens -> "it opens " + moment(opens)).orElse("it never opens"));
    }

    /** A moment as a reader of the environment file has it: {@code mon 2026-11-30 09:00 Europe/Berlin}. */
    public String moment(Instant at) {
        return CalendarWords.moment(at, zones().findFirst().orElse(ZoneOffset.UTC));
    }

    /** The zones that it speaks of, each once. */
    public Stream<ZoneId> zones() {
        return Stream.concat(windows.stream().map(Window::zone), freezes.stream().map(Freeze::zone))
                .distinct();
    }

    private boolean isOpen(Instant at) {
        return freezesAt(at).isEmpty() && (windows.isEmpty() || !windowsAt(at).isEmpty());
    }

    private String because(Instant at) {
        List<Freeze> frozen = freezesAt(at);
        if (!frozen.isEmpty()) {
            return CalendarWords.freezes(frozen);
        }
        if (windows.isEmpty()) {
            return freezes.isEmpty()
                    ? "no windows and no freezes are set"
                    : "no windows are set, and nothing is frozen";
        }
        List<Window> inside = windowsAt(at);
        return inside.isEmpty()
                ? "outside " + CalendarWords.windows(windows)
                : "inside " + CalendarWords.windows(inside);
    }

    /** The first moment from that one on at which it is open. Passes each freeze once, and each time one window. */
    private Optional<Instant> opening(Instant from) {
        Instant at = from;
        while (!isOpen(at)) {
            List<Freeze> frozen = freezesAt(at);
            Optional<Instant> next = frozen.isEmpty() ? nextStart(at) : Optional.of(span(frozen.get(0)).to());
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    /** @param from when it is open */
    private Optional<Instant> closing(Instant from) {
        Optional<Instant> frozen = freezes.stream()
                .map(Calendar::span)
                .filter(span -> span.from().isAfter(from) && span.from().isBefore(span.to()))
                .map(Span::from)
                .min(Comparator.naturalOrder());
        Duration always = zones().count() > 1 ? ALWAYS_IN_SEVERAL : ALWAYS_IN_ONE_ZONE;
        Instant limit = WallClock.earlier(frozen.orElse(Instant.MAX), from.plus(always));
        Instant at = from;
        while (!windows.isEmpty() && at.isBefore(limit)) {
            Instant inside = at;
            Optional<Instant> end = windows.stream()
                    .flatMap(window -> spansAt(window, inside))
                    .map(Span::to)
                    .max(Comparator.naturalOrder());
            if (end.isEmpty()) {
                return Optional.of(at);
            }
            at = end.get();
        }
        return frozen;
    }

    private List<Freeze> freezesAt(Instant at) {
        return freezes.stream().filter(freeze -> span(freeze).has(at)).toList();
    }

    private static Span span(Freeze freeze) {
        WallClock clock = new WallClock(freeze.zone());
        return new Span(clock.first(freeze.from()), clock.last(freeze.to()));
    }

    private List<Window> windowsAt(Instant at) {
        return windows.stream()
                .filter(window -> spansAt(window, at).findAny().isPresent())
                .toList();
    }

    private static Stream<Span> spansAt(Window window, Instant at) {
        LocalDate today = LocalDate.ofInstant(at, window.zone());
        return Stream.of(today.minusDays(1), today)
                .flatMap(day -> spans(window, day).stream())
                .filter(span -> span.has(at));
    }

    /** When a window next opens after a moment at which it is closed. */
    private Optional<Instant> nextStart(Instant at) {
        return windows.stream().flatMap(window -> nextStart(window, at).stream()).min(Comparator.naturalOrder());
    }

    private static Optional<Instant> nextStart(Window window, Instant at) {
        LocalDate today = LocalDate.ofInstant(at, window.zone());
        for (int days = -1; days < DAYS_TO_OPEN; days++) {
            // Where a day is lived twice, the next one may begin before this one's second half.
            List<Span> near = new ArrayList<>(spans(window, today.plusDays(days)));
            near.addAll(spans(window, today.plusDays(days + 1L)));
            Optional<Instant> start =
                    near.stream().map(Span::from).filter(at::isBefore).min(Comparator.naturalOrder());
            if (start.isPresent()) {
                return start;
            }
        }
        return Optional.empty();
    }

    /** When the window is open that begins on that day: in one piece, but for days on which the clock is put. */
    private static List<Span> spans(Window window, LocalDate day) {
        if (!window.days().contains(day.getDayOfWeek())) {
            return List.of();
        }
        LocalTime to = window.to();
        LocalDate last = to.isAfter(window.from()) ? day : day.plusDays(1);
        return new WallClock(window.zone()).between(day.atTime(window.from()), last.atTime(to));
    }
}
