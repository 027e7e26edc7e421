package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Capacity;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final Set<String> gone = new HashSet<>();
    private final Set<String> unusable = new HashSet<>();
    private Map<String, Share> traffic;
    private List<String> awaited = List.of();

    PlanBuilder(Fleet fleet, Bounds bounds, int required) {
        this.fleet = fleet;
        this.bounds = bounds;
        this.required = required;
        this.traffic = new TreeMap<>(fleet.traffic());
        traffic.values().removeIf(Share.ZERO::equals);
        fleet.instances().forEach(i -> taken.add(i.id()));
    }

    /** Healthy, in service and not about to leave: nothing needs to be done about it. */
    static boolean ready(Instance instance) {
        return instance.healthy() && !instance.draining() && !instance.retiring();
    }

    /** Whether it can be had back without starting it anew. */
    static boolean usable(Instance instance) {
        return instance.health() != Health.STOPPED && instance.health() != Health.UNHEALTHY;
    }

    /** Counts on these no more. */
    PlanBuilder without(List<Instance> instances) {
        instances.forEach(i -> unusable.add(i.id()));
        return this;
    }

    /**
     * The names of {@code count} instances for the version: those it has already, the ready ones first, unless stopped
     * or unhealthy; then new ones.
     */
    List<String> instancesFor(String version, int count) {
        List<String> ids = new ArrayList<>(fleet.of(version).stream()
                .filter(i -> usable(i) && !unusable.contains(i.id()))
                .sorted(Comparator.comparing(i -> ready(i) ? 0 : i.healthy() ? 1 : 2))
                .map(Instance::id)
                .limit(count)
                .toList());
        for (int n = 1; ids.size() < count; n++) {
            String id = version + "-" + n;
            if (taken.add(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** The version's share in what was routed last. */
    Share share(String version) {
        return traffic.getOrDefault(version, Share.ZERO);
    }

    int required() {
        return required;
    }

    PlanBuilder install(String version, List<String> instances) {
        if (instances.isEmpty()) {
            return this;
        }
        actions.add(new Action.Install(version, instances, bounds.change()));
        return makeSure(version, instances);
    }

    /** Routes, unless the traffic is so divided already; two changes of the traffic in a row are one. */
    PlanBuilder route(Map<String, Share> shares) {
        Map<String, Share> wanted = new TreeMap<>(shares);
        wanted.values().removeIf(Share.ZERO::equals);
        if (!actions.isEmpty() && actions.get(actions.size() - 1) instanceof Action.SetTraffic last) {
            actions.remove(actions.size() - 1);
            traffic = last.before();
        }
        if (!wanted.equals(traffic)) {
            actions.add(new Action.SetTraffic(wanted, traffic, required, bounds.change()));
            traffic = wanted;
        }
        return this;
    }

    /** What the traffic is when the version gets a share and the others keep what is left, in their proportions. */
    Map<String, Share> beside(String version, Share share) {
        Map<String, Share> others = new TreeMap<>(traffic);
        others.remove(version);
        others.keySet().removeIf(v -> fleet.of(v).isEmpty());
        if (others.isEmpty()) {
            return Map.of(version, Share.FULL);
        }
        Map<String, Integer> parts = new TreeMap<>();
        others.forEach((v, s) -> parts.put(v, s.basisPoints()));
        Map<String, Share> divided = divide(share.complement(), parts);
        divided.put(version, share);
        return divided;
    }

    /** The whole divided in proportion to the parts, by largest remainders: none is rounded by 0.01% or more. */
    static Map<String, Share> divide(Share whole, Map<String, Integer> parts) {
        long sum = parts.values().stream().mapToLong(Integer::longValue).sum();
        Map<String, Share> shares = new TreeMap<>();
        Map<String, Long> remainders = new TreeMap<>();
        parts.forEach((version, part) -> {
            long product = (long) whole.basisPoints() * part;
            shares.put(version, new Share((int) (product / sum)));
            remainders.put(version, product % sum);
        });
        int given = shares.values().stream().mapToInt(Share::basisPoints).sum();
        remainders.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(whole.basisPoints() - given)
                .forEach(e -> shares.compute(e.getKey(), (v, share) -> new Share(share.basisPoints() + 1)));
        return shares;
    }

    /** The version gets as much as so many healthy instances carry, unless it has that much already. */
    PlanBuilder raise(String version, int healthy) {
        Share capacity = Capacity.of(healthy, required);
        if (healthy > 0 && capacity.compareTo(share(version)) > 0) {
            Map<String, Share> shares = beside(version, capacity);
            if (capacity.equals(shares.get(version))) {
                route(shares);
            }
        }
        return this;
    }

    /** Whether no version but this one gets more than its instances can carry, as they were observed. */
    boolean othersCarry(String version, Map<String, Share> shares) {
        return shares.entrySet().stream()
                .filter(e -> !e.getKey().equals(version))
                .allMatch(e -> Capacity.carries(e.getValue(), fleet.healthy(e.getKey()), required));
    }

    PlanBuilder analyse(String version, Share share, Duration duration) {
        if (!duration.isZero()) {
            actions.add(new Action.Analyse(version, share, duration, duration.plus(bounds.hold())));
            if (required < fleet.desired()) {
                awaited = List.of();
            }
        }
        return this;
    }

    /** Makes sure that all of the instances are healthy still, unless that has just been seen. */
    PlanBuilder accept(String version, List<String> instances) {
        boolean watched = !actions.isEmpty()
                && actions.get(actions.size() - 1) instanceof Action.Analyse
                && required >= instances.size();
        return watched || awaited.containsAll(instances) ? this : makeSure(version, instances);
    }

    /** Waits until all of the instances are healthy. */
    PlanBuilder makeSure(String version, List<String> instances) {
        actions.add(new Action.AwaitHealthy(version, instances, bounds.healthy()));
        awaited = List.copyOf(instances);
        return this;
    }

    /** Stops instances at once, after what they are answering has ended. */
    PlanBuilder retire(String version, List<String> instances) {
        if (!instances.isEmpty()) {
            actions.add(new Action.Drain(version, instances, bounds.drain()));
            actions.add(new Action.Retire(version, instances, Duration.ZERO, bounds.change()));
            gone.addAll(instances);
        }
        return this;
    }

    /** Stops instances of whatever versions, after what those that run are answering has ended. */
    PlanBuilder retire(List<Instance> instances) {
        byVersion(instances).forEach((version, ids) -> {
            gone.addAll(ids);
            drain(instances.stream().filter(i -> ids.contains(i.id())).toList());
            actions.add(new Action.Retire(version, ids, Duration.ZERO, bounds.change()));
        });
        return this;
    }

    /** Empties instances that will be replaced where they are; one that runs nothing is empty. */
    PlanBuilder drain(List<Instance> instances) {
        byVersion(instances.stream()
                        .filter(i ->
                                i.health() != Health.STOPPED && !i.version().isEmpty())
                        .toList())
                .forEach((version, ids) -> actions.add(new Action.Drain(version, ids, bounds.drain())));
        instances.forEach(i -> gone.add(i.id()));
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

    /** Stops what is left of versions that are none of these, and what the version has beyond what it keeps. */
    PlanBuilder cleanUp(String version, String previous, List<String> keep) {
        return retire(fleet.instances().stream()
                .filter(i -> !gone.contains(i.id()))
                .filter(i -> !keep.contains(i.id()))
                .filter(i -> i.version().equals(version) || !i.version().equals(previous))
                .toList());
    }

    private static Map<String, List<String>> byVersion(List<Instance> instances) {
        Map<String, List<String>> ids = new TreeMap<>();
        instances.forEach(
                i -> ids.computeIfAbsent(i.version(), v -> new ArrayList<>()).add(i.id()));
        return ids;
    }

    Plan build(String strategy, String version, String previous) {
        return new Plan(strategy, version, previous, required, actions);
    }
}
