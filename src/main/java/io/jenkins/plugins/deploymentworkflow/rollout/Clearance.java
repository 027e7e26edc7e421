package io.jenkins.plugins.deploymentworkflow.rollout;

import java.time.Instant;
import java.util.Optional;

/** Whether a deployment that had to wait before it touched anything may still begin. */
public interface Clearance {
    /** What speaks against it now; empty when nothing does. */
    Optional<String> objection(Instant now);

    /** Nothing ever speaks against it. */
    static Clearance always() {
        return now -> Optional.empty();
    }
}
