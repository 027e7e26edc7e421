package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.ui.Requests.Span;
import io.jenkins.plugins.deploymentworkflow.ui.Steps.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What was seen of a fleet over time.
 *
 * @param traffic shares by version
 * @param instances by version
 * @param requests by version; a span is as long as {@code span}
 */
record Seen(
        List<Step<Map<String, Share>>> traffic,
        List<Step<Map<String, Instances>>> instances,
        Map<String, List<Span>> requests,
        Duration span) {

    /** How many of a version's instances are healthy, and how many there are. */
    record Instances(int healthy, int all) {}

    boolean nothing() {
        return traffic.isEmpty() && instances.isEmpty();
    }

    /** Every version that had traffic or instances, by name. */
    TreeSet<String> versions() {
        TreeSet<String> versions = new TreeSet<>();
        traffic.forEach(step -> step.value().forEach((version, share) -> {
            if (share.compareTo(Share.ZERO) > 0) {
                versions.add(version);
            }
        }));
        instances.forEach(step -> versions.addAll(step.value().keySet()));
        return versions;
    }
}
