package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.ui.Requests.Span;
import io.jenkins.plugins.deploymentworkflow.ui.Seen.Instances;
import io.jenkins.plugins.deploymentworkflow.ui.Steps.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was seen of a fleet, in words: for whoever does not see the picture. */
public final class SeenRows {
    /** More rows than that are read by nobody. */
    static final int MOST = 60;

    /** From that moment on; empty words where nothing was seen yet. */
    public record Row(Instant at, String traffic, String instances) {
        public Instant getAt() {
            return at;
        }

        public String getTraffic() {
            return traffic;
        }

        public String getInstances() {
            return instances;
        }
    }

    private SeenRows() {}

    /** One row for each change, evenly thinned when there are too many; the last is always there. */
    static List<Row> of(Seen seen) {
        TreeMap<Instant, String> traffic = new TreeMap<>();
        seen.traffic().forEach(step -> traffic.put(step.at(), traffic(step.value())));
        TreeMap<Instant, String> instances = new TreeMap<>();
        seen.instances().forEach(step -> instances.put(step.at(), instances(step.value())));
        TreeMap<Instant, Row> rows = new TreeMap<>();
        for (Step<?> step : both(seen)) {
            Map.Entry<Instant, String> routed = traffic.floorEntry(step.at());
            Map.Entry<Instant, String> ran = instances.floorEntry(step.at());
            rows.put(
                    step.at(),
                    new Row(
                            step.at(),
                            routed == null ? "" : routed.getValue(),
                            ran == null ? "" : ran.getValue()));
        }
        return thinned(List.copyOf(rows.values()));
    }

    private static List<Step<?>> both(Seen seen) {
        List<Step<?>> both = new ArrayList<>(seen.traffic());
        both.addAll(seen.instances());
        return both;
    }

    private static List<Row> thinned(List<Row> rows) {
        if (rows.size() <= MOST) {
            return rows;
        }
        List<Row> kept = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            kept.add(rows.get((int) ((long) i * (rows.size() - 1) / (MOST - 1))));
        }
        return kept;
    }

    /** Who has which share, such as {@code 75% to 1.0.0, 25% to 1.1.0}. */
    static String traffic(Map<String, Share> traffic) {
        return traffic.entrySet().stream()
                .filter(each -> each.getValue().compareTo(Share.ZERO) > 0)
                .map(each -> each.getValue() + " to " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String instances(Map<String, Instances> instances) {
        return instances.entrySet().stream()
                .map(each -> each.getValue().healthy() + " of " + each.getValue().all() + " of " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    /** How many requests failed, such as {@code 1.1.0: 3 of 120}; empty when nobody counted. */
    static String failures(Seen seen) {
        return seen.requests().entrySet().stream()
                .map(each -> each.getKey() + ": "
                        + each.getValue().stream().mapToLong(Span::failed).sum() + " of "
                        + each.getValue().stream().mapToLong(Span::requests).sum())
                .collect(Collectors.joining(", "));
    }
}
