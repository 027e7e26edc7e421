package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/**
 * What a planner knows.
 *
 * @param version the version to bring into service
 * @param fleet what runs now
 * @param capabilities what the target can do
 * @param bounds how long things may take
 */
public record PlanRequest(String version, Fleet fleet, Set<Capability> capabilities, Bounds bounds) {
    /** The version that serves the most now, rather another than the one to bring in; empty when none serves. */
    public String previous() {
        return fleet.traffic().entrySet().stream()
                .filter(e -> e.getValue().compareTo(Share.ZERO) > 0)
                .filter(e -> !fleet.of(e.getKey()).isEmpty())
                .max(Comparator.comparing(Map.Entry<String, Share>::getValue)
                        .thenComparing(e -> !e.getKey().equals(version))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /**
     * How many instances carry the whole traffic, 1 or more.
     *
     * @throws PlanRefused when the fleet is to have none
     */
    int desired() {
        if (fleet.desired() < 1) {
            throw new PlanRefused("version " + version + " cannot be deployed: the fleet is to have " + fleet.desired()
                    + " instances, expected 1 or more. Raise the number of instances of the target.");
        }
        return fleet.desired();
    }

    boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    /** @throws PlanRefused when the target lacks the capability */
    void require(Capability capability, String strategy, String reason) {
        if (!can(capability)) {
            throw new PlanRefused("strategy " + strategy + " cannot be used here: " + reason
                    + "; the target offers only " + capabilities + ". Choose another strategy or another target.");
        }
    }
}
