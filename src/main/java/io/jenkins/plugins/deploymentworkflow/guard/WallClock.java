package io.jenkins.plugins.deploymentworkflow.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/** When the clock on the wall of a zone shows a date and time: once as a rule, never or twice where it is put. */
final class WallClock {
    /** More than any zone is away from UTC. */
    private static final Duration FARTHEST = Duration.ofHours(19);

    private final ZoneRules rules;

    WallClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** When it shows what lies between the two, the first inside, the second outside; in order, none for none. */
    List<Span> between(LocalDateTime from, LocalDateTime to) {
        List<Span> spans = new ArrayList<>();
        Instant at = from.toInstant(ZoneOffset.UTC).minus(FARTHEST);
        Instant end = to.toInstant(ZoneOffset.UTC).plus(FARTHEST);
        while (at.isBefore(end)) {
            ZoneOffset offset = rules.getOffset(at);
            ZoneOffsetTransition next = rules.nextTransition(at);
            Instant until = next == null ? end : earlier(next.getInstant(), end);
            Instant start = later(at, from.toInstant(offset));
            Instant stop = earlier(until, to.toInstant(offset));
            if (start.isBefore(stop)) {
                spans.add(new Span(start, stop));
            }
            at = until;
        }
        return spans;
    }

    /** From when it first shows this time or, where it skips that, a later one. */
    Instant first(LocalDateTime time) {
        List<ZoneOffset> offsets = rules.getValidOffsets(time);
        return offsets.isEmpty() ? skipped(time) : time.toInstant(offsets.get(0));
    }

    /** From when it shows this time for the last time or, where it skips that, a later one. */
    Instant last(LocalDateTime time) {
        List<ZoneOffset> offsets = rules.getValidOffsets(time);
        return offsets.isEmpty() ? skipped(time) : time.toInstant(offsets.get(offsets.size() - 1));
    }

    private Instant skipped(LocalDateTime time) {
        return rules.getTransition(time).getInstant();
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
