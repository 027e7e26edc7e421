package io.jenkins.plugins.deploymentworkflow.ledger;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One operation on an environment, as its ledger tells it.
 *
 * @param started what was asked for, by whom, from where
 * @param startedAt when
 * @param trigger why it was taken back; empty when it was not
 * @param abortedBy who asked for its end; empty when nobody did
 * @param verdicts the last of each gate, in the order in which the gates first spoke
 * @param end how it ended; empty while it is under way, and after a crash until it is resumed
 * @param endedAt when
 * @param understood whether every event is known to this version of the program; only then may it be resumed by it
 */
public record Deployment(
        Event.Started started,
        Instant startedAt,
        String trigger,
        String abortedBy,
        List<Verdict> verdicts,
        Optional<Event.Ended> end,
        Optional<Instant> endedAt,
        boolean understood) {
    static final Set<String> DEPLOYING = Set.of("stage", "promote", "rollback");

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

    public boolean succeeded() {
        return outcome().equals(Optional.of(Outcome.SUCCEEDED));
    }

    /** Whether it is one of the operations that change which version serves: stage, promote, rollback. */
    public boolean deploys() {
        return DEPLOYING.contains(operation());
    }

    /** The version that serves after it; empty when none does, or none is known to. */
    Optional<String> leaves() {
        return Optional.of(end.orElseThrow().leaves(started)).filter(version -> !version.isEmpty());
    }
}
