package io.jenkins.plugins.deploymentworkflow.fleet;

import io.jenkins.plugins.deploymentworkflow.fleet.FleetState.Incarnation;
import io.jenkins.plugins.deploymentworkflow.fleet.FleetState.Slot;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceHealth;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceStatus;
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

/**
 * Makes the processes of the instances what the fleet's memory says they are to be: starts and stops them, finds those of
 * an earlier fleet again, and retires instances when their time has come. Everything here runs on the fleet's own thread.
 */
final class Crew {
    private static final System.Logger LOG = System.getLogger(Crew.class.getName());
    private static final String NEEDS_SECRETS = "needs secrets: re-register ";

    private final Memory memory;
    private final Worker.Machinery machinery;
    private final Runnable published;
    private final Map<String, Worker> workers = new TreeMap<>();
    private final Map<String, Map<String, String>> secrets = new HashMap<>();
    private final Map<String, Future<?>> retirements = new HashMap<>();
    private final Map<String, Instant> stoppedSince = new HashMap<>();
    private boolean stopping;

    /** @param published lets the router know which instances can take requests now */
    Crew(Memory memory, Worker.Machinery machinery, Runnable published) {
        this.memory = memory;
        this.machinery = machinery;
        this.published = published;
    }

    /** Takes in the secrets of a version, and starts the instances that waited for them. */
    void trust(String version, Map<String, String> secretEnvironment) {
        secrets.put(version, secretEnvironment);
        for (Slot slot : List.copyOf(memory.state().slots().values())) {
            if (slot.version().equals(version) && slot.failure().startsWith(NEEDS_SECRETS)) {
                memory.remember(memory.state().withSlot(slot.stopped("")));
                reconcile(slot.id());
            }
        }
    }

    /** Forgets the secrets of every other version. */
    void distrustAllBut(Collection<String> versions) {
        secrets.keySet().retainAll(versions);
    }

    /** Lets the instance's process take requests, or no new ones. */
    void accept(String id, boolean open) {
        Optional.ofNullable(workers.get(id))
                .filter(worker -> !open || !worker.stopping())
                .flatMap(Worker::backend)
                .ifPresent(backend -> backend.accept(open));
    }

    /** Takes up what an earlier fleet left: its living processes, and those that should live. */
    void recover() {
        List.copyOf(memory.state().slots().values()).forEach(this::recover);
    }

    /** Whether any process that was healthy under an earlier fleet still waits for its first probe. */
    boolean settling() {
        return workers.values().stream()
                .anyMatch(worker -> worker.health() == InstanceHealth.STARTING
                        && worker.message().isEmpty()
                        && worker.incarnation().map(Incarnation::healthy).orElse(false));
    }

    boolean stopping() {
        return stopping;
    }

    /** Stops every process for good; says how long that can take. */
    Duration stopAll() {
        stopping = true;
        retirements.values().forEach(retirement -> retirement.cancel(false));
        List.copyOf(workers.values()).forEach(Worker::stop);
        return workers.values().stream()
                .filter(worker -> !worker.gone())
                .map(worker -> worker.stopTimeout().multipliedBy(2).plusSeconds(2))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    boolean allStopped() {
        return workers.values().stream().allMatch(Worker::gone);
    }

    private void recover(Slot slot) {
        Optional<Incarnation> before = slot.process();
        Optional<ProcessHandle> found =
                before.flatMap(incarnation -> machinery.spawner().find(slot.id(), incarnation));
        if (found.isPresent()) {
            Release release = memory.state().releases().get(before.get().version());
            LOG.log(
                    System.Logger.Level.INFO,
                    "Found " + slot.id() + " (" + release.version() + ") again, process "
                            + found.get().pid());
            Worker worker = worker(slot.id(), release);
            worker.adopt(before.get(), found.get());
            worker.backend().ifPresent(backend -> backend.accept(!slot.draining()));
        } else if (before.isPresent()) {
            memory.remember(memory.state().withSlot(slot.stopped("")));
        }
        planRetirement(slot.id());
        reconcile(slot.id());
    }

    /** Makes the processes of an instance what was asked for. */
    void reconcile(String id) {
        Slot slot = memory.state().slots().get(id);
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
            memory.remember(memory.state().without(id));
        } else if (slot.failure().isEmpty() && !stopping) {
            start(slot);
        }
    }

    private void start(Slot slot) {
        Release release = memory.state().releases().get(slot.version());
        Map<String, String> known = secrets.getOrDefault(slot.version(), Map.of());
        TreeSet<String> missing = new TreeSet<>(release.secretNames());
        missing.removeAll(known.keySet());
        if (missing.isEmpty()) {
            worker(slot.id(), release).start();
        } else {
            workers.remove(slot.id());
            stoppedSince.put(slot.id(), Instant.now());
            memory.remember(memory.state()
                    .withSlot(slot.stopped(NEEDS_SECRETS + release.version() + " with PUT /v1/releases/"
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
        memory.remember(memory.state().change(worker.id(), slot -> worker.incarnation()
                .map(slot::running)
                .orElseGet(
                        () -> slot.stopped(died && worker.version().equals(slot.version()) ? worker.message() : ""))));
        if (worker.gone()) {
            stoppedSince.put(worker.id(), worker.since());
            reconcile(worker.id());
        }
        published.run();
    }

    void planRetirement(String id) {
        Optional.ofNullable(retirements.remove(id)).ifPresent(planned -> planned.cancel(false));
        Optional.ofNullable(memory.state().slots().get(id))
                .flatMap(Slot::retireAt)
                .ifPresent(at -> retirements.put(
                        id, machinery.loop().schedule(Duration.between(Instant.now(), at), () -> retire(id))));
    }

    /** An instance whose version has come back into traffic since is kept. */
    private void retire(String id) {
        Slot slot = memory.state().slots().get(id);
        if (slot == null || slot.retireAt().isEmpty()) {
            return;
        }
        if (memory.state().traffic().getOrDefault(slot.version(), 0) > 0) {
            LOG.log(System.Logger.Level.INFO, "Kept " + id + ": " + slot.version() + " takes traffic again");
            memory.remember(memory.state().withSlot(slot.retiring(Optional.empty())));
        } else {
            memory.remember(memory.state().withSlot(slot.leaving()));
            reconcile(id);
            published.run();
        }
    }

    /** Those that can take requests. */
    Collection<Worker> ready() {
        return workers.values().stream()
                .filter(worker -> worker.health() == InstanceHealth.HEALTHY && !worker.stopping())
                .filter(worker -> Optional.ofNullable(memory.state().slots().get(worker.id()))
                        .map(slot -> !slot.draining() && slot.version().equals(worker.version()))
                        .orElse(false))
                .toList();
    }

    InstanceStatus describe(Slot slot) {
        return InstanceReport.of(slot, Optional.ofNullable(workers.get(slot.id())), stoppedSince.get(slot.id()));
    }
}
