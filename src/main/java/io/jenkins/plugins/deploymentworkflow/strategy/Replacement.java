package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.plan.Capacity;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Replaces what runs by a version, batch by batch, as Kubernetes scales its replica sets: what does not serve leaves
 * first, never more than desired + surge run, never fewer than desired - unavailable serve, and each version's share of
 * the traffic follows its instances in service. A fleet that cannot surge is replaced where it stands.
 */
final class Replacement {
    private final PlanBuilder plan;
    private final String version;
    private final boolean inPlace;
    private final int size;
    private final int surge;
    private final int unavailable;
    private final List<String> missing = new ArrayList<>();
    private final List<String> pending = new ArrayList<>();
    private final List<String> ready = new ArrayList<>();
    private final List<Instance> idle = new ArrayList<>();
    private final List<Instance> weak = new ArrayList<>();
    private final List<Instance> serving = new ArrayList<>();

    Replacement(PlanBuilder plan, PlanRequest request, int surge, int unavailable) {
        this.plan = plan;
        this.version = request.version();
        this.inPlace = inPlace(request);
        this.size = size(request);
        this.surge = surge;
        this.unavailable = unavailable;
        for (String id : plan.instancesFor(version, size)) {
            List<Instance> known = request.fleet().of(version).stream()
                    .filter(i -> i.id().equals(id))
                    .toList();
            (known.isEmpty() ? missing : PlanBuilder.ready(known.get(0)) ? ready : pending).add(id);
        }
        for (Instance instance : request.fleet().instances()) {
            if (!ready.contains(instance.id()) && !pending.contains(instance.id())) {
                (serves(instance) ? serving : mayServeAgain(instance) ? weak : idle).add(instance);
            }
        }
        serving.sort(Comparator.comparing(i -> plan.share(i.version())));
    }

    /** Whether there is no room beside the instances that there are. */
    static boolean inPlace(PlanRequest request) {
        return !request.can(Capability.SURGE) && !request.fleet().instances().isEmpty();
    }

    /** How many instances there are in the end. */
    static int size(PlanRequest request) {
        return inPlace(request) ? request.fleet().instances().size() : request.desired();
    }

    private boolean serves(Instance instance) {
        return instance.healthy() && !instance.version().equals(version) && mayServeAgain(instance);
    }

    /** What is unhealthy now may be so for a moment only; nobody takes all of that out at once. */
    private boolean mayServeAgain(Instance instance) {
        return instance.health() != Health.STOPPED
                && !instance.draining()
                && plan.share(instance.version()).compareTo(Share.ZERO) > 0;
    }

    /** Leaves all traffic with one old version where it can carry it, so that what is left of others can go. */
    Replacement gather(String previous) {
        List<Instance> others =
                serving.stream().filter(i -> !i.version().equals(previous)).toList();
        int able = serving.size() - others.size();
        if (!others.isEmpty()
                && plan.share(version).equals(Share.ZERO)
                && Capacity.carries(Share.FULL, able, plan.required())) {
            plan.route(Map.of(previous, Share.FULL));
            serving.removeAll(others);
            idle.addAll(others);
        }
        return this;
    }

    /** Gives no second chance to what is unhealthy of other versions. */
    Replacement withoutMercy() {
        List<Instance> others =
                weak.stream().filter(i -> !i.version().equals(version)).toList();
        weak.removeAll(others);
        idle.addAll(others);
        return this;
    }

    /**
     * Writes the batches down.
     *
     * @param pause how long each batch but the last is watched before the next
     * @return the instances of the version that serve in the end
     */
    List<String> perform(Duration pause) {
        bringIn(pending);
        route();
        if (!inPlace) {
            plan.retire(idle);
            idle.clear();
        }
        while (ready.size() < size) {
            List<String> batch = batch();
            bringIn(batch);
            int surplus = inPlace ? 0 : ready.size() + weak.size() + serving.size() - size;
            plan.retire(first(weak, surplus));
            takeOut(inPlace ? 0 : ready.size() + weak.size() + serving.size() - size);
            route();
            if (!batch.isEmpty() && ready.size() < size) {
                plan.analyse(version, plan.share(version), pause);
            }
        }
        plan.retire(weak);
        takeOut(serving.size());
        return ready;
    }

    /** The next instances to bring in, room made for them. */
    private List<String> batch() {
        int least = size - unavailable;
        idle.addAll(first(weak, ready.size() + weak.size() + serving.size() - least));
        List<Instance> leaving = takeOut(Math.min(ready.size() + serving.size() - least, size - ready.size()));
        List<String> slots = new ArrayList<>(idle.stream().map(Instance::id).toList());
        leaving.forEach(i -> slots.add(i.id()));
        if (inPlace) {
            empty(idle);
            idle.clear();
            return slots;
        }
        plan.retire(idle);
        idle.clear();
        int room = Math.max(0, size + surge - ready.size() - weak.size() - serving.size());
        return new ArrayList<>(missing.subList(0, Math.min(missing.size(), room)));
    }

    /** Makes instances ready to be installed anew; one of the version itself that is not well is stopped for that. */
    private void empty(List<Instance> slots) {
        Predicate<Instance> own = i -> i.version().equals(version);
        plan.retire(slots.stream()
                .filter(own.and(i -> i.health() != Health.STOPPED))
                .toList());
        plan.drain(slots.stream().filter(own.negate()).toList());
    }

    private static List<Instance> first(List<Instance> from, int count) {
        List<Instance> taken = new ArrayList<>(from.subList(0, Math.max(0, Math.min(count, from.size()))));
        from.removeAll(taken);
        return taken;
    }

    private void bringIn(List<String> instances) {
        plan.install(version, instances);
        ready.addAll(instances);
        missing.removeAll(instances);
    }

    private List<Instance> takeOut(int count) {
        List<Instance> leaving = first(serving, count);
        if (!leaving.isEmpty()) {
            route();
            if (inPlace) {
                plan.drain(leaving);
            } else {
                plan.retire(leaving);
            }
        }
        return leaving;
    }

    /** Divides the traffic by instances in service; while too few serve, the version gets what its own carry. */
    private void route() {
        Map<String, Integer> inService = new TreeMap<>();
        serving.forEach(i -> inService.merge(i.version(), 1, Integer::sum));
        if (!ready.isEmpty()) {
            inService.put(version, ready.size());
        }
        int total = ready.size() + serving.size();
        if (total == 0 || total < plan.required()) {
            plan.raise(version, ready.size());
        } else {
            plan.route(PlanBuilder.divide(Share.FULL, inService));
        }
    }
}
