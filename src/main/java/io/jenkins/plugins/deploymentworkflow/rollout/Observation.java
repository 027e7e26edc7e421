package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is kept of a look at a fleet. */
final class Observation {
    private Observation() {}

    static Event.Observed of(String deployment, Fleet fleet) {
        Map<String, Map<String, Integer>> instances = new TreeMap<>();
        for (Instance instance : fleet.instances()) {
            String health =
                    instance.draining() ? "draining" : instance.health().name().toLowerCase(Locale.ROOT);
            instances.computeIfAbsent(instance.version(), v -> new TreeMap<>()).merge(health, 1, Integer::sum);
        }
        return new Event.Observed(deployment, fleet.traffic(), instances, fleet.counters());
    }
}
