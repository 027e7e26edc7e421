package io.jenkins.plugins.deploymentworkflow.environment;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * When an instance counts as healthy.
 *
 * @param probe how to ask it; default HTTP {@code /health}
 * @param interval between two checks of one instance; default 1 s
 * @param healthyAfter successes in a row that make it healthy, 1 or more; default 3
 * @param unhealthyAfter failures in a row that make it unhealthy, 1 or more; default 3
 * @param timeout the longest that a started instance may take to become healthy; default 30 s
 * @param grace after its start, failures do not count for so long (as the start period of Compose); default 0 s
 * @param checkTimeout the longest that one check may take; default 2 s
 */
public record HealthSettings(
        Probe probe,
        Duration interval,
        int healthyAfter,
        int unhealthyAfter,
        Duration timeout,
        Duration grace,
        Duration checkTimeout) {

    /** What applies when the file has no {@code health}. */
    public static final HealthSettings DEFAULT = new HealthSettings(
            new Probe.Http("/health"),
            Duration.ofSeconds(1),
            3,
            3,
            Duration.ofSeconds(30),
            Duration.ZERO,
            Duration.ofSeconds(2));

    /** How an instance is asked whether it is well. */
    public sealed interface Probe {
        /**
         * Healthy when a GET answers 200 to 399, as an HTTP probe of Kubernetes.
         *
         * @param path with its leading slash, on the instance's own port
         */
        record Http(String path) implements Probe {}

        /**
         * Healthy when a connection opens.
         *
         * @param port empty for the instance's own port
         */
        record Tcp(OptionalInt port) implements Probe {}

        /**
         * Healthy when the command ends with 0.
         *
         * @param text as in {@link Template}
         */
        record Command(String text) implements Probe {}
    }
}
