package io.jenkins.plugins.deploymentworkflow.strategy;

import java.time.Duration;

/** What plans in tests have in common. */
final class Plans {
    private Plans() {}

    static Bounds bounds(Duration bake) {
        return new Bounds(
                Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofSeconds(10), bake, Duration.ofHours(1));
    }
}
