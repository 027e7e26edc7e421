package io.jenkins.plugins.deploymentworkflow.verification;

import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.Duration;

/**
 * What one attempt found.
 *
 * @param message what was expected and what was found; empty when it passed
 */
record ProbeResult(boolean passed, Duration elapsed, String message) {
    static ProbeResult passed(Duration elapsed) {
        return new ProbeResult(true, elapsed, "");
    }

    static ProbeResult failed(Duration elapsed, String message) {
        return new ProbeResult(false, elapsed, message);
    }

    /** Ends a message: {@code after 31ms}. */
    static String after(Duration elapsed) {
        return "after " + Durations.format(Duration.ofMillis(elapsed.toMillis()));
    }
}
