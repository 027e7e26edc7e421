package io.jenkins.plugins.deploymentworkflow.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * No version gets a larger share of traffic than it has of the healthy capacity, and none without a healthy instance
 * any. A share that falls or stays is not refused: where instances have died, the traffic could not leave them else.
 */
final class TrafficRule {
    static final int WHOLE = 10_000;

    private TrafficRule() {}

    /**
     * Shares are whole basis points, so a share may be rounded up: a third of the capacity carries 3,334.
     *
     * @param shares basis points by version
     * @param now the shares that are routed now
     * @param healthy how many instances of each version are healthy and take requests
     * @param required how many instances make the full capacity; 0 asks for one healthy instance alone
     * @throws Refusal 400 when the shares are no shares, 409 when they exceed the capacity
     */
    static void check(Map<String, Integer> shares, Map<String, Integer> now, Map<String, Long> healthy, int required) {
        shares.forEach((version, share) -> {
            if (share == null || share < 0 || share > WHOLE) {
                throw Refusal.badRequest(
                        "Traffic of " + version + ": expected 0 to 10000 basis points, found " + share);
            }
        });
        int sum = shares.values().stream().mapToInt(Integer::intValue).sum();
        if (sum != WHOLE) {
            throw Refusal.badRequest("Traffic: expected shares that sum to 10000 basis points, found " + sum);
        }
        List<String> problems = new ArrayList<>();
        new TreeMap<>(shares).forEach((version, share) -> {
            long able = healthy.getOrDefault(version, 0L);
            boolean exceeds = (share - 1L) * required >= able * WHOLE;
            if (share > now.getOrDefault(version, 0) && (able == 0 || exceeds)) {
                problems.add(version + " would get " + percent(share) + " with " + able + " healthy of "
                        + Math.max(1, required) + " required instances ("
                        + percent(able * (double) WHOLE / Math.max(1, required)) + " of the capacity)");
            }
        });
        if (!problems.isEmpty()) {
            throw Refusal.conflict("Traffic left as it was, because a share would exceed the healthy capacity: "
                    + String.join("; ", problems) + ". Start instances or lower the share");
        }
    }

    private static String percent(double basisPoints) {
        return String.format(Locale.ROOT, "%.2f%%", basisPoints / 100);
    }
}
