package io.jenkins.plugins.deploymentworkflow.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The latency buckets that were counted in before: 60 bounds rising by the same factor from 1 ms to 60 s. Ledgers hold
 * such counts, and a local fleet that has been running since then sends them.
 */
final class FormerBuckets {
    private static final int FINITE = 60;
    private static final double FACTOR = Math.pow(60_000, 1 / (FINITE - 1.0));

    private FormerBuckets() {}

    static boolean isFormer(List<Long> counts) {
        return counts.size() == FINITE + 1;
    }

    /**
     * The same requests in the buckets of {@link LatencyBuckets}, each former bucket in the one that its middle lies in.
     * A bucket goes whole, so that what is counted only rises afterwards as well.
     */
    static List<Long> converted(List<Long> counts) {
        List<Long> converted = new ArrayList<>(Collections.nCopies(LatencyBuckets.size(), 0L));
        for (int i = 0; i < FINITE; i++) {
            int at = LatencyBuckets.indexOf(Math.round((bound(i - 1) + bound(i)) / 2));
            converted.set(at, converted.get(at) + counts.get(i));
        }
        converted.set(LatencyBuckets.size() - 1, counts.get(FINITE));
        return converted;
    }

    private static double bound(int index) {
        return index < 0 ? 0 : Duration.ofMillis(1).toNanos() * Math.pow(FACTOR, index);
    }
}
