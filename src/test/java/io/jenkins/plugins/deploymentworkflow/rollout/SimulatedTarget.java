package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.analysis.Counters;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Capacity;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A fleet and its router in simulated time. What it is told takes effect later, or never; instances start, crash and
 * die on their own. It notes every change of the engine's that leaves a version with more traffic than it can carry.
 */
final class SimulatedTarget implements Target {
    private record Due(Instant at, long order, Runnable event) {}

    private static final class Machine {
        private final String id;
        private String version = "";
        private Health health = Health.STOPPED;
        private boolean draining;
        private Instant drainedAt = Instant.MIN;
        private Instant retireAt;
        private String message = "";
        private int incarnation;

        Machine(String id) {
            this.id = id;
        }

        boolean serves() {
            return health == Health.HEALTHY && !draining;
        }
    }

    private final World world;
    private final Set<Capability> capabilities;
    private final int desired;
    private final boolean guarded;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final Map<String, Progress> calls = new HashMap<>();
    private final Map<String, Integer> commandRuns = new TreeMap<>();
    private final Map<String, double[]> counted = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private Map<String, Share> traffic = new TreeMap<>();
    private Fleet lastSeen;
    private Instant now;
    private Instant lastDeath = Instant.MIN;
    private long order;
    private int required;
    private Duration stopTime = Duration.ofMillis(500);

    /** @param guarded whether the router refuses a share that rises beyond what is healthy, or leaves that to others */
    SimulatedTarget(World world, Set<Capability> capabilities, Fleet fleet, boolean guarded, Instant now) {
        this.world = world;
        this.capabilities = capabilities;
        this.desired = fleet.desired();
        this.required = fleet.desired();
        this.guarded = guarded;
        this.now = now;
        this.traffic = new TreeMap<>(fleet.traffic());
        for (Instance i : fleet.instances()) {
            Machine machine = new Machine(i.id());
            machine.version = i.version();
            machine.health = i.health();
            machine.draining = i.draining();
            machine.incarnation = 1;
            machines.put(i.id(), machine);
            if (i.retiring()) {
                retireAt(machine, Duration.ofMinutes(10));
            }
            if (i.health() == Health.STARTING) {
                grow(machine);
            } else if (i.healthy()) {
                live(machine);
            }
        }
    }

    @Override
    public String kind() {
        return "simulated";
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    /** Lets the time pass until then. */
    void advance(Instant until) {
        while (!agenda.isEmpty() && !agenda.peek().at().isAfter(until)) {
            Due due = agenda.remove();
            count(due.at());
            due.event().run();
        }
        count(until);
    }

    /** The engine's process is gone, and with it every handle but those of commands; what was sent takes effect. */
    void forgetHandles() {
        calls.keySet().removeIf(handle -> !commandRuns.containsKey(handle));
    }

    /** How many healthy instances the plan under way holds to carry everything. */
    void planRequires(int instances) {
        required = instances;
    }

    /** Changes by which the engine gave a version more traffic than it could carry. */
    List<String> violations() {
        return violations;
    }

    /** How often each command has run, by handle. */
    Map<String, Integer> commandRuns() {
        return commandRuns;
    }

    Instant lastDeath() {
        return lastDeath;
    }

    @Override
    public CompletableFuture<Fleet> observe() {
        CompletableFuture<Fleet> answer = new CompletableFuture<>();
        switch (world.look()) {
            case WORKS ->
                after(world.lookTime(), () -> {
                    lastSeen = fleet();
                    answer.complete(lastSeen);
                });
            case FAILS ->
                after(
                        world.lookTime(),
                        () -> answer.completeExceptionally(
                                new TargetException("simulated: the control port is closed")));
            case NEVER_ANSWERS -> answer.isDone();
        }
        return answer;
    }

    Fleet fleet() {
        List<Instance> instances = new ArrayList<>();
        for (Machine m : machines.values()) {
            int inFlight = m.draining && m.drainedAt.isAfter(now) ? 1 : 0;
            instances.add(new Instance(m.id, m.version, m.health, m.draining, m.retireAt != null, inFlight, m.message));
        }
        Map<String, Counters> counters = new TreeMap<>();
        if (capabilities.contains(Capability.COUNTERS)) {
            counted.forEach((v, c) -> counters.put(v, new Counters((long) c[0], (long) c[1], List.of())));
        }
        return new Fleet(desired, instances, traffic, counters);
    }

    @Override
    public void start(String handle, Action action) {
        if (calls.containsKey(handle)) {
            return;
        }
        if (action instanceof Action.SetTraffic route && !guarded) {
            FleetFacts.overload(lastSeen, route)
                    .ifPresent(why -> violations.add(now + " " + route.name() + ": " + why));
        }
        World.Call call = action instanceof Action.RunCommand ? World.Call.WORKS : world.call();
        if (action instanceof Action.RunCommand) {
            commandRuns.merge(handle, 1, Integer::sum);
        }
        Fleet seen = lastSeen;
        switch (call) {
            case THROWS -> throw new TargetException("simulated: connection refused");
            case VANISHES -> calls.remove(handle);
            case HANGS -> calls.put(handle, new Progress.Running("simulated: no answer yet"));
            case FAILS -> later(handle, () -> new Progress.Failed("simulated: the target failed"));
            case FAILS_LATE ->
                later(handle, () -> {
                    apply(action, seen);
                    return new Progress.Failed("simulated: the answer was lost");
                });
            case WORKS -> later(handle, () -> apply(action, seen));
        }
    }

    private void later(String handle, Supplier<Progress> effect) {
        calls.put(handle, new Progress.Running(""));
        after(world.callTime(), () -> {
            if (!(calls.get(handle) instanceof Progress.Failed)) {
                Progress progress = effect.get();
                calls.computeIfPresent(handle, (h, p) -> progress);
            }
        });
    }

    @Override
    public Progress poll(String handle, Action action) {
        return calls.getOrDefault(handle, new Progress.Unknown());
    }

    /** Once it has been seen to end, nothing more comes of it; until then it may still take effect. */
    @Override
    public void cancel(String handle) {
        if (calls.get(handle) instanceof Progress.Running) {
            after(
                    stopTime,
                    () -> calls.computeIfPresent(
                            handle,
                            (h, p) -> p instanceof Progress.Running ? new Progress.Failed("simulated: cancelled") : p));
        }
    }

    private Progress apply(Action action, Fleet seen) {
        if (action instanceof Action.Install install) {
            install.instances().forEach(id -> install(id, install.version()));
        } else if (action instanceof Action.SetTraffic route) {
            String refusal = guarded ? FleetFacts.overload(fleet(), route).orElse("") : "";
            if (!refusal.isEmpty()) {
                return new Progress.Failed("simulated: refused, " + refusal);
            }
            traffic = new TreeMap<>(route.traffic());
        } else if (action instanceof Action.Drain drain) {
            change(action, seen, () -> drain.instances().forEach(id -> drain(id, drain.version())));
        } else if (action instanceof Action.Retire retire) {
            change(action, seen, () -> retire.instances().forEach(id -> retire(id, retire)));
        }
        return new Progress.Done("");
    }

    /** Takes instances out; what died since the engine looked is not its fault. */
    private void change(Action action, Fleet seen, Runnable effect) {
        Map<String, Integer> before = healthy();
        Set<String> served = machines.values().stream()
                .filter(Machine::serves)
                .map(m -> m.id)
                .collect(Collectors.toSet());
        effect.run();
        Map<String, Integer> after = healthy();
        traffic.forEach((version, share) -> {
            int had = before.getOrDefault(version, 0);
            int has = after.getOrDefault(version, 0);
            boolean known = seen == null || alive(seen, version, served) && carries(share, seen.healthy(version));
            if (required > 0 && has < had && known && carries(share, had) && !carries(share, has)) {
                violations.add(now + " " + action.name() + " leaves " + version + ", which has " + share
                        + " of the traffic, with " + has + " healthy of " + required);
            }
        });
    }

    /** Whether every instance that served when the engine looked served until now. */
    private static boolean alive(Fleet seen, String version, Set<String> served) {
        return seen.of(version).stream()
                .filter(i -> i.healthy() && !i.draining())
                .allMatch(i -> served.contains(i.id()));
    }

    private boolean carries(Share share, int healthy) {
        return Capacity.carries(share, healthy, required);
    }

    private Map<String, Integer> healthy() {
        Map<String, Integer> healthy = new TreeMap<>();
        machines.values().stream().filter(Machine::serves).forEach(m -> healthy.merge(m.version, 1, Integer::sum));
        return healthy;
    }

    private void install(String id, String version) {
        Machine machine = machines.computeIfAbsent(id, Machine::new);
        machine.draining = false;
        machine.retireAt = null;
        if (machine.version.equals(version) && machine.health != Health.STOPPED) {
            return;
        }
        machine.version = version;
        machine.health = Health.STARTING;
        machine.message = "";
        machine.incarnation++;
        grow(machine);
    }

    private void grow(Machine machine) {
        World.Fate fate = world.fate(machine.version);
        whileItLives(machine, world.startTime(machine.version), () -> {
            if (fate == World.Fate.WELL) {
                machine.health = Health.HEALTHY;
                live(machine);
            } else if (fate == World.Fate.CRASHES) {
                die(machine, "simulated: exit code 1");
            }
        });
    }

    private void live(Machine machine) {
        world.lifeTime(machine.version)
                .ifPresent(life -> whileItLives(machine, life, () -> die(machine, "simulated: killed")));
    }

    private void die(Machine machine, String message) {
        if (machine.health == Health.HEALTHY) {
            lastDeath = now;
        }
        machine.health = Health.STOPPED;
        machine.message = message;
        machine.incarnation++;
    }

    private void whileItLives(Machine machine, Duration delay, Runnable event) {
        int incarnation = machine.incarnation;
        after(delay, () -> {
            if (machines.get(machine.id) == machine && machine.incarnation == incarnation) {
                event.run();
            }
        });
    }

    private void drain(String id, String version) {
        Machine machine = machines.get(id);
        if (machine != null && machine.version.equals(version) && !machine.draining) {
            machine.draining = true;
            machine.drainedAt = now.plus(world.drainTime());
        }
    }

    private void retire(String id, Action.Retire retire) {
        Machine machine = machines.get(id);
        if (machine != null && machine.version.equals(retire.version())) {
            if (retire.after().isZero()) {
                stop(machine);
            } else {
                retireAt(machine, retire.after());
            }
        }
    }

    /** A machine that cannot be had anew stays, with nothing running. */
    private void stop(Machine machine) {
        if (capabilities.contains(Capability.SURGE)) {
            machines.remove(machine.id);
        } else {
            machine.health = Health.STOPPED;
            machine.incarnation++;
        }
    }

    private void retireAt(Machine machine, Duration delay) {
        Instant at = now.plus(delay);
        machine.retireAt = at;
        after(delay, () -> {
            if (at.equals(machine.retireAt)
                    && machines.remove(machine.id, machine)
                    && machine.serves()
                    && traffic.containsKey(machine.version)) {
                violations.add(now + " " + machine.id + " of " + machine.version + " left while it served");
            }
        });
    }

    /** How long what is cancelled takes to stop. */
    void stopTime(Duration time) {
        stopTime = time;
    }

    /** Lets an instance die. */
    void kill(String id) {
        die(machines.get(id), "simulated: killed");
    }

    /** Lets an instance fail its checks, or pass them again. */
    void health(String id, Health health) {
        machines.get(id).health = health;
    }

    /** Forgets what was counted, as a router that was restarted. */
    void resetCounters() {
        counted.clear();
    }

    void after(Duration delay, Runnable event) {
        agenda.add(new Due(now.plus(delay), order++, event));
    }

    private void count(Instant until) {
        double seconds = Duration.between(now, until).toMillis() / 1000.0;
        Map<String, Integer> healthy = healthy();
        traffic.forEach((version, share) -> {
            double requests = world.requestsPerSecond() * seconds * share.basisPoints() / 10_000;
            double errors = healthy.getOrDefault(version, 0) == 0 ? 1 : world.errors(version, share);
            double[] sums = counted.computeIfAbsent(version, v -> new double[2]);
            sums[0] += requests;
            sums[1] += requests * errors;
        });
        now = until;
    }
}
