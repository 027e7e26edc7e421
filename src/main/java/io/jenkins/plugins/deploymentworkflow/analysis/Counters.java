package io.jenkins.plugins.deploymentworkflow.analysis;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a router has counted for one version since it began to count.
 *
 * @param requests answered or given up
 * @param errors those of them with a status of 500 or more, or with no response
 * @param latencyBuckets requests per bucket of {@link LatencyBuckets}, not cumulative over the buckets; empty when
 *     latency is not measured. What an earlier version counted in other buckets is read into these
 */
public record Counters(long requests, long errors, List<Long> latencyBuckets) implements Serializable {
    public static final Counters NONE = new Counters(0, 0, List.of());

    /**
     * @throws IllegalArgumentException when a number is negative or the buckets are not those of {@link LatencyBuckets}
     */
    public Counters {
        latencyBuckets = FormerBuckets.isFormer(latencyBuckets)
                ? FormerBuckets.converted(latencyBuckets)
                : new ArrayList<>(latencyBuckets);
        if (!latencyBuckets.isEmpty() && latencyBuckets.size() != LatencyBuckets.size()) {
            throw new IllegalArgumentException(
                    "Expected no or " + LatencyBuckets.size() + " latency buckets, found " + latencyBuckets.size());
        }
        if (requests < 0 || errors < 0 || latencyBuckets.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("Expected counters from 0 up, found " + requests + " requests, " + errors
                    + " errors, latency buckets " + latencyBuckets);
        }
    }

    /**
     * What was counted since {@code earlier}. Counters only rise, so when any of them is lower than before, whoever
     * counts has started anew and everything it shows now was counted since, as Prometheus {@code rate()} has it.
     */
    public Counters minus(Counters earlier) {
        List<Long> buckets = IntStream.range(0, latencyBuckets.size())
                .mapToObj(i -> bucket(i) - earlier.bucket(i))
                .toList();
        boolean reset = requests < earlier.requests
                || errors < earlier.errors
                || buckets.stream().anyMatch(count -> count < 0);
        return reset ? this : new Counters(requests - earlier.requests, errors - earlier.errors, buckets);
    }

    /** Both together. */
    public Counters plus(Counters other) {
        int size = Math.max(latencyBuckets.size(), other.latencyBuckets.size());
        return new Counters(
                requests + other.requests,
                errors + other.errors,
                IntStream.range(0, size)
                        .mapToObj(i -> bucket(i) + other.bucket(i))
                        .toList());
    }

    /** Errors per request, 0 to 1; empty when there was no request. */
    public Optional<Double> errorRatio() {
        return requests == 0 ? Optional.empty() : Optional.of((double) errors / requests);
    }

    /**
     * The {@code q}-quantile (0 to 1) of the latencies, as {@link LatencyBuckets#quantile} has it; empty when there was
     * no request or latency is not measured.
     */
    public Optional<Duration> quantile(double q) {
        return latencyBuckets.isEmpty()
                ? Optional.empty()
                : LatencyBuckets.quantile(
                        latencyBuckets.stream().mapToLong(Long::longValue).toArray(), q);
    }

    private long bucket(int index) {
        return index < latencyBuckets.size() ? latencyBuckets.get(index) : 0;
    }
}
