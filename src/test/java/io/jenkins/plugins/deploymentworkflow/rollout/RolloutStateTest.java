package io.jenkins.plugins.deploymentworkflow.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.analysis.Counters;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutStateTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Plan PLAN = new Plan(
            "blue-green",
            "2.0",
            "1.0",
            2,
            List.of(
                    new Action.Analyse("2.0", Share.FULL, Duration.ofMinutes(1), Duration.ofMinutes(2)),
                    new Action.Drain("1.0", List.of("a"), Duration.ofMinutes(1)),
                    new Action.Retire("1.0", List.of("a"), Duration.ZERO, Duration.ofMinutes(1))));

    private final RolloutState state = new RolloutState("d1", Duration.ofSeconds(20));
    private long sequence;

    private void write(Event event) {
        sequence++;
        state.apply(new Entry(sequence, NOON.plusSeconds(sequence), event, "", ""));
    }

    private void begin() {
        write(new Event.Planned("d1", Event.Phase.FORWARD, 0, PLAN));
        write(new Event.ActionStarted("d1", Event.Phase.FORWARD, 0, 0, 0, "h"));
    }

    private static Event judged(Verdict.State verdict) {
        return new Event.Judged(
                "d1", new Verdict("g", verdict, Verdict.Severity.WARNING, "2.0", "1", "> 0", 1, Duration.ZERO, "rule"));
    }

    private static Event released() {
        return new Event.Requested("d1", Event.Request.RELEASE, "me", "");
    }

    @Test
    void aHoldIsOverWhenNoGateAsksForItAnyMore() {
        begin();
        write(judged(Verdict.State.FAIL));
        write(new Event.Held("d1", "because", NOON));
        assertNotNull(state.held());
        write(judged(Verdict.State.PASS));
        assertNull(state.held());
        write(judged(Verdict.State.FAIL));
        write(new Event.Held("d1", "again", NOON));
        assertEquals("again", state.held().reason());
    }

    @Test
    void aReleaseCountsForTheActionThatIsHeldAlone() {
        begin();
        write(released());
        assertFalse(state.released());
        write(new Event.Held("d1", "because", NOON));
        write(released());
        assertTrue(state.released());
        assertNull(state.held());
        write(new Event.ActionEnded("d1", Event.Phase.FORWARD, 0, 0, Event.ActionOutcome.DONE, ""));
        assertFalse(state.released());
    }

    @Test
    void anApprovalCountsInTimeAndIsNotUndoneByALaterOne() {
        Plan plan = new Plan(
                "rolling",
                "2.0",
                "1.0",
                1,
                List.of(new Action.AwaitApproval("2.0", List.of("me"), Duration.ofHours(1))));
        write(new Event.Planned("d1", Event.Phase.FORWARD, 0, plan));
        write(new Event.ActionStarted("d1", Event.Phase.FORWARD, 0, 0, 0, "h"));
        write(new Event.Held("d1", "because", NOON));
        write(released());
        assertFalse(state.released(), "it came after " + NOON);
        assertEquals(plan.action(0), state.approval().orElseThrow());
        write(judged(Verdict.State.PASS));
        assertNotNull(state.held(), "no gate can give an approval");

        write(new Event.Held("d1", "because", NOON.plus(Duration.ofDays(1))));
        write(released());
        write(new Event.Requested("d1", Event.Request.RELEASE, "another", ""));
        assertEquals("me", state.release().by());
        assertTrue(state.approval().isEmpty());
        assertTrue(state.nothingTouched());
    }

    @Test
    void aVersionIsAcceptedWhenOnlyOldThingsAreLeftToBeClearedAway() {
        begin();
        assertFalse(state.accepted());
        write(new Event.ActionEnded("d1", Event.Phase.FORWARD, 0, 0, Event.ActionOutcome.DONE, ""));
        assertTrue(state.accepted());
        write(new Event.RollbackStarted("d1", Event.Outcome.ABORTED, "enough"));
        assertFalse(state.accepted());
    }

    @Test
    void whatWasUnderWayWhenTakingBackBeganIsKnown() {
        begin();
        write(new Event.RollbackStarted("d1", Event.Outcome.ABORTED, "enough"));
        assertEquals(PLAN.action(0), state.interrupted());
        assertEquals("h", state.interruptedStart().handle());
        assertNull(state.plan());
        assertEquals("", state.lastFailure());
    }

    @Test
    void samplesAreKeptForTheWidestWindowAndOneBefore() {
        for (int i = 0; i < 100; i++) {
            write(new Event.Observed("d1", Map.of(), Map.of(), Map.of("2.0", new Counters(i, 0, List.of()))));
        }
        assertEquals(21, state.samples().size());
        assertEquals(99, state.samples().get(20).of("2.0").requests());
    }

    @Test
    void entriesOfOtherDeploymentsArePassedOver() {
        write(new Event.Ended("d0", Event.Outcome.FAILED, "", ""));
        write(new Event.Requested("d0", Event.Request.ABORT, "me", ""));
        assertEquals(2, state.sequence());
        assertNull(state.ended());
        assertNull(state.abort());
    }

    @Test
    void theFirstRequestToAbortIsTheOneThatCounts() {
        write(new Event.Requested("d1", Event.Request.ABORT, "me", "first"));
        write(new Event.Requested("d1", Event.Request.ABORT, "you", "second"));
        assertEquals("me", state.abort().by());
    }
}
