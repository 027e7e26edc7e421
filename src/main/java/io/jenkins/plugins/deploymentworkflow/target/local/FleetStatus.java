package io.jenkins.plugins.deploymentworkflow.target.local;

import io.jenkins.plugins.deploymentworkflow.analysis.Counters;
import java.util.List;
import java.util.Map;

/**
 * What the fleet runs, routes and has counted.
 *
 * @param listen where it serves the application's traffic: {@code host:port}
 * @param desired how many instances make the full capacity
 * @param instances every instance it knows, by id
 * @param traffic the share of each version in basis points; sums to 10,000, or is empty before it was first set
 * @param counters what each version has answered since the fleet started
 * @param totals what the clients have seen since the fleet started
 */
public record FleetStatus(
        String listen,
        int desired,
        List<InstanceStatus> instances,
        Map<String, Integer> traffic,
        Map<String, Counters> counters,
        FleetTotals totals) {}
