package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.analysis.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many requests a router answered over time, and how many of them failed, by version: sums over spans of equal
 * length, a second at first. Whenever there are too many spans, two become one.
 */
final class Requests {
    /** More than a picture can show apart. */
    static final int MOST = 240;

    /** What one version answered from that moment on, for a span. */
    record Span(Instant at, long requests, long failed) {}

    private final Instant start;
    private final Map<String, List<long[]>> sums = new TreeMap<>();
    private final Map<String, Counters> before = new TreeMap<>();
    private Duration width = Duration.ofSeconds(1);
    private boolean begun;

    Requests(Instant start) {
        this.start = start;
    }

    /** @param counters per version, counted since the router began; the first ones are what it is counted from */
    void add(Instant at, Map<String, Counters> counters) {
        counters.forEach((version, now) -> {
            Counters earlier = before.put(version, now);
            if (begun) {
                Counters since = now.minus(earlier == null ? Counters.NONE : earlier);
                count(version, at, since.requests(), since.errors());
            }
        });
        begun = true;
    }

    private void count(String version, Instant at, long requests, long failed) {
        long millis = Math.max(0, Duration.between(start, at).toMillis());
        while (millis / width.toMillis() >= MOST) {
            width = width.multipliedBy(2);
            sums.values().forEach(Requests::halve);
        }
        List<long[]> spans = sums.computeIfAbsent(version, key -> new ArrayList<>());
        int index = (int) (millis / width.toMillis());
        while (spans.size() <= index) {
            spans.add(new long[2]);
        }
        spans.get(index)[0] += requests;
        spans.get(index)[1] += failed;
    }

    private static void halve(List<long[]> spans) {
        List<long[]> halved = new ArrayList<>();
        for (int i = 0; i < spans.size(); i += 2) {
            long[] sum = spans.get(i).clone();
            if (i + 1 < spans.size()) {
                sum[0] += spans.get(i + 1)[0];
                sum[1] += spans.get(i + 1)[1];
            }
            halved.add(sum);
        }
        spans.clear();
        spans.addAll(halved);
    }

    /** How long a span is. */
    Duration width() {
        return width;
    }

    /** By version that answered anything, the spans in which it did. */
    Map<String, List<Span>> spans() {
        Map<String, List<Span>> spans = new TreeMap<>();
        sums.forEach((version, each) -> {
            List<Span> answered = new ArrayList<>();
            for (int i = 0; i < each.size(); i++) {
                if (each.get(i)[0] > 0) {
                    answered.add(new Span(
                            start.plus(width.multipliedBy(i)), each.get(i)[0], each.get(i)[1]));
                }
            }
            if (!answered.isEmpty()) {
                spans.put(version, List.copyOf(answered));
            }
        });
        return spans;
    }
}
