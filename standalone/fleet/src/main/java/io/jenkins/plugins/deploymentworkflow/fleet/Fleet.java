package io.jenkins.plugins.deploymentworkflow.fleet;

import io.jenkins.plugins.deploymentworkflow.fleet.FleetState.Incarnation;
import io.jenkins.plugins.deploymentworkflow.fleet.FleetState.Slot;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetStatus;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceHealth;
import io.jenkins.plugins.deploymentworkflow.target.local.ReleaseRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a fleet can be told: each operation is written down first, then made true. May be called from any thread; each
 * call does its work on the fleet's own.
 */
final class Fleet {
    private static final System.Logger LOG = System.getLogger(Fleet.class.getName());
    private static final String NEEDS_SECRETS = "needs secrets: re-register ";

    private final StateDirectory directory;
    private final Worker.Machinery machinery;
    private final Loop loop;
    private final Router router;
    private final Tally tally;
    private final ReleaseStore store;
    private final String listen;
    private final Map<String, Worker> workers = new TreeMap<>();
    private final Map<String, Map<String, String>> secrets = new HashMap<>();
    private final Map<String, Future<?>> retirements = new HashMap<>();
    private final Map<String, Instant> stoppedSince = new HashMap<>();
    private FleetState state;
    private boolean stopping;

    Fleet(
            StateDirectory directory,
            FleetState state,
            Worker.Machinery machinery,
            Router router,
            Tally tally,
            String listen) {
        this.directory = directory;
        this.state = state;
        this.machinery = machinery;
        this.loop = machinery.loop();
        this.router = router;
        this.tally = tally;
        this.listen = listen;
        this.store = new ReleaseStore(directory);
    }

    FleetStatus status() {
        return loop.call(this::describe);
    }

    /** Registers how to run a version. Instances that waited for its secrets start. */
    FleetStatus register(String version, ReleaseRequest request) {
        synchronized (store) {
            Optional<Release> known =
                    loop.call(() -> Optional.ofNullable(state.releases().get(version)));
            Release release =
                    Release.of(version, request, store.keep(version, request, known), directory.release(version));
            return register(version, release, request.secretEnvironment());
        }
    }

    private FleetStatus register(String version, Release release, Map<String, String> secretEnvironment) {
        return change(() -> state.withRelease(release), () -> {
            secrets.put(version, secretEnvironment);
            for (Slot slot : List.copyOf(state.slots().values())) {
                if (slot.version().equals(version) && slot.failure().startsWith(NEEDS_SECRETS)) {
                    remember(state.withSlot(slot.stopped("")));
                    reconcile(slot.id());
                }
            }
        });
    }

    FleetStatus desire(int instances) {
        if (instances < 0) {
            throw Refusal.badRequest("instances: expected 0 or more, found " + instances);
        }
        return change(() -> state.withDesired(instances), () -> {});
    }

    /** Lets an instance run a version and take requests, whatever was planned for it before. */
    FleetStatus run(String id, String version) {
        return change(
                () -> {
                    if (!state.releases().containsKey(version)) {
                        throw Refusal.notFound("Version " + version + " is not registered; known are "
                                + new TreeSet<>(state.releases().keySet()) + ". Register it with PUT /v1/releases/"
                                + version);
                    }
                    Slot slot = state.slots().get(id);
                    return state.withSlot(slot == null ? Slot.of(id, version) : slot.wanting(version));
                },
                () -> {
                    Worker worker = workers.get(id);
                    if (worker != null && !worker.stopping()) {
                        worker.backend().ifPresent(backend -> backend.accept(true));
                    }
                    planRetirement(id);
                    reconcile(id);
                });
    }

    FleetStatus drain(String id) {
        return change(
                () -> {
                    if (!state.slots().containsKey(id)) {
                        throw Refusal.notFound("There is no instance " + id + " to drain; there are "
                                + new TreeSet<>(state.slots().keySet()));
                    }
                    return state.change(id, Slot::drained);
                },
                () -> Optional.ofNullable(workers.get(id))
                        .flatMap(Worker::backend)
                        .ifPresent(backend -> backend.accept(false)));
    }

    /** Stops an instance, now or later; one that is not there is gone already. */
    FleetStatus remove(String id, Duration after) {
        boolean later = after.compareTo(Duration.ZERO) > 0;
        return change(
                () -> state.change(
                        id,
                        slot -> later && !slot.removing()
                                ? slot.retiring(Optional.of(Instant.now().plus(after)))
                                : slot.leaving()),
                () -> {
                    planRetirement(id);
                    reconcile(id);
                });
    }

    /** @param required how many instances make the full capacity; default: the desired number */
    FleetStatus route(Map<String, Integer> shares, Optional<Integer> required) {
        return change(
                () -> {
                    Map<String, Integer> wanted = shares.entrySet().stream()
                            .filter(share -> share.getValue() == null || share.getValue() != 0)
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, share -> share.getValue() == null ? -1 : share.getValue()));
                    if (!wanted.equals(state.traffic())) {
                        TrafficRule.check(
                                wanted, state.traffic(), capacity(), required.orElse(state.desired()));
                    }
                    return state.withTraffic(wanted);
                },
                () -> {});
    }

    /** Takes up what an earlier fleet left: its living processes, and those that should live. */
    void recover() {
        loop.call(() -> {
            for (Slot slot : List.copyOf(state.slots().values())) {
                recover(slot);
            }
            publish();
            return null;
        });
    }

    /** Whether any process that was healthy under an earlier fleet still waits for its first probe. */
    boolean settling() {
        return loop.call(() -> workers.values().stream()
                .anyMatch(worker -> worker.health() == InstanceHealth.STARTING
                        && worker.message().isEmpty()
                        && worker.incarnation().map(Incarnation::healthy).orElse(false)));
    }

    /**
     * Stops every process; the instances stay written down, and come back with the next start.
     *
     * @return how long that can take
     */
    Duration stopAll() {
        return loop.call(() -> {
            stopping = true;
            retirements.values().forEach(retirement -> retirement.cancel(false));
            List.copyOf(workers.values()).forEach(Worker::stop);
            return workers.values().stream()
                    .filter(worker -> !worker.gone())
                    .map(worker -> worker.stopTimeout().multipliedBy(2).plusSeconds(2))
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
        });
    }

    boolean allStopped() {
        return loop.call(() -> workers.values().stream().allMatch(Worker::gone));
    }

    private void recover(Slot slot) {
        Optional<Incarnation> before = slot.process();
        Optional<ProcessHandle> found =
                before.flatMap(incarnation -> machinery.spawner().find(slot.id(), incarnation));
        if (found.isPresent()) {
            Release release = state.releases().get(before.get().version());
            LOG.log(
                    System.Logger.Level.INFO,
                    "Found " + slot.id() + " (" + release.version() + ") again, process "
                            + found.get().pid());
            Worker worker = worker(slot.id(), release);
            worker.adopt(before.get(), found.get());
            worker.backend().ifPresent(backend -> backend.accept(!slot.draining()));
        } else if (before.isPresent()) {
            remember(state.withSlot(slot.stopped("")));
        }
        planRetirement(slot.id());
        reconcile(slot.id());
    }

    /** Makes the processes of an instance what was asked for. */
    private void reconcile(String id) {
        Slot slot = state.slots().get(id);
        if (slot == null) {
            return;
        }
        Worker worker = workers.get(id);
        if (worker != null && !worker.gone()) {
            if (slot.removing() || !worker.version().equals(slot.version())) {
                worker.stop();
            }
        } else if (slot.removing()) {
            workers.remove(id);
            stoppedSince.remove(id);
            remember(state.without(id));
        } else if (slot.failure().isEmpty() && !stopping) {
            start(slot);
        }
    }

    private void start(Slot slot) {
        Release release = state.releases().get(slot.version());
        Map<String, String> known = secrets.getOrDefault(slot.version(), Map.of());
        TreeSet<String> missing = new TreeSet<>(release.secretNames());
        missing.removeAll(known.keySet());
        if (missing.isEmpty()) {
            worker(slot.id(), release).start();
        } else {
            workers.remove(slot.id());
            stoppedSince.put(slot.id(), Instant.now());
            remember(state.withSlot(slot.stopped(NEEDS_SECRETS + release.version() + " with PUT /v1/releases/"
                    + release.version() + " (" + String.join(", ", missing) + ")")));
        }
    }

    private Worker worker(String id, Release release) {
        Worker worker =
                new Worker(machinery, id, release, secrets.getOrDefault(release.version(), Map.of()), this::changed);
        workers.put(id, worker);
        return worker;
    }

    private void changed(Worker worker) {
        if (workers.get(worker.id()) != worker) {
            return;
        }
        boolean died = worker.gone() && !worker.stopping();
        if (died) {
            LOG.log(System.Logger.Level.WARNING, worker.id() + " (" + worker.version() + ") " + worker.message());
        }
        remember(state.change(worker.id(), slot -> worker.incarnation()
                .map(slot::running)
                .orElseGet(
                        () -> slot.stopped(died && worker.version().equals(slot.version()) ? worker.message() : ""))));
        if (worker.gone()) {
            stoppedSince.put(worker.id(), worker.since());
            reconcile(worker.id());
        }
        publish();
    }

    private void planRetirement(String id) {
        Optional.ofNullable(retirements.remove(id)).ifPresent(planned -> planned.cancel(false));
        Optional.ofNullable(state.slots().get(id))
                .flatMap(Slot::retireAt)
                .ifPresent(at ->
                        retirements.put(id, loop.schedule(Duration.between(Instant.now(), at), () -> retire(id))));
    }

    /** An instance whose version has come back into traffic since is kept. */
    private void retire(String id) {
        Slot slot = state.slots().get(id);
        if (slot == null || slot.retireAt().isEmpty()) {
            return;
        }
        if (state.traffic().getOrDefault(slot.version(), 0) > 0) {
            LOG.log(System.Logger.Level.INFO, "Kept " + id + ": " + slot.version() + " takes traffic again");
            remember(state.withSlot(slot.retiring(Optional.empty())));
        } else {
            remember(state.withSlot(slot.leaving()));
            reconcile(id);
            publish();
        }
    }

    private FleetStatus change(Supplier<FleetState> decision, Runnable effect) {
        return loop.call(() -> {
            if (stopping) {
                throw Refusal.conflict("The fleet is stopping");
            }
            FleetState next = decision.get();
            try {
                if (!next.equals(state)) {
                    directory.save(next);
                }
            } catch (IOException e) {
                throw Refusal.failed("Nothing was changed, because the fleet's state could not be written: "
                        + StateDirectory.describe(e));
            }
            state = next;
            effect.run();
            publish();
            return describe();
        });
    }

    /** Writes down what has happened already; should that fail, the next change writes it too. */
    private void remember(FleetState next) {
        if (next.equals(state)) {
            return;
        }
        state = next;
        try {
            directory.save(next);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "The fleet's state could not be written: " + StateDirectory.describe(e));
        }
    }

    private void publish() {
        router.route(
                state.traffic(),
                ready().stream().map(worker -> worker.backend().orElseThrow()).toList());
    }

    private Map<String, Long> capacity() {
        return ready().stream().collect(Collectors.groupingBy(Worker::version, Collectors.counting()));
    }

    private Collection<Worker> ready() {
        return workers.values().stream()
                .filter(worker -> worker.health() == InstanceHealth.HEALTHY && !worker.stopping())
                .filter(worker -> Optional.ofNullable(state.slots().get(worker.id()))
                        .map(slot -> !slot.draining() && slot.version().equals(worker.version()))
                        .orElse(false))
                .toList();
    }

    private FleetStatus describe() {
        return new FleetStatus(
                listen,
                state.desired(),
                new TreeMap<>(state.slots())
                        .values().stream()
                                .map(slot -> InstanceReport.of(
                                        slot, Optional.ofNullable(workers.get(slot.id())), stoppedSince.get(slot.id())))
                                .toList(),
                new TreeMap<>(state.traffic()),
                tally.counters(),
                tally.totals());
    }
}
