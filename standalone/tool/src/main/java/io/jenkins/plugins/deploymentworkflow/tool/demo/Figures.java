package io.jenkins.plugins.deploymentworkflow.tool.demo;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

/** What was measured, from the clients' side and from the ledger. */
final class Figures {
    /**
     * A count of requests.
     *
     * @param failedBy failed requests by the version that answered; empty text when none answered
     */
    record Count(long requests, long failed, Map<String, Long> byVersion, Map<String, Long> failedBy) {
        /** Failed requests that another version than this one is to blame for. */
        long failedBesides(String version) {
            return failed - failedBy.getOrDefault(version, 0L);
        }
    }

    /** One change of traffic, from the entry before it to the one after it was seen. */
    record Switch(Instant at, String name, boolean whole, Duration took) {}

    /** One thing that the demo shows, and whether it did. */
    record Result(boolean good, String text) {}

    /** Everything that the demo shows. */
    record Whole(List<Result> results, List<Switch> switches) {}

    private Figures() {}

    static Count count(List<Traffic.Answer> answers, Instant from, Instant to) {
        Map<String, Long> by = new TreeMap<>();
        Map<String, Long> failedBy = new TreeMap<>();
        long requests = 0;
        long failed = 0;
        for (Traffic.Answer answer : answers) {
            if (answer.at().isBefore(from) || !answer.at().isBefore(to)) {
                continue;
            }
            requests++;
            by.merge(answer.version(), 1L, Long::sum);
            if (answer.failed()) {
                failed++;
                failedBy.merge(answer.version(), 1L, Long::sum);
            }
        }
        return new Count(requests, failed, by, failedBy);
    }

    static List<Switch> switches(List<Entry> entries) {
        List<Switch> found = new ArrayList<>();
        Plan plan = null;
        Instant started = Instant.EPOCH;
        for (Entry entry : entries) {
            if (entry.event() instanceof Event.Planned planned) {
                plan = planned.plan();
            } else if (entry.event() instanceof Event.ActionStarted) {
                started = entry.at();
            } else if (entry.event() instanceof Event.ActionEnded ended
                    && ended.outcome() == Event.ActionOutcome.DONE
                    && plan != null
                    && plan.action(ended.index()) instanceof Action.SetTraffic route) {
                boolean whole = route.traffic().containsValue(Share.FULL);
                found.add(new Switch(started, route.name(), whole, Duration.between(started, entry.at())));
            }
        }
        return found;
    }

    /** @param bad the version that is to be taken back */
    static Whole whole(List<Chapter> chapters, List<Traffic.Answer> answers, List<Entry> entries, String bad) {
        Chapter last = chapters.stream()
                .filter(c -> c.title().endsWith(bad))
                .findFirst()
                .orElseThrow();
        Count good = count(answers, Instant.MIN, last.from());
        Count taken = count(answers, last.from(), Instant.MAX);
        List<Switch> switches = switches(entries);
        LongSummaryStatistics millis = switches.stream()
                .filter(Switch::whole)
                .mapToLong(s -> s.took().toMillis())
                .summaryStatistics();
        List<Result> results = new ArrayList<>();
        for (Chapter chapter : chapters) {
            if (!chapter.asExpected()) {
                results.add(new Result(
                        false,
                        chapter.command() + " ended with " + chapter.exitCode() + ", expected " + chapter.expected()));
            }
        }
        results.add(new Result(
                good.failed() == 0 && good.requests() > 0,
                text("%,d of %,d requests failed while four good versions took over", good.failed(), good.requests())));
        results.add(new Result(
                taken.failedBesides(bad) == 0 && taken.failed() > 0,
                text(
                        "%,d of %,d requests failed while %s was tried and taken back, %s",
                        taken.failed(),
                        taken.requests(),
                        bad,
                        taken.failedBesides(bad) == 0
                                ? "all of them answered by it"
                                : text("%,d of them not answered by it", taken.failedBesides(bad)))));
        results.add(new Result(
                millis.getCount() > 0,
                text(
                        "%d switches of all traffic, seen after %d to %d ms",
                        millis.getCount(), millis.getMin(), millis.getMax())));
        return new Whole(results, switches);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
