package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.plan.Capacity;
import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings a version back, from whatever the fleet is like now. It counts on nothing that was hoped for: what the version
 * can carry now it gets at once, what it lacks is installed first, and only then it gets the rest.
 *
 * @param batch how many instances are brought back at a time; less than all where surge was limited
 */
public record Rollback(IntOrPercent batch) implements Strategy {
    @Override
    public String name() {
        return "rollback";
    }

    /** The plan that makes {@code request.version()} serve everything and retires every other version. */
    @Override
    public Plan plan(PlanRequest request) {
        String version = request.version();
        Fleet fleet = request.fleet();
        if (version.isEmpty()) {
            return toNothing(request);
        }
        boolean surges = request.capabilities().contains(Capability.SURGE);
        int desired = fleet.desired();
        PlanBuilder plan = new PlanBuilder(fleet, request.bounds(), desired);
        List<String> healthy = fleet.of(version).stream()
                .filter(i -> i.healthy() && !i.draining())
                .map(Instance::id)
                .limit(desired)
                .toList();
        List<Instance> others = new ArrayList<>(fleet.instances().stream()
                .filter(i -> !i.version().equals(version))
                .toList());
        raise(plan, fleet, version, Capacity.of(healthy.size(), desired));
        List<String> all = surges ? plan.instancesFor(version, desired) : inPlace(fleet, version, desired);
        List<String> missing = all.stream().filter(id -> !healthy.contains(id)).toList();
        int size = Math.max(1, batch.roundedUp(desired));
        int ready = Math.min(healthy.size(), desired);
        for (int from = 0; from < missing.size(); from += size) {
            List<String> now = new ArrayList<>(missing.subList(from, Math.min(missing.size(), from + size)));
            if (!surges) {
                drainFirst(plan, others, now);
            }
            plan.install(version, now);
            ready += now.size();
            raise(plan, fleet, version, Capacity.of(ready, desired));
            if (surges && size < desired) {
                retire(plan, others, now.size());
            }
        }
        retire(plan, others, others.size());
        List<String> broken = fleet.of(version).stream()
                .map(Instance::id)
                .filter(id -> !all.contains(id) && !healthy.contains(id))
                .toList();
        plan.retire(version, broken);
        return plan.build(name(), version, request.previous());
    }

    /** The version's share becomes what it can carry; the others keep what is left, in their proportions. */
    private static void raise(PlanBuilder plan, Fleet fleet, String version, Share share) {
        if (share.equals(Share.ZERO) || fleet.share(version).compareTo(share) >= 0 && !share.equals(Share.FULL)) {
            return;
        }
        Map<String, Share> traffic = new TreeMap<>(Map.of(version, share));
        int rest = share.complement().basisPoints();
        int before = Share.FULL.basisPoints() - fleet.share(version).basisPoints();
        String largest = "";
        int given = 0;
        for (Map.Entry<String, Share> other : fleet.traffic().entrySet()) {
            if (!other.getKey().equals(version) && before > 0) {
                int part = (int) ((long) rest * other.getValue().basisPoints() / before);
                traffic.put(other.getKey(), new Share(part));
                given += part;
                largest = largest.isEmpty() || fleet.share(largest).compareTo(other.getValue()) < 0
                        ? other.getKey()
                        : largest;
            }
        }
        if (largest.isEmpty()) {
            traffic.put(version, Share.FULL);
        } else {
            traffic.put(largest, new Share(traffic.get(largest).basisPoints() + rest - given));
        }
        plan.route(traffic);
    }

    /** No version served before: the new one is taken away, and nothing serves again. */
    private Plan toNothing(PlanRequest request) {
        PlanBuilder plan = new PlanBuilder(request.fleet(), request.bounds(), request.fleet().desired());
        List<Instance> all = new ArrayList<>(request.fleet().instances());
        retire(plan, all, all.size());
        return plan.build(name(), "", request.previous());
    }

    private static List<String> inPlace(Fleet fleet, String version, int desired) {
        List<String> ids = new ArrayList<>(fleet.of(version).stream().map(Instance::id).toList());
        fleet.instances().stream().map(Instance::id).filter(id -> !ids.contains(id)).forEach(ids::add);
        return ids.subList(0, Math.min(desired, ids.size()));
    }

    private static void drainFirst(PlanBuilder plan, List<Instance> others, List<String> now) {
        Map<String, List<String>> leaving = new HashMap<>();
        others.removeIf(i -> {
            if (now.contains(i.id()) && i.health() != Health.STOPPED) {
                leaving.computeIfAbsent(i.version(), v -> new ArrayList<>()).add(i.id());
            }
            return now.contains(i.id());
        });
        new TreeMap<>(leaving).forEach(plan::drain);
    }

    private static void retire(PlanBuilder plan, List<Instance> others, int count) {
        Map<String, List<String>> leaving = new TreeMap<>();
        for (int i = 0; i < count && !others.isEmpty(); i++) {
            Instance instance = others.remove(0);
            leaving.computeIfAbsent(instance.version(), v -> new ArrayList<>()).add(instance.id());
        }
        leaving.forEach(plan::retire);
    }
}
