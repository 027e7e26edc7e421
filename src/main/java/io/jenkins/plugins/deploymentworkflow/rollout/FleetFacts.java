package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Capacity;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an observed fleet says about an action, in words. */
final class FleetFacts {
    private FleetFacts() {}

    /** Why the traffic may not be divided so: a share that rises must be carried, one that falls always may. */
    static Optional<String> overload(Fleet fleet, Action.SetTraffic route) {
        return route.traffic().entrySet().stream()
                .filter(e -> e.getValue().compareTo(fleet.share(e.getKey())) > 0)
                .filter(e -> !Capacity.carries(e.getValue(), fleet.healthy(e.getKey()), route.required()))
                .map(e -> e.getKey() + " has " + fleet.healthy(e.getKey()) + " healthy instances of " + route.required()
                        + " that carry everything, too few for " + e.getValue())
                .findFirst();
    }

    /** Why instances may not be taken out: those that stay must carry their version's share. */
    static Optional<String> overload(Fleet fleet, Action.Drain drain, int required) {
        Share share = fleet.share(drain.version());
        int leaving = (int) find(fleet, drain.instances()).stream()
                .filter(i -> i.version().equals(drain.version()) && i.healthy() && !i.draining())
                .count();
        int left = fleet.healthy(drain.version()) - leaving;
        if (leaving == 0 || required == 0 || Capacity.carries(share, left, required)) {
            return Optional.empty();
        }
        return Optional.of(drain.version() + " has " + share + " of the traffic and would be left with " + left
                + " healthy instances of " + required + " that carry everything");
    }

    /** Which of the instances has stopped, and why. */
    static Optional<String> stopped(Fleet fleet, String version, List<String> ids) {
        return find(fleet, ids).stream()
                .filter(i -> i.version().equals(version) && i.health() == Health.STOPPED)
                .findFirst()
                .map(i -> "instance " + i.id() + " of " + version + " stopped before it was healthy"
                        + (i.message().isEmpty() ? "" : ": " + i.message()));
    }

    /** Whether nothing new reaches the instances any more. */
    static boolean cutOff(Fleet fleet, Action.Drain drain) {
        return find(fleet, drain.instances()).stream()
                .filter(i -> i.version().equals(drain.version()))
                .allMatch(i -> i.draining() || i.health() == Health.STOPPED);
    }

    /** How the instances are. */
    static String health(Fleet fleet, List<String> ids) {
        return ids.stream()
                .map(id -> find(fleet, List.of(id)).stream()
                        .map(FleetFacts::health)
                        .findFirst()
                        .orElse(id + " is not there"))
                .collect(Collectors.joining(", "));
    }

    private static String health(Instance i) {
        return i.id() + " is " + (i.draining() ? "draining" : i.health().name().toLowerCase(Locale.ROOT)) + " on "
                + i.version() + (i.message().isEmpty() ? "" : " (" + i.message() + ")");
    }

    private static List<Instance> find(Fleet fleet, List<String> ids) {
        return fleet.instances().stream().filter(i -> ids.contains(i.id())).toList();
    }
}
