package io.jenkins.plugins.deploymentworkflow.ledger;

import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One operation on an environment, from its first and its last entry.
 *
 * @param started what was asked for, by whom, from where
 * @param end how it ended; empty while it is under way, and after a crash until it is resumed
 */
public record Summary(Event.Started started, Instant startedAt, Optional<Event.Ended> end, Optional<Instant> endedAt) {
    public String id() {
        return started.deployment();
    }

    public String operation() {
        return started.operation();
    }

    public String version() {
        return started.version();
    }

    /** The version that served before, empty when none did. */
    public String previousVersion() {
        return started.previousVersion();
    }

    public String strategy() {
        return started.strategy();
    }

    public String actor() {
        return started.origin().actor();
    }

    /** The build's address, empty outside Jenkins. */
    public String build() {
        return started.origin().build();
    }

    /** Where its builds are found: the build's address without the build, empty outside Jenkins. */
    public String source() {
        return IndexRow.source(started);
    }

    public String commit() {
        return started.origin().commit();
    }

    public Optional<Outcome> outcome() {
        return end.map(Event.Ended::outcome);
    }

    /** Why it ended as it did; empty while it is under way. */
    public String reason() {
        return end.map(Event.Ended::reason).orElse("");
    }

    /** From start to end, empty while it is under way; zero when the clock went back meanwhile. */
    public Optional<Duration> duration() {
        return endedAt.map(at -> Duration.between(startedAt, at)).map(d -> d.isNegative() ? Duration.ZERO : d);
    }
}
