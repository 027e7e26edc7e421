package io.jenkins.plugins.deploymentworkflow.analysis;

import java.time.Instant;
import java.util.Map;

/**
 * The counters of every version at one moment.
 *
 * @param counters per version, counted since the router began
 */
public record Sample(Instant at, Map<String, Counters> counters) {
    public Counters of(String version) {
        return counters.getOrDefault(version, Counters.NONE);
    }
}
