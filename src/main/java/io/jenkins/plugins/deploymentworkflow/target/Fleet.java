package io.jenkins.plugins.deploymentworkflow.target;

import io.jenkins.plugins.deploymentworkflow.analysis.Counters;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a target really runs, as observed at one moment.
 *
 * @param desired instances that carry the whole traffic
 * @param instances every instance, in the target's order
 * @param traffic share of traffic per version, empty when nothing serves
 * @param counters what the router counted per version; empty when it does not count
 */
public record Fleet(
        int desired, List<Instance> instances, Map<String, Share> traffic, Map<String, Counters> counters)
        implements Serializable {
    public Fleet {
        instances = new ArrayList<>(instances);
        traffic = new TreeMap<>(traffic);
        counters = new TreeMap<>(counters);
    }

    /** Instances of the version that are healthy and take new requests. */
    public int healthy(String version) {
        return (int) instances.stream()
                .filter(i -> i.version().equals(version) && i.healthy() && !i.draining())
                .count();
    }

    /** The part of the whole traffic that the version's healthy instances can carry. */
    public Share capacity(String version, int required) {
        return Share.ofRatio(healthy(version), required);
    }

    public Share share(String version) {
        return traffic.getOrDefault(version, Share.ZERO);
    }

    public List<Instance> of(String version) {
        return instances.stream().filter(i -> i.version().equals(version)).toList();
    }
}
