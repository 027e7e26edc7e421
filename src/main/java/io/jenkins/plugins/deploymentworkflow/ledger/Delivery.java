package io.jenkins.plugins.deploymentworkflow.ledger;

import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * An operation that changes which version serves, as far as delivery is measured by it. Times are exact to the
 * millisecond.
 *
 * @param goesBack whether somebody asked to go back to an earlier version
 * @param version a number that stands for the version, the same for the same
 * @param previous for the version that served before; 0 for none
 * @param changedAt when the commit was made, or else the build began; empty when neither is known
 * @param turnedAt when the way forward was given up; empty when it was not
 */
public record Delivery(
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<Outcome> outcome,
        boolean goesBack,
        long version,
        long previous,
        Optional<Instant> changedAt,
        Optional<Instant> turnedAt) {
    public boolean succeeded() {
        return outcome.equals(Optional.of(Outcome.SUCCEEDED));
    }
}
