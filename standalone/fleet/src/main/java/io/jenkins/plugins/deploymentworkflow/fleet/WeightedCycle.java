package io.jenkins.plugins.deploymentworkflow.fleet;

import java.util.Map;
import java.util.TreeMap;

/**
 * Deals requests out to versions exactly by weight: smooth weighted round-robin, as nginx does it, so that 25% is one
 * request in every four and not a matter of luck.
 */
final class WeightedCycle {
    private final String[] versions;
    private final int[] weights;
    private final long[] credit;
    private final long total;

    /** @param shares a weight above zero for each version */
    WeightedCycle(Map<String, Integer> shares) {
        Map<String, Integer> ordered = new TreeMap<>(shares);
        versions = ordered.keySet().toArray(String[]::new);
        weights = ordered.values().stream().mapToInt(Integer::intValue).toArray();
        credit = new long[versions.length];
        total = ordered.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** The version of the next request; null when there is none at all. */
    synchronized String next() {
        int best = -1;
        for (int i = 0; i < versions.length; i++) {
            credit[i] += weights[i];
            if (best < 0 || credit[i] > credit[best]) {
                best = i;
            }
        }
        if (best < 0) {
            return null;
        }
        credit[best] -= total;
        return versions[best];
    }
}
