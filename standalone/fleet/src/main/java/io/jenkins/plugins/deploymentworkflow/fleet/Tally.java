package io.jenkins.plugins.deploymentworkflow.fleet;

import io.jenkins.plugins.deploymentworkflow.analysis.Counters;
import io.jenkins.plugins.deploymentworkflow.analysis.LatencyBuckets;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetTotals;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;

/**
 * What the proxy has counted since it started, per version and for the clients. A request that a version broke and
 * another instance then answered is an error of that version, and none for the client.
 */
final class Tally {
    private final Map<String, OfVersion> versions = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong unrouted = new AtomicLong();

    private static final class OfVersion {
        private final AtomicLong requests = new AtomicLong();
        private final AtomicLong errors = new AtomicLong();
        private final AtomicLongArray latencies = new AtomicLongArray(LatencyBuckets.size());
    }

    void attempt(String version, boolean failed, long nanos) {
        OfVersion counted = versions.computeIfAbsent(version, key -> new OfVersion());
        if (failed) {
            counted.errors.incrementAndGet();
        }
        counted.latencies.incrementAndGet(LatencyBuckets.indexOf(nanos));
        counted.requests.incrementAndGet();
    }

    void request(boolean failed, boolean found) {
        requests.incrementAndGet();
        if (failed) {
            errors.incrementAndGet();
        }
        if (!found) {
            unrouted.incrementAndGet();
        }
    }

    Map<String, Counters> counters() {
        Map<String, Counters> result = new TreeMap<>();
        versions.forEach((version, counted) -> {
            // Requests first: they rise last, so that no reader sees more of them than of what they are made of.
            long seen = counted.requests.get();
            result.put(
                    version,
                    new Counters(
                            seen,
                            Math.min(seen, counted.errors.get()),
                            LongStream.range(0, LatencyBuckets.size())
                                    .mapToObj(i -> counted.latencies.get((int) i))
                                    .toList()));
        });
        return result;
    }

    FleetTotals totals() {
        return new FleetTotals(requests.get(), errors.get(), unrouted.get());
    }
}
