package io.jenkins.plugins.deploymentworkflow.analysis;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The one set of latency bucket bounds that counters on every side of the wire share.
 *
 * <p>Bounds are upper and inclusive, as in a Prometheus histogram. They rise from 1 ms to 60 s by a quarter at most, and
 * the round figures that people write as limits (100 ms, 250 ms, 1.5 s, 2 s, 5 s, …) are bounds: on which side of a
 * bound a quantile lies is exact, only where it lies between two bounds is estimated (Prometheus documentation,
 * "Histograms and summaries": a bound at the objective makes the answer to whether it is met exact). Counts have one more
 * entry than there are bounds: the last one holds what took longer than 60 s.
 */
public final class LatencyBuckets {
    private static final long[] TENTHS = {10, 12, 15, 18, 20, 25, 30, 35, 40, 45, 50, 60, 70, 75, 80, 90};
    private static final long LONGEST_MILLIS = 60_000;
    private static final long[] BOUNDS = round();
    private static final List<Duration> DURATIONS =
            Arrays.stream(BOUNDS).mapToObj(Duration::ofNanos).toList();

    private LatencyBuckets() {}

    /** The upper bounds of the finite buckets, rising, 1 ms to 60 s. */
    public static List<Duration> bounds() {
        return DURATIONS;
    }

    /** How many counts a histogram has: one per bound, and one for what took longer than the last bound. */
    public static int size() {
        return BOUNDS.length + 1;
    }

    /** The bucket of a latency in nanoseconds, from 0 to {@code size() - 1}; what is negative counts as zero. */
    public static int indexOf(long nanos) {
        int found = Arrays.binarySearch(BOUNDS, nanos);
        return found >= 0 ? found : -found - 1;
    }

    /**
     * The {@code q}-quantile of the counted latencies, interpolated within its bucket as Prometheus'
     * {@code histogram_quantile} does: linearly, the first bucket starting at zero, and a quantile that falls into the
     * last, unbounded bucket being the highest finite bound.
     *
     * @param counts the observations per bucket (not cumulative), {@link #size()} of them
     * @param q from 0 to 1
     * @return empty when nothing was observed
     * @throws IllegalArgumentException when {@code counts} has another length or {@code q} is outside its range
     */
    public static Optional<Duration> quantile(long[] counts, double q) {
        if (counts.length != size()) {
            throw new IllegalArgumentException("Expected " + size() + " latency buckets, found " + counts.length);
        }
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("Expected a quantile from 0 to 1, found " + q);
        }
        long total = Arrays.stream(counts).sum();
        if (total == 0) {
            return Optional.empty();
        }
        double rank = q * total;
        long before = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            if (counts[i] > 0 && before + counts[i] >= rank) {
                double lower = i == 0 ? 0 : BOUNDS[i - 1];
                double within = (rank - before) / counts[i];
                return Optional.of(Duration.ofNanos(Math.round(lower + (BOUNDS[i] - lower) * within)));
            }
            before += counts[i];
        }
        return Optional.of(DURATIONS.get(BOUNDS.length - 1));
    }

    private static long[] round() {
        return LongStream.of(1, 10, 100, 1_000, 10_000)
                .flatMap(decade -> Arrays.stream(TENTHS).map(tenths -> tenths * decade * 100_000))
                .filter(nanos -> nanos <= Duration.ofMillis(LONGEST_MILLIS).toNanos())
                .toArray();
    }
}
