package io.jenkins.plugins.deploymentworkflow.ledger;

import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment that has begun and not ended.
 *
 * @param action what was begun last and has not ended, empty between two actions
 * @param held what it waits for a person for, empty when it does not
 * @param heldUntil for how long at most
 * @param takenBack why it is being taken back, empty when it is not
 * @param abortedBy who asked for its end, empty when nobody did
 * @param traffic per version, as last seen
 */
public record Underway(
        Summary summary,
        String action,
        String held,
        Optional<Instant> heldUntil,
        String takenBack,
        String abortedBy,
        Map<String, Share> traffic) {
    /** {@code deploying}, {@code held} or {@code rolling-back}. */
    public String phase() {
        return !held.isEmpty() ? "held" : takenBack.isEmpty() ? "deploying" : "rolling-back";
    }
}
