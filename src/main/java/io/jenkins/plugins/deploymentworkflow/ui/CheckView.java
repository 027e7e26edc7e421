package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.Duration;

/** The result of one check. */
public record CheckView(Event.Check check) {
    public String getName() {
        return check.name();
    }

    /** {@code passed} or {@code failed}. */
    public String getVerdict() {
        return check.passed() ? "passed" : "failed";
    }

    /** The name of Jenkins' own symbol for the verdict. */
    public String getSymbol() {
        return check.passed() ? "symbol-status-blue" : "symbol-status-red";
    }

    public String getDuration() {
        return Durations.format(Duration.ofMillis(check.durationMillis()));
    }

    public int getAttempts() {
        return check.attempts();
    }

    public String getMessage() {
        return check.message();
    }
}
