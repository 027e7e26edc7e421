package io.jenkins.plugins.deploymentworkflow.analysis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a router has counted for one version since it began to count.
 *
 * @param requests answered or given up
 * @param errors those of them with a status of 500 or more, or with no response
 * @param latencyBuckets requests per latency bucket of {@link LatencyBuckets}; empty when latency is not measured
 */
public record Counters(long requests, long errors, List<Long> latencyBuckets) implements Serializable {
    public static final Counters NONE = new Counters(0, 0, List.of());

    public Counters {
        latencyBuckets = new ArrayList<>(latencyBuckets);
    }

    /**
     * What was counted since {@code earlier}. A counter that fell was reset meanwhile and counts from zero, as
     * Prometheus {@code rate()} has it.
     */
    public Counters minus(Counters earlier) {
        if (requests < earlier.requests || errors < earlier.errors) {
            return this;
        }
        List<Long> buckets = new ArrayList<>(latencyBuckets);
        for (int i = 0; i < Math.min(buckets.size(), earlier.latencyBuckets.size()); i++) {
            buckets.set(i, Math.max(0, buckets.get(i) - earlier.latencyBuckets.get(i)));
        }
        return new Counters(requests - earlier.requests, errors - earlier.errors, buckets);
    }
}
