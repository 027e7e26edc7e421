package io.jenkins.plugins.deploymentworkflow.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Capacity;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Walks a plan over a fleet where everything goes well, and holds each action against the invariants. */
final class PlanWalk {
    private final Plan plan;
    private final Fleet before;
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private Map<String, Share> traffic;
    private int mostRunning = Integer.MAX_VALUE;
    private int fewestServing = -1;
    private final Set<String> kept = new HashSet<>();
    private boolean accepted;
    private int at;

    PlanWalk(Plan plan, Fleet before) {
        this.plan = plan;
        this.before = before;
        before.instances().forEach(i -> instances.put(i.id(), i));
        traffic = new TreeMap<>(before.traffic());
        traffic.values().removeIf(Share.ZERO::equals);
    }

    /** Never more running than this, unless there were more to begin with. */
    PlanWalk neverMoreThan(int running) {
        mostRunning = Math.max(running, running());
        return this;
    }

    /** Never fewer in service than this, once there were as many. */
    PlanWalk neverFewerThan(int serving) {
        fewestServing = serving;
        return this;
    }

    /** The instances of the version that are ready stay so until the last action of the plan that watches or routes. */
    PlanWalk keeps(String version) {
        before.of(version).stream().filter(PlanBuilder::ready).map(Instance::id).forEach(kept::add);
        return this;
    }

    /** Walks to the end, where the version serves all traffic with so many ready instances, and nothing else stays. */
    void endsWith(String version, int size) {
        boolean enough = serving() >= fewestServing;
        for (Action action : plan.actions()) {
            assertTrue(
                    !action.timeout().isZero() && !action.timeout().isNegative(), () -> where() + "has no time limit");
            accepted = plan.actions().subList(at, plan.size()).stream()
                    .allMatch(a -> a instanceof Action.Drain || a instanceof Action.Retire);
            Map<String, Boolean> carried = carried();
            perform(action);
            traffic.forEach((v, share) -> assertTrue(
                    plan.version().isEmpty()
                            || !carried.getOrDefault(v, false)
                            || carries(v, share)
                            || fewestServing == 0,
                    () -> where() + v + " has " + share + " of the traffic and only " + healthy(v) + " healthy of "
                            + plan.required()));
            assertTrue(running() <= mostRunning, () -> where() + running() + " run, at most " + mostRunning + " may");
            int serving = serving();
            boolean few = enough && serving < fewestServing;
            assertTrue(!few, () -> where() + serving + " serve, at least " + fewestServing + " must");
            enough |= serving >= fewestServing;
            at++;
        }
        assertEquals(version.isEmpty() ? Map.of() : Map.of(version, Share.FULL), served(), "traffic at the end");
        List<Instance> left =
                instances.values().stream().filter(i -> !i.retiring()).toList();
        assertTrue(left.stream().allMatch(i -> i.version().equals(version)), () -> "left at the end: " + left);
        assertEquals(
                version.isEmpty() ? 0 : size,
                left.stream().filter(PlanBuilder::ready).count(),
                "ready at the end");
        assertEquals(version.isEmpty() ? 0 : size, left.size(), "left at the end");
    }

    private void perform(Action action) {
        if (action instanceof Action.Install install) {
            install.instances().forEach(id -> install(id, install.version()));
        } else if (action instanceof Action.AwaitHealthy await) {
            for (String id : await.instances()) {
                Instance i = instances.get(id);
                assertTrue(
                        i != null && i.version().equals(await.version()) && PlanBuilder.usable(i) && !i.draining(),
                        () -> where() + "waits for what cannot be: " + i);
                instances.put(id, FleetText.instance(id, i.version(), i.retiring() ? 'r' : 'h'));
            }
        } else if (action instanceof Action.SetTraffic route) {
            route(route);
        } else if (action instanceof Action.Drain drain) {
            drain.instances().forEach(id -> drain(id, drain.version()));
        } else if (action instanceof Action.Retire retire) {
            retire.instances().forEach(id -> retire(id, retire));
        } else if (action instanceof Action.Analyse analyse) {
            assertEquals(analyse.share(), traffic.get(analyse.version()), () -> where() + "is not what is routed");
            assertTrue(analyse.timeout().compareTo(analyse.duration()) >= 0, () -> where() + "ends before it is over");
        }
    }

    private void install(String id, String version) {
        Instance i = instances.get(id);
        boolean runs = i != null && i.version().equals(version) && PlanBuilder.usable(i);
        boolean takesRequests = i != null && !runs && PlanBuilder.usable(i) && !i.draining() && serves(i);
        assertTrue(!takesRequests, () -> where() + "replaces " + i + ", which serves");
        assertTrue(
                i == null || !i.version().equals(version) || i.health() != Health.UNHEALTHY,
                () -> where() + "hopes that " + i + " becomes healthy by itself");
        instances.put(id, FleetText.instance(id, version, runs && i.healthy() ? 'h' : 's'));
    }

    private void route(Action.SetTraffic route) {
        assertEquals(traffic, route.before(), () -> where() + "is wrong about what was before");
        route.traffic()
                .forEach((v, share) -> assertTrue(
                        share.compareTo(traffic.getOrDefault(v, Share.ZERO)) <= 0 || carries(v, share),
                        () -> where() + "gives " + share + " to " + v + " with " + healthy(v) + " healthy of "
                                + route.required()));
        traffic = new TreeMap<>(route.traffic());
    }

    private void drain(String id, String version) {
        Instance i = instances.get(id);
        assertTrue(i != null && i.version().equals(version), () -> where() + "drains what is not there: " + id);
        assertTrue(accepted || !kept.contains(id), () -> where() + "drains what going back needs");
        instances.put(id, new Instance(id, version, i.health(), true, i.retiring(), 0, ""));
    }

    private void retire(String id, Action.Retire retire) {
        Instance i = instances.get(id);
        assertTrue(i != null && i.version().equals(retire.version()), () -> where() + "retires what is not there");
        assertTrue(accepted || !kept.contains(id), () -> where() + "retires what going back needs");
        if (retire.after().isZero()) {
            assertTrue(i.draining() || !i.healthy(), () -> where() + "stops " + id + " before it is drained");
            instances.remove(id);
        } else {
            assertTrue(!serves(i), () -> where() + id + " serves and is to leave");
            instances.put(id, FleetText.instance(id, i.version(), 'r'));
        }
    }

    private Map<String, Boolean> carried() {
        Map<String, Boolean> carried = new TreeMap<>();
        traffic.forEach((v, share) -> carried.put(v, carries(v, share)));
        return carried;
    }

    private boolean carries(String version, Share share) {
        return Capacity.carries(share, healthy(version), plan.required());
    }

    private boolean serves(Instance i) {
        return traffic.containsKey(i.version());
    }

    private Map<String, Share> served() {
        Map<String, Share> served = new TreeMap<>(traffic);
        served.keySet()
                .removeIf(v ->
                        instances.values().stream().noneMatch(i -> i.version().equals(v)));
        return served;
    }

    private int healthy(String version) {
        return (int) instances.values().stream()
                .filter(i -> i.version().equals(version) && i.healthy() && !i.draining())
                .count();
    }

    private int serving() {
        return (int) instances.values().stream()
                .filter(i -> i.healthy() && !i.draining() && serves(i))
                .count();
    }

    private int running() {
        return (int) instances.values().stream()
                .filter(i -> i.health() != Health.STOPPED)
                .count();
    }

    private String where() {
        return "action " + at + ", " + plan.action(at).name() + ", in " + PlanText.of(plan) + " on " + before + ": ";
    }
}
