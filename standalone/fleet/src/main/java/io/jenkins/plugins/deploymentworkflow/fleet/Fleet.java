package io.jenkins.plugins.deploymentworkflow.fleet;

import io.jenkins.plugins.deploymentworkflow.fleet.FleetState.Slot;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetStatus;
import io.jenkins.plugins.deploymentworkflow.target.local.ReleaseRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a fleet can be told: each operation is written down first, then made true. May be called from any thread; each
 * call does its work on the fleet's own.
 */
final class Fleet {
    private final StateDirectory directory;
    private final Loop loop;
    private final Router router;
    private final Tally tally;
    private final ReleaseStore store;
    private final String listen;
    private final Memory memory;
    private final Crew crew;

    Fleet(
            StateDirectory directory,
            FleetState state,
            Worker.Machinery machinery,
            Router router,
            Tally tally,
            String listen) {
        this.directory = directory;
        this.loop = machinery.loop();
        this.router = router;
        this.tally = tally;
        this.listen = listen;
        this.store = new ReleaseStore(directory);
        this.memory = new Memory(directory, state);
        this.crew = new Crew(memory, machinery, this::publish);
    }

    FleetStatus status() {
        return loop.call(this::describe);
    }

    /** Registers how to run a version. Instances that waited for its secrets start; releases that nobody needs go. */
    FleetStatus register(String version, ReleaseRequest request) {
        synchronized (store) {
            Optional<Release> known = loop.call(
                    () -> Optional.ofNullable(memory.state().releases().get(version)));
            Release release =
                    Release.of(version, request, store.keep(version, request, known), directory.release(version));
            FleetStatus status =
                    change(() -> memory.state().withRelease(release).pruned(), () -> {
                        crew.distrustAllBut(memory.state().releases().keySet());
                        crew.trust(version, request.secretEnvironment());
                    });
            store.discardAllBut(loop.call(() -> memory.state().releases().keySet()));
            return status;
        }
    }

    FleetStatus desire(int instances) {
        if (instances < 0) {
            throw Refusal.badRequest("instances: expected 0 or more, found " + instances);
        }
        return change(() -> memory.state().withDesired(instances), () -> {});
    }

    /** Lets an instance run a version and take requests, whatever was planned for it before. */
    FleetStatus run(String id, String version) {
        return change(
                () -> {
                    if (!memory.state().releases().containsKey(version)) {
                        throw Refusal.notFound("Version " + version + " is not registered; known are "
                                + new TreeSet<>(memory.state().releases().keySet())
                                + ". Register it with PUT /v1/releases/"
                                + version);
                    }
                    Slot slot = memory.state().slots().get(id);
                    return memory.state().withSlot(slot == null ? Slot.of(id, version) : slot.wanting(version));
                },
                () -> {
                    crew.accept(id, true);
                    crew.planRetirement(id);
                    crew.reconcile(id);
                });
    }

    FleetStatus drain(String id) {
        return change(
                () -> {
                    if (!memory.state().slots().containsKey(id)) {
                        throw Refusal.notFound("There is no instance " + id + " to drain; there are "
                                + new TreeSet<>(memory.state().slots().keySet()));
                    }
                    return memory.state().change(id, Slot::drained);
                },
                () -> crew.accept(id, false));
    }

    /** Stops an instance, now or later; one that is not there is gone already. */
    FleetStatus remove(String id, Duration after) {
        boolean later = after.compareTo(Duration.ZERO) > 0;
        return change(
                () -> memory.state()
                        .change(
                                id,
                                slot -> later && !slot.removing()
                                        ? slot.retiring(
                                                Optional.of(Instant.now().plus(after)))
                                        : slot.leaving()),
                () -> {
                    crew.planRetirement(id);
                    crew.reconcile(id);
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
                    if (!wanted.equals(memory.state().traffic())) {
                        TrafficRule.check(
                                wanted,
                                memory.state().traffic(),
                                capacity(),
                                required.orElse(memory.state().desired()));
                    }
                    return memory.state().withTraffic(wanted);
                },
                () -> {});
    }

    /** Takes up what an earlier fleet left: its living processes, and those that should live. */
    void recover() {
        loop.call(() -> {
            crew.recover();
            publish();
            return null;
        });
    }

    /** Whether any process that was healthy under an earlier fleet still waits for its first probe. */
    boolean settling() {
        return loop.call(crew::settling);
    }

    /**
     * Stops every process; the instances stay written down, and come back with the next start.
     *
     * @return how long that can take
     */
    Duration stopAll() {
        return loop.call(crew::stopAll);
    }

    boolean allStopped() {
        return loop.call(crew::allStopped);
    }

    private FleetStatus change(Supplier<FleetState> decision, Runnable effect) {
        return loop.call(() -> {
            if (crew.stopping()) {
                throw Refusal.conflict("The fleet is stopping");
            }
            memory.decide(decision.get());
            effect.run();
            publish();
            return describe();
        });
    }

    private void publish() {
        router.route(
                memory.state().traffic(),
                crew.ready().stream()
                        .map(worker -> worker.backend().orElseThrow())
                        .toList());
    }

    private Map<String, Long> capacity() {
        return crew.ready().stream().collect(Collectors.groupingBy(Worker::version, Collectors.counting()));
    }

    private FleetStatus describe() {
        return new FleetStatus(
                listen,
                memory.state().desired(),
                new TreeMap<>(memory.state().slots())
                        .values().stream().map(crew::describe).toList(),
                new TreeMap<>(memory.state().traffic()),
                tally.counters(),
                tally.totals());
    }
}
