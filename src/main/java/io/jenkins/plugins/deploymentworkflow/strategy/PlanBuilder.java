package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes a plan down action by action, following what each does to the traffic. */
final class PlanBuilder {
    private final Fleet fleet;
    private final Bounds bounds;
    private final int required;
    private final List<Action> actions = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private Map<String, Share> traffic;

    PlanBuilder(Fleet fleet, Bounds bounds, int required) {
        this.fleet = fleet;
        this.bounds = bounds;
        this.required = required;
        this.traffic = new TreeMap<>(fleet.traffic());
        traffic.values().removeIf(Share.ZERO::equals);
        fleet.instances().forEach(i -> taken.add(i.id()));
    }

    /**
     * The names of {@code count} instances for the version: those it has already, unless stopped or unhealthy, then
     * new ones.
     */
    List<String> instancesFor(String version, int count) {
        List<String> ids = new ArrayList<>();
        for (Instance instance : fleet.of(version)) {
            if (ids.size() < count && instance.health() != Health.STOPPED && instance.health() != Health.UNHEALTHY) {
                ids.add(instance.id());
            }
        }
        for (int n = 1; ids.size() < count; n++) {
            String id = version + "-" + n;
            if (taken.add(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    PlanBuilder install(String version, List<String> instances) {
        if (!instances.isEmpty()) {
            actions.add(new Action.Install(version, instances, bounds.change()));
            actions.add(new Action.AwaitHealthy(version, instances, bounds.healthy()));
        }
        return this;
    }

    /** Routes, unless the traffic is so divided already. */
    PlanBuilder route(Map<String, Share> shares) {
        Map<String, Share> wanted = new TreeMap<>(shares);
        wanted.values().removeIf(Share.ZERO::equals);
        if (!wanted.equals(traffic)) {
            actions.add(new Action.SetTraffic(wanted, traffic, required, bounds.change()));
            traffic = wanted;
        }
        return this;
    }

    PlanBuilder analyse(String version, Share share, Duration duration) {
        if (!duration.isZero()) {
            actions.add(new Action.Analyse(version, share, duration, duration.plus(bounds.hold())));
        }
        return this;
    }

    /** Stops instances at once, after what they are answering has ended. */
    PlanBuilder retire(String version, List<String> instances) {
        if (!instances.isEmpty()) {
            actions.add(new Action.Drain(version, instances, bounds.drain()));
            actions.add(new Action.Retire(version, instances, Duration.ZERO, bounds.change()));
        }
        return this;
    }

    /** Empties instances that will be replaced where they are. */
    PlanBuilder drain(String version, List<String> instances) {
        actions.add(new Action.Drain(version, instances, bounds.drain()));
        return this;
    }

    /** Keeps instances warm for a while, so that going back is a switch. */
    PlanBuilder retireLater(String version, List<String> instances, Duration after) {
        if (after.isZero()) {
            return retire(version, instances);
        }
        if (!instances.isEmpty()) {
            actions.add(new Action.Retire(version, instances, after, bounds.change()));
        }
        return this;
    }

    /** Stops what is left of versions that are none of these, and what is stopped or unhealthy of these. */
    PlanBuilder cleanUp(String version, String previous, List<String> keep) {
        Map<String, List<String>> rest = new TreeMap<>();
        for (Instance instance : fleet.instances()) {
            boolean other = !instance.version().equals(version) && !instance.version().equals(previous);
            boolean broken = instance.version().equals(version) && !keep.contains(instance.id());
            if (other || broken) {
                rest.computeIfAbsent(instance.version(), v -> new ArrayList<>()).add(instance.id());
            }
        }
        rest.forEach(this::retire);
        return this;
    }

    Plan build(String strategy, String version, String previous) {
        return new Plan(strategy, version, previous, required, actions);
    }
}
