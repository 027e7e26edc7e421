package io.jenkins.plugins.deploymentworkflow.analysis;

import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.io.Serializable;
import java.time.Duration;

/**
 * What a gate has found, with everything needed to check it by hand.
 *
 * @param gate the gate's name, for example {@code traffic.errorRate}
 * @param state what was found
 * @param severity how grave a failure of this gate is
 * @param version the version that was judged
 * @param value what was measured, in the gate's own words ({@code 12.4%}, {@code 2.31s}), empty without data
 * @param threshold what it was held against, for example {@code > 5%}
 * @param samples how many requests or measurements it rests on
 * @param window the time they were taken in
 * @param rule the rule as configured
 */
public record Verdict(
        String gate,
        State state,
        Severity severity,
        String version,
        String value,
        String threshold,
        long samples,
        Duration window,
        String rule)
        implements Serializable {

    /** The verdict in one sentence, with all that is needed to check it. */
    public String sentence() {
        String found =
                switch (state) {
                    case NO_DATA -> "has no data: " + samples + " samples in " + Durations.format(window);
                    case PENDING -> "waits for data: " + samples + " samples in " + Durations.format(window);
                    case PASS -> "passed: found " + value + " from " + samples + " samples in "
                            + Durations.format(window);
                    case FAIL -> "failed: found " + value + " (" + threshold + ") from " + samples + " samples in "
                            + Durations.format(window);
                };
        return "gate " + gate + " on " + version + " " + found + "; rule: " + rule;
    }

    /** What a gate can find. */
    public enum State {
        /** Data, and all is well. */
        PASS,
        /** Not enough data yet; time is left. */
        PENDING,
        /** Not enough data, and no time left. */
        NO_DATA,
        /** Data, and over the threshold. */
        FAIL
    }

    /** How grave a failure is, as Prometheus alerting rules name it. */
    public enum Severity {
        CRITICAL,
        WARNING
    }
}
