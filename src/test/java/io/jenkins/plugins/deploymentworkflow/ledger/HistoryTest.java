package io.jenkins.plugins.deploymentworkflow.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict.Severity;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict.State;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private final List<Entry> entries = new ArrayList<>();

    @Test
    void anEmptyLedgerHasNoDeploymentsAndNothingRuns() {
        assertEquals(List.of(), history().operations());
        assertEquals(Optional.empty(), history().current());
        assertEquals(Optional.empty(), history().lastGood());
        assertEquals(Optional.empty(), history().previousGood("1.0.0"));
    }

    @Test
    void deploymentsAreListedNewestFirstWithWhatWasAskedAndHowItEnded() {
        deploy("promote", "1.0.0", "", Outcome.SUCCEEDED);
        deploy("promote", "1.1.0", "1.0.0", Outcome.ROLLED_BACK);
        List<Deployment> deployments = history().deployments();
        assertEquals(
                List.of("1.1.0", "1.0.0"),
                deployments.stream().map(Deployment::version).toList());
        Deployment newest = deployments.get(0);
        assertEquals("promote", newest.operation());
        assertEquals("1.0.0", newest.previousVersion());
        assertEquals("canary", newest.strategy());
        assertEquals("alice", newest.actor());
        assertEquals(Optional.of(Outcome.ROLLED_BACK), newest.outcome());
        assertEquals("ended as ROLLED_BACK", newest.reason());
        assertEquals(Optional.of(Duration.ofSeconds(1)), newest.duration());
        assertTrue(newest.understood());
    }

    @Test
    void aDeploymentThatWasTakenBackTellsWhyWithTheLastVerdictOfEachGate() {
        start("d1", "promote", "1.1.0", "1.0.0");
        add(new Event.Judged("d1", verdict("traffic.errorRate", State.PASS)));
        add(new Event.Judged("d1", verdict("traffic.p90", State.PASS)));
        add(new Event.Judged("d1", verdict("traffic.errorRate", State.FAIL)));
        add(new Event.Requested("d1", Event.Request.ABORT, "bob", "enough"));
        add(new Event.RollbackStarted("d1", Outcome.ROLLED_BACK, "traffic.errorRate is 12% > 5%"));
        Deployment deployment = history().deployment("d1").orElseThrow();
        assertEquals("traffic.errorRate is 12% > 5%", deployment.trigger());
        assertEquals("bob", deployment.abortedBy());
        assertEquals(
                List.of(verdict("traffic.errorRate", State.FAIL), verdict("traffic.p90", State.PASS)),
                deployment.verdicts());
    }

    @Test
    void whatRunsFollowsFromHowDeploymentsEnded() {
        deploy("promote", "1.0.0", "", Outcome.SUCCEEDED);
        assertEquals(Optional.of("1.0.0"), history().current());
        deploy("promote", "1.1.0", "1.0.0", Outcome.ROLLED_BACK);
        assertEquals(Optional.of("1.0.0"), history().current());
        deploy("promote", "1.2.0", "1.0.0", Outcome.ABORTED);
        assertEquals(Optional.of("1.0.0"), history().current());
        deploy("promote", "1.3.0", "1.0.0", Outcome.SUCCEEDED);
        assertEquals(Optional.of("1.3.0"), history().current());
    }

    @Test
    void afterAFailureTheVersionRunsThatWasFoundToServe() {
        deploy("promote", "1.0.0", "", Outcome.SUCCEEDED);
        start("d9", "promote", "1.1.0", "1.0.0");
        add(new Event.Ended("d9", Outcome.FAILED, "the router does not answer", "1.1.0"));
        assertEquals(Optional.of("1.1.0"), history().current());
        assertEquals(Optional.of("1.0.0"), history().lastGood());
        start("d10", "promote", "1.2.0", "1.1.0");
        add(new Event.Ended("d10", Outcome.FAILED, "nothing answers", ""));
        assertEquals(Optional.empty(), history().current());
    }

    @Test
    void aFirstDeploymentThatIsTakenBackLeavesNothing() {
        deploy("promote", "1.0.0", "", Outcome.ROLLED_BACK);
        assertEquals(Optional.empty(), history().current());
        assertEquals(Optional.empty(), history().lastGood());
    }

    @Test
    void operationsThatDeployNothingChangeNeitherWhatRunsNorWhatIsGood() {
        deploy("stage", "1.0.0", "", Outcome.SUCCEEDED);
        deploy("prepare", "", "", Outcome.SUCCEEDED);
        deploy("smoke", "2.0.0", "", Outcome.SUCCEEDED);
        assertEquals(3, history().operations().size());
        assertEquals(1, history().deployments().size());
        assertEquals(Optional.of("1.0.0"), history().current());
        assertEquals(Optional.of("1.0.0"), history().lastGood());
    }

    @Test
    void aRollbackGoesToTheVersionThatSucceededBeforeTheCurrentOne() {
        deploy("promote", "1.0.0", "", Outcome.SUCCEEDED);
        deploy("promote", "1.1.0", "1.0.0", Outcome.SUCCEEDED);
        deploy("promote", "1.2.0", "1.1.0", Outcome.ROLLED_BACK);
        deploy("promote", "1.3.0", "1.1.0", Outcome.SUCCEEDED);
        assertEquals(Optional.of("1.1.0"), history().previousGood("1.3.0"));
        deploy("promote", "1.3.0", "1.3.0", Outcome.SUCCEEDED);
        assertEquals(Optional.of("1.1.0"), history().previousGood("1.3.0"), "promoted twice is one version");
    }

    @Test
    void aSecondRollbackDoesNotGoForwardToWhatTheFirstOneLeft() {
        deploy("promote", "1.0.0", "", Outcome.SUCCEEDED);
        deploy("promote", "1.1.0", "1.0.0", Outcome.SUCCEEDED);
        deploy("promote", "1.2.0", "1.1.0", Outcome.SUCCEEDED);
        deploy("rollback", "1.1.0", "1.2.0", Outcome.SUCCEEDED);
        assertEquals(Optional.of("1.1.0"), history().current());
        assertEquals(Optional.of("1.1.0"), history().lastGood());
        assertEquals(Optional.of("1.0.0"), history().previousGood("1.1.0"));
        deploy("promote", "1.2.0", "1.1.0", Outcome.SUCCEEDED);
        deploy("promote", "1.3.0", "1.2.0", Outcome.SUCCEEDED);
        assertEquals(Optional.of("1.2.0"), history().previousGood("1.3.0"), "good again once it succeeded again");
    }

    @Test
    void aRollbackThatDidNotSucceedTakesNothingFromWhatIsGood() {
        deploy("promote", "1.0.0", "", Outcome.SUCCEEDED);
        deploy("promote", "1.1.0", "1.0.0", Outcome.SUCCEEDED);
        deploy("rollback", "1.0.0", "1.1.0", Outcome.ABORTED);
        assertEquals(Optional.of("1.1.0"), history().current());
        assertEquals(Optional.of("1.1.0"), history().lastGood());
    }

    @Test
    void whatHasNotEndedIsUnfinishedWhateverItIs() {
        deploy("promote", "1.0.0", "", Outcome.SUCCEEDED);
        start("d7", "smoke", "1.0.0", "1.0.0");
        start("d8", "promote", "1.1.0", "1.0.0");
        assertEquals(
                List.of("d8", "d7"),
                history().unfinished().stream().map(Deployment::id).toList());
        assertEquals(Optional.of("1.0.0"), history().current());
        assertEquals(Optional.empty(), history().deployment("d8").orElseThrow().duration());
    }

    @Test
    void aDeploymentThatANewerVersionDrivesIsNotUnderstood() {
        start("d1", "promote", "1.0.0", "");
        add(new Event.Unrecognised("d1", "teleported"));
        assertFalse(history().deployment("d1").orElseThrow().understood());
    }

    @Test
    void deploymentsWhoseEventsAreInterleavedAreToldApart() {
        start("d1", "promote", "1.0.0", "");
        start("d2", "smoke", "0.9.0", "");
        add(new Event.Ended("d2", Outcome.FAILED, "no", ""));
        add(new Event.Ended("d1", Outcome.SUCCEEDED, "yes", "1.0.0"));
        assertEquals(Optional.of("1.0.0"), history().current());
        assertEquals("no", history().deployment("d2").orElseThrow().reason());
    }

    @Test
    void aClockThatWentBackMakesNoNegativeDuration() {
        start("d1", "promote", "1.0.0", "");
        Event end = new Event.Ended("d1", Outcome.SUCCEEDED, "", "1.0.0");
        entries.add(new Entry(entries.size() + 1, NOON.minusSeconds(60), end, "", ""));
        assertEquals(
                Optional.of(Duration.ZERO),
                history().deployment("d1").orElseThrow().duration());
    }

    private History history() {
        return History.of(entries);
    }

    private void deploy(String operation, String version, String previous, Outcome outcome) {
        String id = "d" + entries.size();
        start(id, operation, version, previous);
        add(new Event.Ended(id, outcome, "ended as " + outcome, outcome == Outcome.SUCCEEDED ? version : previous));
    }

    private void start(String id, String operation, String version, String previous) {
        add(new Event.Started(
                id,
                operation,
                "storefront",
                "production",
                version,
                previous,
                "canary",
                null,
                new Event.Origin("alice", "cli", "", "", "", "."),
                new Event.Configuration("production.yaml", "00", "environment: production", Map.of())));
    }

    private void add(Event event) {
        entries.add(new Entry(entries.size() + 1, NOON.plusSeconds(entries.size()), event, "", ""));
    }

    private static Verdict verdict(String gate, State state) {
        return new Verdict(
                gate, state, Severity.CRITICAL, "1.1.0", "12%", "> 5%", 100, Duration.ofMinutes(2), "errorRate: 5%");
    }
}
