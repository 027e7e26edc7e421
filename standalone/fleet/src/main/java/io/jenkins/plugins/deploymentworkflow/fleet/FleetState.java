package io.jenkins.plugins.deploymentworkflow.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Everything a fleet has to remember: what it was told, and which process stands for which instance. Kept on disk, so
 * no secret is in it.
 *
 * @param desired how many instances make the full capacity
 * @param releases how to run each version
 * @param slots the instances by id, also those that are being stopped
 * @param traffic the versions' shares in basis points
 * @param registered the versions that were registered last, newest first
 * @param served the versions that had all of the traffic last, newest first: what to go back to
 */
record FleetState(
        int desired,
        Map<String, Release> releases,
        Map<String, Slot> slots,
        Map<String, Integer> traffic,
        List<String> registered,
        List<String> served) {
    static final FleetState EMPTY = new FleetState(0, Map.of(), Map.of(), Map.of(), List.of(), List.of());

    /** So many of the last versions are kept although nothing runs them. */
    static final int KEPT = 5;

    private static final int ALL = 10_000;

    FleetState {
        releases = Map.copyOf(releases);
        slots = Map.copyOf(slots);
        traffic = Map.copyOf(traffic);
        // A state that was written before these were kept has none, and nobody knows which of its releases are old.
        registered = registered == null ? List.copyOf(releases.keySet()) : List.copyOf(registered);
        served = served == null ? List.of() : List.copyOf(served);
    }

    /**
     * One instance as it was asked for.
     *
     * @param version what it is to run
     * @param removing whether it is to go once its process is gone
     * @param draining whether it was told to take no new requests
     * @param retireAt when it is to go by itself
     * @param process what runs for it, which may still be another version
     * @param failure why it has no process although it should; empty when there is no such reason
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Slot(
            String id,
            String version,
            boolean removing,
            boolean draining,
            Optional<Instant> retireAt,
            Optional<Incarnation> process,
            String failure) {
        static Slot of(String id, String version) {
            return new Slot(id, version, false, false, Optional.empty(), Optional.empty(), "");
        }

        /** The instance taking requests with this version, whatever was planned for it before. */
        Slot wanting(String newVersion) {
            return new Slot(id, newVersion, false, false, Optional.empty(), process, "");
        }

        Slot drained() {
            return new Slot(id, version, removing, true, retireAt, process, failure);
        }

        Slot leaving() {
            return new Slot(id, version, true, draining, Optional.empty(), process, failure);
        }

        Slot retiring(Optional<Instant> at) {
            return new Slot(id, version, removing, draining, at, process, failure);
        }

        Slot running(Incarnation incarnation) {
            return new Slot(id, version, removing, draining, retireAt, Optional.of(incarnation), "");
        }

        Slot stopped(String why) {
            return new Slot(id, version, removing, draining, retireAt, Optional.empty(), why);
        }
    }

    /**
     * One process of an instance.
     *
     * @param port where it listens on 127.0.0.1
     * @param pid 0 while it is being started
     * @param startedAt with the pid, what makes sure that it is this process and no later one of the same number
     * @param healthy whether it was healthy when this was written
     */
    record Incarnation(String version, int port, long pid, Instant startedAt, boolean healthy) {}

    FleetState withDesired(int instances) {
        return new FleetState(instances, releases, slots, traffic, registered, served);
    }

    FleetState withTraffic(Map<String, Integer> shares) {
        List<String> serving = shares.entrySet().stream()
                .filter(share -> share.getValue() == ALL)
                .map(Map.Entry::getKey)
                .findFirst()
                .map(version -> newestFirst(version, served))
                .orElse(served);
        return new FleetState(desired, releases, slots, shares, registered, serving);
    }

    FleetState withRelease(Release release) {
        Map<String, Release> next = new TreeMap<>(releases);
        next.put(release.version(), release);
        return new FleetState(desired, next, slots, traffic, newestFirst(release.version(), registered), served);
    }

    /**
     * Without the releases that nobody needs: no instance is to run or runs them, they have no traffic, and are neither
     * among the last that were registered nor among the last that served.
     */
    FleetState pruned() {
        Set<String> needed = new TreeSet<>(traffic.keySet());
        needed.addAll(registered);
        needed.addAll(served);
        slots.values().forEach(slot -> {
            needed.add(slot.version());
            slot.process().ifPresent(process -> needed.add(process.version()));
        });
        Map<String, Release> next = new TreeMap<>(releases);
        next.keySet().retainAll(needed);
        return new FleetState(desired, next, slots, traffic, registered, served);
    }

    private static List<String> newestFirst(String version, List<String> before) {
        return Stream.concat(Stream.of(version), before.stream().filter(other -> !other.equals(version)))
                .limit(KEPT)
                .toList();
    }

    FleetState withSlot(Slot slot) {
        Map<String, Slot> next = new TreeMap<>(slots);
        next.put(slot.id(), slot);
        return new FleetState(desired, releases, next, traffic, registered, served);
    }

    FleetState without(String id) {
        Map<String, Slot> next = new TreeMap<>(slots);
        next.remove(id);
        return new FleetState(desired, releases, next, traffic, registered, served);
    }

    /** With the slot changed, or as it is when there is none of that id. */
    FleetState change(String id, UnaryOperator<Slot> change) {
        Slot slot = slots.get(id);
        return slot == null ? this : withSlot(change.apply(slot));
    }
}
