package io.jenkins.plugins.deploymentworkflow.rollout;

import java.time.Duration;

/**
 * How often the engine looks, and how long it tries.
 *
 * @param poll between two looks at something under way; abort is acted on within twice this
 * @param sample between two samples for the gates
 * @param cancel the longest wait for a cancelled effect to end before taking back begins
 * @param recovery the longest that taking back may try, from its start
 * @param rounds how many plans taking back may make before it asks for a person
 */
public record Pace(Duration poll, Duration sample, Duration cancel, Duration recovery, int rounds) {
    /** Looks every quarter of a second and samples at the interval given. */
    public static Pace sampling(Duration sample) {
        return new Pace(Duration.ofMillis(250), sample, Duration.ofSeconds(15), Duration.ofMinutes(30), 20);
    }
}
