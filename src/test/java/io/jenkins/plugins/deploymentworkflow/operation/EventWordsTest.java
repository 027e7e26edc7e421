package io.jenkins.plugins.deploymentworkflow.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Phase;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The lines of a build log read well and say nothing twice. */
class EventWordsTest {
    private static final Instant AT = Instant.parse("2026-03-01T09:00:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final List<String> lines = new ArrayList<>();
    private final EventWords words = new EventWords("d-1");
    private int seconds;

    @Test
    void aReasonThatWasJustGivenIsNotRepeated() {
        tell(started("promote", "1.4.0", "1.3.0", "canary"));
        tell(new Event.Planned("d-1", Phase.FORWARD, 0, plan(new Action.Install("1.4.0", List.of("a"), LIMIT))));
        tell(new Event.ActionStarted("d-1", Phase.FORWARD, 0, 0, 0, "h"));
        tell(new Event.ActionEnded("d-1", Phase.FORWARD, 0, 0, Event.ActionOutcome.FAILED, "the disk is full"));
        tell(new Event.RollbackStarted("d-1", Event.Outcome.ROLLED_BACK, "the disk is full"));
        tell(new Event.Planned("d-1", Phase.ROLLBACK, 1, plan()));
        tell(new Event.Ended("d-1", Event.Outcome.ROLLED_BACK, "the disk is full", "1.3.0"));
        assertEquals(
                List.of(
                        "promote storefront 1.4.0 in production, canary, from 1.3.0 (d-1)",
                        "plan: 1 action",
                        "[1/1] install 1.4.0 on a",
                        "  FAILED after 1s: the disk is full",
                        "taking it back",
                        "plan to take it back: nothing to do",
                        "rolled-back, 1.3.0 serves"),
                lines);
    }

    @Test
    void anotherReasonIsGiven() {
        tell(started("promote", "1.4.0", "", "rolling"));
        tell(new Event.RollbackStarted("d-1", Event.Outcome.ABORTED, "aborted by alice: lunch"));
        tell(new Event.Ended("d-1", Event.Outcome.ABORTED, "aborted by alice: lunch", ""));
        assertEquals(
                List.of(
                        "promote storefront 1.4.0 in production, rolling (d-1)",
                        "taking it back: aborted by alice: lunch",
                        "aborted, nothing serves"),
                lines);
    }

    @Test
    void checksThatFailLeaveNothingToTakeBack() {
        tell(started("smoke", "", "", ""));
        tell(new Event.Planned(
                "d-1", Phase.FORWARD, 0, plan(new Action.Verify("", List.of("home", "port"), LIMIT))));
        tell(new Event.ActionStarted("d-1", Phase.FORWARD, 0, 0, 0, "h"));
        tell(new Event.ActionEnded("d-1", Phase.FORWARD, 0, 0, Event.ActionOutcome.FAILED, "1 of 2 checks failed"));
        tell(new Event.RollbackStarted("d-1", Event.Outcome.FAILED, "1 of 2 checks failed"));
        tell(new Event.Planned("d-1", Phase.ROLLBACK, 1, plan()));
        tell(new Event.Ended("d-1", Event.Outcome.FAILED, "1 of 2 checks failed", ""));
        assertEquals(
                List.of(
                        "smoke storefront in production (d-1)",
                        "plan: 1 action",
                        "[1/1] verify: home, port",
                        "  FAILED after 1s: 1 of 2 checks failed",
                        "failed"),
                lines);
    }

    @Test
    void aRollbackIsNotCalledSoTwice() {
        tell(started("rollback", "1.2.0", "1.3.0", "rollback"));
        assertEquals(List.of("rollback storefront 1.2.0 in production, from 1.3.0 (d-1)"), lines);
    }

    private static Event started(String operation, String version, String previous, String strategy) {
        return new Event.Started(
                "d-1",
                operation,
                "storefront",
                "production",
                version,
                previous,
                strategy,
                null,
                new Event.Origin("alice", "cli", "", "", "", "/srv"),
                new Event.Configuration("production.yaml", "", "", Map.of()));
    }

    private static Plan plan(Action... actions) {
        return new Plan("canary", "1.4.0", "1.3.0", 1, List.of(actions));
    }

    private void tell(Event event) {
        words.of(new Entry(seconds + 1, AT.plusSeconds(seconds++), event, "", "")).ifPresent(lines::add);
    }
}
