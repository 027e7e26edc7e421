package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;

/** What a gate found, with everything that is needed to check it. */
public record VerdictView(Verdict verdict) {
    public String getGate() {
        return verdict.gate();
    }

    public String getState() {
        return switch (verdict.state()) {
            case PASS -> "passed";
            case FAIL -> "failed";
            case NO_DATA -> "no data";
            case PENDING -> "waits for data";
        };
    }

    /** The name of Jenkins' own symbol for the state. */
    public String getSymbol() {
        return switch (verdict.state()) {
            case PASS -> "symbol-status-blue";
            case FAIL -> "symbol-status-red";
            case NO_DATA -> "symbol-status-yellow";
            case PENDING -> "symbol-status-nobuilt";
        };
    }

    public String getVersion() {
        return verdict.version();
    }

    public String getValue() {
        return verdict.value();
    }

    public String getThreshold() {
        return verdict.threshold();
    }

    public long getSamples() {
        return verdict.samples();
    }

    public String getWindow() {
        return Durations.format(verdict.window());
    }

    public String getRule() {
        return verdict.rule();
    }
}
