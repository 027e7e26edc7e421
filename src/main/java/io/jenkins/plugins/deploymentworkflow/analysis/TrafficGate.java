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
 * than the minimum are no data. What is reported is rounded away from the limit, so that it never contradicts the
 * verdict.
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
                .ifPresent(limit -> gates.add(
                        new TrafficGate("traffic.p90", settings, "> " + Durations.format(limit), c -> p90(c, limit))));
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
        int first = oldest(samples, newest.at().minus(settings.window()));
        Counters counted = counted(version, samples.subList(first, samples.size()));
        Duration window = Duration.between(samples.get(first).at(), newest.at());
        Optional<Reading> reading =
                counted.requests() < settings.minimumRequests() ? Optional.empty() : measure.of(counted);
        Verdict.State state = reading.map(r -> r.over() ? Verdict.State.FAIL : Verdict.State.PASS)
                .orElse(last ? Verdict.State.NO_DATA : Verdict.State.PENDING);
        return verdict(version, reading.map(Reading::text).orElse(""), counted.requests(), window, state);
    }

    /** The newest sample that is not younger than the window, else the first there is. */
    private static int oldest(List<Sample> samples, Instant from) {
        int best = 0;
        for (int i = 1; i < samples.size(); i++) {
            if (!samples.get(i).at().isAfter(from)) {
                best = i;
            }
        }
        return best;
    }

    /** What was counted from sample to sample, so that a router that began anew in between does no harm. */
    private static Counters counted(String version, List<Sample> samples) {
        Counters sum = Counters.NONE;
        for (int i = 1; i < samples.size(); i++) {
            sum = sum.plus(samples.get(i).of(version).minus(samples.get(i - 1).of(version)));
        }
        return sum;
    }

    private Verdict verdict(String version, String value, long requests, Duration window, Verdict.State state) {
        String rule = name + " " + threshold + ", at least " + settings.minimumRequests() + " requests in "
                + Durations.format(settings.window());
        return new Verdict(name, state, Verdict.Severity.CRITICAL, version, value, threshold, requests, window, rule);
    }

    private static Optional<Reading> errorRate(Counters counted, Share limit) {
        if (counted.requests() == 0) {
            return Optional.empty();
        }
        boolean over = counted.errors() * 10_000.0 / counted.requests() > limit.basisPoints();
        BigDecimal percent = BigDecimal.valueOf(counted.errors() * 100.0 / counted.requests())
                .setScale(2, over ? RoundingMode.UP : RoundingMode.DOWN)
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
                .map(p90 -> p90.compareTo(limit) > 0
                        ? new Reading(Durations.format(p90.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS)), true)
                        : new Reading(Durations.format(p90.truncatedTo(ChronoUnit.MILLIS)), false));
    }
}
