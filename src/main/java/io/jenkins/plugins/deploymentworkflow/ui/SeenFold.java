package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.ui.Seen.Instances;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what was seen of the fleet during a deployment. */
final class SeenFold {
    private final Steps<Map<String, Share>> traffic = new Steps<>((earlier, later) -> later);
    private final Steps<Map<String, Instances>> instances = new Steps<>(SeenFold::worse);
    private final Requests requests;

    SeenFold(Instant start) {
        requests = new Requests(start);
    }

    /** What the first plan takes for granted. */
    void planned(Plan plan, Instant at) {
        if (traffic.all().isEmpty()) {
            plan.actions().stream()
                    .filter(Action.SetTraffic.class::isInstance)
                    .findFirst()
                    .map(action -> ((Action.SetTraffic) action).before())
                    .filter(before -> !before.isEmpty())
                    .ifPresent(before -> traffic.add(at, before));
        }
    }

    void done(Action action, Instant at) {
        if (action instanceof Action.SetTraffic route) {
            traffic.add(at, route.traffic());
        }
    }

    void observed(Event.Observed event, Instant at) {
        if (!event.traffic().isEmpty()) {
            traffic.add(at, event.traffic());
        }
        Map<String, Instances> counted = new TreeMap<>();
        event.instances()
                .forEach((version, health) -> counted.put(
                        version,
                        new Instances(
                                health.getOrDefault("healthy", 0),
                                health.values().stream().mapToInt(Integer::intValue).sum())));
        if (!counted.isEmpty() || !instances.all().isEmpty()) {
            instances.add(at, counted);
        }
        requests.add(at, event.counters());
    }

    /** An instance that was not healthy for a while must not go unseen. */
    private static Map<String, Instances> worse(Map<String, Instances> earlier, Map<String, Instances> later) {
        Map<String, Instances> worse = new TreeMap<>(earlier);
        later.forEach((version, seen) -> worse.merge(
                version,
                seen,
                (a, b) -> new Instances(Math.min(a.healthy(), b.healthy()), Math.max(a.all(), b.all()))));
        return worse;
    }

    Seen seen() {
        return new Seen(traffic.all(), instances.all(), requests.spans(), requests.width());
    }
}
