package io.jenkins.plugins.deploymentworkflow.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which instances take requests, at one moment: a request sees the shares before a change or those after it, never a
 * mix. Versions without a share take none, even when nothing else is left: they may not have been accepted yet.
 */
final class Routes {
    private final Map<String, Integer> shares;
    private final WeightedCycle cycle;
    private final Map<String, List<Backend>> ready;
    private final List<String> byShare;

    private Routes(Map<String, Integer> shares, WeightedCycle cycle, Map<String, List<Backend>> ready) {
        this.shares = shares;
        this.cycle = cycle;
        this.ready = ready;
        this.byShare = shares.keySet().stream()
                .sorted(Comparator.comparing((String version) -> -shares.get(version))
                        .thenComparing(version -> version))
                .toList();
    }

    static Routes none() {
        return new Routes(Map.of(), new WeightedCycle(Map.of()), Map.of());
    }

    /** The next routes; the cycle goes on where it was when the shares are the same. */
    Routes next(Map<String, Integer> newShares, Collection<Backend> backends) {
        WeightedCycle newCycle = newShares.equals(shares) ? cycle : new WeightedCycle(newShares);
        return new Routes(
                Map.copyOf(newShares),
                newCycle,
                backends.stream().collect(Collectors.groupingBy(Backend::version, Collectors.toUnmodifiableList())));
    }

    /** The version that the next request is meant for; empty when no traffic was set. */
    Optional<String> turn() {
        return Optional.ofNullable(cycle.next());
    }

    /**
     * Claims an instance: of the version meant, else of the one with the largest share that has one; among its
     * instances the one that was not tried before, then the one with the fewest requests in flight.
     */
    Optional<Backend> claim(String version, Collection<Backend> tried) {
        List<String> order = new ArrayList<>();
        order.add(version);
        byShare.stream().filter(other -> !other.equals(version)).forEach(order::add);
        for (boolean again : new boolean[] {false, true}) {
            for (String each : order) {
                Optional<Backend> found = ready.getOrDefault(each, List.of()).stream()
                        .filter(backend -> again || !tried.contains(backend))
                        .sorted(Comparator.comparingInt(Backend::inFlight))
                        .filter(Backend::claim)
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
