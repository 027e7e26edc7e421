package io.jenkins.plugins.deploymentworkflow.analysis;

import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.NoData;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Traffic;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A gate on what the target's own router counted: the share of failed requests, or the 90th percentile of latency, over
 * a sliding window. It fails when the value is above the limit; a value exactly at the limit passes. Fewer requests
 * than the minimum are no data.
 */
public final class TrafficGate implements Gate {
    /** What a gate measures in what was counted; empty when that was not counted. */
    private interface Measure {
        Optional<Reading> of(Counters counted);
    }

    private record Reading(String text, boolean over) {}

    private final String name;
    private final Traffic settings;
    private final String threshold;
    private final Measure measure;

    private TrafficGate(String name, Traffic settings, String threshold, Measure measure) {
        this.name = name;
        this.settings = settings;
        this.threshold = threshold;
        this.measure = measure;
    }

    /** The gates that the settings ask for: error rate, latency, or both. */
    public static List<Gate> of(Traffic settings) {
        List<Gate> gates = new ArrayList<>();
        settings.errorRate()
                .ifPresent(limit -> gates.add(
                        new TrafficGate("traffic.errorRate", settings, "> " + limit, c -> errorRate(c, limit))));
        settings.p90()
                .ifPresent(limit -> gates.add(new TrafficGate(
                        "traffic.p90", settings, "> " + Durations.format(limit), c -> p90(c, limit))));
        return gates;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public NoData noData() {
        return settings.noData();
    }

    @Override
    public Duration window() {
        return settings.window();
    }

    @Override
    public Verdict judge(String version, List<Sample> samples, boolean last) {
        if (samples.isEmpty()) {
            return verdict(version, "", 0, Duration.ZERO, last ? Verdict.State.NO_DATA : Verdict.State.PENDING);
        }
        Sample newest = samples.get(samples.size() - 1);
        Sample oldest = oldest(samples, newest.at().minus(settings.window()));
        Counters counted = newest.of(version).minus(oldest.of(version));
        Duration window = Duration.between(oldest.at(), newest.at());
        Optional<Reading> reading =
                counted.requests() < settings.minimumRequests() ? Optional.empty() : measure.of(counted);
        Verdict.State state = reading.map(r -> r.over() ? Verdict.State.FAIL : Verdict.State.PASS)
                .orElse(last ? Verdict.State.NO_DATA : Verdict.State.PENDING);
        return verdict(version, reading.map(Reading::text).orElse(""), counted.requests(), window, state);
    }

    /** The newest sample that is not younger than the window, else the first there is. */
    private static Sample oldest(List<Sample> samples, Instant from) {
        Sample best = samples.get(0);
        for (Sample sample : samples) {
            if (!sample.at().isAfter(from)) {
                best = sample;
            }
        }
        return best;
    }

    private Verdict verdict(String version, String value, long requests, Duration window, Verdict.State state) {
        String rule = name + " " + threshold + ", at least " + settings.minimumRequests() + " requests in "
                + Durations.format(settings.window());
        return new Verdict(
                name, state, Verdict.Severity.CRITICAL, version, value, threshold, requests, window, rule);
    }

    private static Optional<Reading> errorRate(Counters counted, Share limit) {
        if (counted.requests() == 0) {
            return Optional.empty();
        }
        boolean over = counted.errors() * 10_000.0 / counted.requests() > limit.basisPoints();
        BigDecimal percent = BigDecimal.valueOf(counted.errors() * 100.0 / counted.requests())
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return Optional.of(new Reading(percent.toPlainString() + "%", over));
    }

    private static Optional<Reading> p90(Counters counted, Duration limit) {
        long[] buckets =
                counted.latencyBuckets().stream().mapToLong(Long::longValue).toArray();
        if (buckets.length == 0 || counted.requests() == 0) {
            return Optional.empty();
        }
        return LatencyBuckets.quantile(buckets, 0.9)
                .map(p90 -> new Reading(
                        Durations.format(p90.truncatedTo(ChronoUnit.MILLIS)), p90.compareTo(limit) > 0));
    }
}
