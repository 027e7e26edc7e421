package io.jenkins.plugins.deploymentworkflow.ledger;

import java.time.Duration;

/**
 * Asks to be the one that deploys to an environment.
 *
 * @param owner who asks, in words for a person who is refused: {@code storefront #12 by alice}
 * @param deployment what for; the same deployment may ask again
 * @param duration how long without a renewal; positive
 */
public record LeaseRequest(String owner, String deployment, Duration duration) {
    /** @throws IllegalArgumentException when the duration is not positive */
    public LeaseRequest {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("a lease lasts longer than nothing, found " + duration);
        }
    }
}
