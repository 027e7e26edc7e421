package io.jenkins.plugins.deploymentworkflow.target.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.ActionOutcome;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Phase;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScriptStateTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Action DEPLOY = run("deploy", "1.4.0", Share.FULL);
    private static final Action BESIDE = run("deploy", "1.4.0", Share.ZERO);
    private static final Action VERIFY = run("verify", "1.4.0", Share.FULL);
    private static final Action ROLLBACK = run("rollback", "1.3.0", Share.FULL);
    private static final ScriptState BEFORE = ScriptState.serving("1.3.0");

    @Test
    void aFleetOfOneInstanceRunsWhatWasLastDeployed() {
        assertEquals("1.3.0 100%, all 1.3.0 HEALTHY", words(BEFORE));
        assertEquals("1.4.0 100%, all 1.4.0 HEALTHY", words(BEFORE.done(DEPLOY)));
        assertEquals("1.4.0 100%, all 1.4.0 HEALTHY", words(BEFORE.done(DEPLOY).done(VERIFY)));
        assertEquals("1.3.0 100%, all 1.3.0 HEALTHY", words(BEFORE.done(DEPLOY).done(ROLLBACK)));
        assertEquals("", words(ScriptState.serving("")));
    }

    @Test
    void whatIsDeployedBesideServesOnceItIsRoutedTo() {
        ScriptState beside = BEFORE.done(BESIDE);
        Action canary = new Action.SetTraffic(
                Map.of("1.3.0", Share.ofPercent(95), "1.4.0", Share.ofPercent(5)), Map.of(), 1, MINUTE);

        assertEquals("1.3.0 100%, 1.3.0 1.3.0 HEALTHY, 1.4.0 1.4.0 HEALTHY", words(beside));
        assertEquals(
                "1.3.0 95%, 1.4.0 5%, 1.3.0 1.3.0 HEALTHY, 1.4.0 1.4.0 HEALTHY", words(beside.done(canary)));
    }

    @Test
    void aCommandThatDidNotSucceedLeavesItsVersionInDoubt() {
        assertEquals("1.3.0 100%, 1.3.0 1.3.0 HEALTHY, 1.4.0 1.4.0 UNHEALTHY", words(BEFORE.begun(DEPLOY)));
        assertEquals(
                "deploy was begun and not seen to succeed",
                BEFORE.begun(DEPLOY).installed().get("1.4.0"));
        assertEquals("exit code 3", BEFORE.failed(DEPLOY, "exit code 3").installed().get("1.4.0"));
        assertEquals(
                "1.4.0 100%, 1.3.0 1.3.0 UNHEALTHY, 1.4.0 1.4.0 HEALTHY",
                words(BEFORE.done(DEPLOY).begun(ROLLBACK)));
        assertEquals(BEFORE, BEFORE.failed(VERIFY, "exit code 1"));
    }

    @Test
    void redeployingTheVersionThatServesLeavesItInDoubtUntilItSucceeds() {
        Action again = run("deploy", "1.3.0", Share.FULL);

        assertEquals("1.3.0 100%, all 1.3.0 UNHEALTHY", words(BEFORE.begun(again)));
        assertEquals(BEFORE, BEFORE.begun(again).done(again));
    }

    @Test
    void whatIsSeenFromOutsideIsBelievedButDoubtsStay() {
        assertEquals(
                "1.2.0 100%, all 1.2.0 HEALTHY",
                words(ScriptState.serving("").seen(Map.of("1.2.0", Share.FULL))));
        assertEquals(
                "1.3.0 100%, 1.3.0 1.3.0 HEALTHY, 1.4.0 1.4.0 UNHEALTHY",
                words(ScriptState.serving("").begun(DEPLOY).seen(Map.of("1.3.0", Share.FULL))));
    }

    @Test
    void anotherProcessFindsTheSameStateInTheLedger() {
        List<Event> events = new ArrayList<>();
        events.add(planned(Phase.FORWARD, DEPLOY, VERIFY));
        events.add(started(Phase.FORWARD, 0));
        assertEquals(BEFORE.begun(DEPLOY), BEFORE.replay(events));

        events.add(ended(Phase.FORWARD, 0, ActionOutcome.DONE, ""));
        events.add(started(Phase.FORWARD, 1));
        events.add(ended(Phase.FORWARD, 1, ActionOutcome.FAILED, "exit code 1"));
        assertEquals(BEFORE.done(DEPLOY), BEFORE.replay(events));

        events.add(planned(Phase.ROLLBACK, ROLLBACK));
        events.add(started(Phase.ROLLBACK, 0));
        events.add(ended(Phase.ROLLBACK, 0, ActionOutcome.FAILED, ""));
        assertEquals(BEFORE.done(DEPLOY).begun(ROLLBACK), BEFORE.replay(events));

        events.add(planned(Phase.ROLLBACK, ROLLBACK));
        events.add(started(Phase.ROLLBACK, 0));
        events.add(ended(Phase.ROLLBACK, 0, ActionOutcome.DONE, ""));
        assertEquals(BEFORE, BEFORE.replay(events));
    }

    private static Action run(String purpose, String version, Share share) {
        return new Action.RunCommand(purpose, purpose + ".sh", "", version, share, MINUTE);
    }

    private static Event planned(Phase phase, Action... actions) {
        return new Event.Planned("d", phase, 0, new Plan("rolling", "1.4.0", "1.3.0", 1, List.of(actions)));
    }

    private static Event started(Phase phase, int index) {
        return new Event.ActionStarted("d", phase, 0, index, 0, "h" + index);
    }

    private static Event ended(Phase phase, int index, ActionOutcome outcome, String message) {
        return new Event.ActionEnded("d", phase, 0, index, outcome, message);
    }

    private static String words(ScriptState state) {
        Fleet fleet = state.fleet();
        List<String> words = new ArrayList<>();
        new TreeMap<>(fleet.traffic()).forEach((version, share) -> words.add(version + " " + share));
        words.addAll(fleet.instances().stream()
                .map(i -> i.id() + " " + i.version() + " " + i.health())
                .collect(Collectors.toList()));
        return String.join(", ", words);
    }
}
