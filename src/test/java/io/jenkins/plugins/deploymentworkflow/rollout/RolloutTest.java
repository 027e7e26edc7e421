package io.jenkins.plugins.deploymentworkflow.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.analysis.Gate;
import io.jenkins.plugins.deploymentworkflow.analysis.TrafficGate;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.NoData;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Reaction;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Traffic;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.strategy.BlueGreen;
import io.jenkins.plugins.deploymentworkflow.strategy.Canary;
import io.jenkins.plugins.deploymentworkflow.strategy.FleetText;
import io.jenkins.plugins.deploymentworkflow.strategy.PlanRefused;
import io.jenkins.plugins.deploymentworkflow.strategy.Rollback;
import io.jenkins.plugins.deploymentworkflow.strategy.Rolling;
import io.jenkins.plugins.deploymentworkflow.strategy.Strategy;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a deployment does when one thing goes wrong, each in simulated time. */
class RolloutTest {
    private static final String FLEET = "4: 1.0 hhhh 100%";
    private static final Strategy BLUE_GREEN = new BlueGreen(Duration.ofHours(1));
    private static final Strategy CANARY = new Canary(
            List.of(Share.ofPercent(25), Share.ofPercent(50), Share.FULL),
            Duration.ofSeconds(20),
            Optional.empty(),
            Duration.ZERO);

    /** Surroundings that a test changes while the time passes. */
    private static final class Changing implements World {
        private Duration startTime = Duration.ofSeconds(3);
        private Duration lookTime = Duration.ofMillis(40);
        private Duration callTime = Duration.ofMillis(300);
        private Duration drainTime = Duration.ofSeconds(1);
        private Look look = Look.WORKS;
        private Call call = Call.WORKS;
        private Fate oldVersion = Fate.WELL;
        private double errors;
        private double requests = 50;

        @Override
        public Duration startTime(String version) {
            return startTime;
        }

        @Override
        public Duration lookTime() {
            return lookTime;
        }

        @Override
        public Duration callTime() {
            return callTime;
        }

        @Override
        public Duration drainTime() {
            return drainTime;
        }

        @Override
        public Look look() {
            return look;
        }

        @Override
        public Call call() {
            return call;
        }

        @Override
        public Fate fate(String version) {
            return version.equals("1.0") ? oldVersion : Fate.WELL;
        }

        @Override
        public double errors(String version, Share share) {
            return version.equals("2.0") ? errors : 0;
        }

        @Override
        public double requestsPerSecond() {
            return requests;
        }
    }

    private final Changing world = new Changing();

    private Simulation deploy(Strategy strategy, String fleet, Reaction onCritical, NoData noData) {
        List<Gate> gates = TrafficGate.of(
                new Traffic(Optional.of(Share.ofPercent(5)), Optional.empty(), 20, Duration.ofSeconds(20), noData));
        return new Simulation(
                world,
                strategy,
                "2.0",
                FleetText.parse(fleet),
                Simulation.ALL,
                gates,
                onCritical,
                IntOrPercent.percent(100),
                true);
    }

    private Simulation deploy(Strategy strategy) {
        return deploy(strategy, FLEET, Reaction.ROLLBACK, NoData.FAIL);
    }

    private static void ends(Simulation simulation, Outcome outcome) {
        assertEquals(List.of(), simulation.complaints(), simulation::story);
        assertEquals(outcome, simulation.outcome(), simulation::story);
    }

    private static boolean turnsBack(Event event) {
        return event instanceof Event.RollbackStarted;
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static void assertSoonAfter(Duration cause, Duration effect, Duration bound) {
        assertTrue(
                effect.compareTo(cause) >= 0 && effect.compareTo(cause.plus(bound)) <= 0,
                () -> "expected within " + bound + " after " + cause + ", found " + effect);
    }

    // What is watched, and when

    @Test
    void capacityLostWhileTheNextInstancesStartTurnsBackWithinASample() {
        Simulation s = deploy(CANARY).then(seconds(40), () -> world.startTime = seconds(25));
        s.then(seconds(56), () -> s.target.kill("2.0-1"));
        ends(s.run(), Outcome.ROLLED_BACK);
        assertSoonAfter(seconds(56), s.when(RolloutTest::turnsBack), seconds(6));
        assertTrue(
                s.ended().reason().contains("gate capacity on 2.0 failed: found 1 of 4 healthy (< 2 of 4)"),
                s.ended().reason());
    }

    @Test
    void capacityLostWhileTheTrafficIsSwitchedTurnsBackBeforeAnythingOldIsTouched() {
        world.callTime = seconds(3);
        Simulation s = deploy(
                new Rollback(IntOrPercent.percent(100)), "2: 1.0 hh 100%, 2.0 hh", Reaction.ROLLBACK, NoData.FAIL);
        s.then(Duration.ofMillis(2_900), () -> world.lookTime = seconds(1));
        s.then(Duration.ofMillis(3_200), () -> s.target.kill("2.0-1"));
        ends(s.run(), Outcome.ROLLED_BACK);
        assertTrue(
                s.ended().reason().contains("found 1 of 2 healthy (< 2 of 2)"),
                s.ended().reason());
    }

    @Test
    void errorsWhileTheNextInstancesStartTurnBackAtOnce() {
        Simulation s = deploy(CANARY)
                .then(seconds(24), () -> world.startTime = seconds(28))
                .then(seconds(27), () -> world.errors = 1);
        ends(s.run(), Outcome.ROLLED_BACK);
        assertSoonAfter(seconds(27), s.when(RolloutTest::turnsBack), seconds(11));
        assertTrue(
                s.ended().reason().startsWith("gate traffic.errorRate on 2.0 failed: found "),
                s.ended().reason());
    }

    @Test
    void aGateThatFailsEndsInAVerdictThatCanBeChecked() {
        world.errors = 0.5;
        Simulation s = deploy(BLUE_GREEN);
        ends(s.run(), Outcome.ROLLED_BACK);
        Verdict verdict = s.state().verdicts().get("traffic.errorRate");
        assertEquals(Verdict.State.FAIL, verdict.state());
        assertEquals(verdict.sentence(), s.ended().reason());
        assertTrue(
                s.ended()
                        .reason()
                        .matches("gate traffic.errorRate on 2\\.0 failed: found [0-9.]+% \\(> 5%\\) from [0-9]+ samples"
                                + " in [0-9sm]+; rule: traffic.errorRate > 5%, at least 20 requests in 20s"),
                s.ended().reason());
    }

    @Test
    void aWatchThatIsTakenUpAgainLooksForAWholeWindow() {
        Simulation s = deploy(BLUE_GREEN).downFor(Duration.ofMinutes(30));
        long watching = s.plan.size() > 3 ? 11 : 0;
        s.ledger.killAfter(watching);
        s.then(Duration.ofMinutes(30), () -> world.errors = 0.9);
        ends(s.run(), Outcome.ROLLED_BACK);
    }

    @Test
    void aRouterThatBeginsToCountAnewDoesNotLookLikeErrors() {
        Simulation s = deploy(BLUE_GREEN);
        s.then(seconds(20), s.target::resetCounters);
        ends(s.run(), Outcome.SUCCEEDED);
    }

    @Test
    void aTargetThatAnswersMoreSlowlyThanItIsLookedAtIsSeen() {
        world.lookTime = Duration.ofMillis(1_700);
        ends(deploy(CANARY).run(), Outcome.SUCCEEDED);
    }

    // No data

    @Test
    void noDataFails() {
        world.requests = 0;
        Simulation s = deploy(BLUE_GREEN, FLEET, Reaction.ROLLBACK, NoData.FAIL);
        ends(s.run(), Outcome.ROLLED_BACK);
        assertTrue(
                s.ended().reason().contains("has no data: 0 samples"), s.ended().reason());
    }

    @Test
    void noDataHoldsUntilThereIsSome() {
        world.requests = 0;
        Simulation s =
                deploy(BLUE_GREEN, FLEET, Reaction.ROLLBACK, NoData.HOLD).then(seconds(70), () -> world.requests = 50);
        ends(s.run(), Outcome.SUCCEEDED);
        assertTrue(s.happened(Event.Held.class::isInstance), s::story);
        assertTrue(s.took().compareTo(seconds(70)) > 0, s::story);
    }

    @Test
    void noDataMayPassAndThenTheLedgerSaysSo() {
        world.requests = 0;
        Simulation s = deploy(BLUE_GREEN, FLEET, Reaction.ROLLBACK, NoData.PASS);
        ends(s.run(), Outcome.SUCCEEDED);
        assertTrue(
                s.happened(e -> e instanceof Event.Judged j && j.verdict().state() == Verdict.State.NO_DATA), s::story);
    }

    @Test
    void aTargetThatCannotBeSeenIsNoDataToo() {
        Simulation s = deploy(BLUE_GREEN)
                .then(seconds(15), () -> world.look = World.Look.FAILS)
                .then(seconds(150), () -> world.look = World.Look.WORKS);
        ends(s.run(), Outcome.ROLLED_BACK);
        assertTrue(s.ended().reason().contains("could not watch 2.0: nothing was seen of the target for"), s::story);
        assertTrue(s.ended().reason().contains("simulated: the control port is closed"), s::story);
    }

    // Hold

    @Test
    void aHoldThatIsReleasedGoesOn() {
        world.errors = 0.5;
        Simulation s = deploy(BLUE_GREEN, FLEET, Reaction.HOLD, NoData.FAIL).releaseAfter(seconds(60));
        ends(s.run(), Outcome.SUCCEEDED);
    }

    @Test
    void aHoldThatNobodyReleasesEndsInTime() {
        world.errors = 0.5;
        Simulation s = deploy(BLUE_GREEN, FLEET, Reaction.HOLD, NoData.FAIL);
        ends(s.run(), Outcome.ROLLED_BACK);
        assertTrue(
                s.ended().reason().endsWith("; held, and nobody released it in time"),
                s.ended().reason());
        assertTrue(s.took().compareTo(seconds(40 + 120)) > 0, s::story);
    }

    @Test
    void aHoldIsOverWhenTheGatePassesAgain() {
        world.errors = 0.5;
        Simulation s = deploy(BLUE_GREEN, FLEET, Reaction.HOLD, NoData.FAIL).then(seconds(60), () -> world.errors = 0);
        ends(s.run(), Outcome.SUCCEEDED);
        assertTrue(s.happened(Event.Held.class::isInstance), s::story);
    }

    @Test
    void anAbortWinsOverAHold() {
        world.errors = 0.5;
        Simulation s = deploy(BLUE_GREEN, FLEET, Reaction.HOLD, NoData.FAIL).abortAfter(seconds(50));
        ends(s.run(), Outcome.ABORTED);
        assertSoonAfter(seconds(50), s.when(RolloutTest::turnsBack), Duration.ofMillis(500));
    }

    @Test
    void aReleaseOfWhatIsNotHeldChangesNothing() {
        world.errors = 0.5;
        Simulation s = deploy(BLUE_GREEN, FLEET, Reaction.HOLD, NoData.FAIL).releaseAfter(seconds(1));
        ends(s.run(), Outcome.ROLLED_BACK);
    }

    // The way back

    @Test
    void aPreviousVersionThatIsUnhealthyIsRestoredBeforeItGetsTraffic() {
        world.errors = 0.5;
        Simulation s = deploy(BLUE_GREEN);
        s.then(seconds(6), () -> {
            s.target.kill("1.0-1");
            s.target.kill("1.0-2");
            s.target.health("1.0-3", Health.UNHEALTHY);
        });
        ends(s.run(), Outcome.ROLLED_BACK);
        assertTrue(
                s.happened(e -> e instanceof Event.Observed o
                        && o.traffic().getOrDefault("1.0", Share.ZERO).equals(Share.ofPercent(25))),
                s::story);
    }

    @Test
    void aPreviousVersionThatCannotBeRestoredEndsWithAPersonAndTheNewOneServing() {
        world.errors = 0.5;
        world.oldVersion = World.Fate.NEVER_HEALTHY;
        Simulation s = deploy(BLUE_GREEN);
        s.then(seconds(6), () -> List.of("1.0-1", "1.0-2", "1.0-3", "1.0-4").forEach(s.target::kill));
        ends(s.run(), Outcome.FAILED);
        assertEquals(Share.FULL, s.target.fleet().share("2.0"));
        assertEquals(4, s.target.fleet().healthy("2.0"));
        assertEquals("2.0", s.ended().servingVersion());
        assertTrue(
                s.ended().reason().contains("gate traffic.errorRate on 2.0 failed"),
                s.ended().reason());
        assertTrue(
                s.ended().reason().contains("to be healthy on 1.0 within 30s"),
                s.ended().reason());
        assertTrue(
                s.ended()
                        .reason()
                        .endsWith("A person must look at the target now, where traffic was last seen as {2.0=100%}, and"
                                + " bring 1.0 back into service"),
                s.ended().reason());
        long running = s.target.fleet().of("1.0").stream()
                .filter(i -> i.health() == Health.STARTING)
                .count();
        assertTrue(running <= 4, () -> "attempts left " + running + " instances running");
    }

    @Test
    void anInterruptedCommandStopsBeforeTheWayBackIsPlanned() {
        Action slow = new Action.RunCommand("deploy", "migrate", "", "2.0", Share.ZERO, Duration.ofMinutes(5));
        world.callTime = seconds(8);
        Simulation s = deploy(BLUE_GREEN).first(List.of(slow)).abortAfter(seconds(2));
        s.target.stopTime(seconds(4));
        ends(s.run(), Outcome.ABORTED);
        assertSoonAfter(seconds(2), s.when(RolloutTest::turnsBack), Duration.ofMillis(500));
        assertSoonAfter(
                seconds(6), s.when(e -> e instanceof Event.Planned p && p.phase() == Event.Phase.ROLLBACK), seconds(1));
    }

    @Test
    void aCommandThatTakesTooLongIsStoppedBeforeTheWayBackBegins() {
        Action slow = new Action.RunCommand("deploy", "migrate", "", "2.0", Share.ZERO, seconds(10));
        world.callTime = seconds(80);
        Simulation s = deploy(BLUE_GREEN).first(List.of(slow));
        s.then(seconds(11), () -> world.callTime = Duration.ofMillis(300));
        s.target.stopTime(seconds(4));
        ends(s.run(), Outcome.ROLLED_BACK);
        assertSoonAfter(seconds(14), s.when(RolloutTest::turnsBack), seconds(1));
    }

    @Test
    void aCommandThatCannotBeStoppedIsNotWaitedForForEver() {
        Action slow = new Action.RunCommand("deploy", "migrate", "", "2.0", Share.ZERO, Duration.ofMinutes(5));
        world.callTime = Duration.ofHours(2);
        Simulation s = deploy(BLUE_GREEN).first(List.of(slow)).abortAfter(seconds(2));
        s.then(seconds(3), () -> world.callTime = Duration.ofMillis(300));
        s.target.stopTime(Duration.ofHours(1));
        ends(s.run(), Outcome.ABORTED);
        assertTrue(s.took().compareTo(seconds(30)) < 0, s::story);
    }

    @Test
    void anEffectThatComesLateIsTakenBackAsWell() {
        world.callTime = seconds(1);
        Simulation s = deploy(BLUE_GREEN)
                .then(Duration.ofMillis(120), () -> world.lookTime = seconds(1))
                .downFor(Duration.ofMillis(50))
                .abortAfter(Duration.ofMillis(20));
        s.ledger.killBefore(5);
        ends(s.run(), Outcome.ABORTED);
        assertTrue(s.happened(e -> e instanceof Event.Planned p && p.round() == 1), s::story);
    }

    @Test
    void whatIsAcceptedIsNotTakenBackBecauseSomethingOldCannotBeClearedAway() {
        Simulation s = deploy(BLUE_GREEN).then(seconds(20), () -> world.call = World.Call.FAILS);
        ends(s.run(), Outcome.SUCCEEDED);
        assertEquals(
                "retire 1.0-1, 1.0-2, 1.0-3, 1.0-4 of 1.0 after 1h failed: simulated: the target failed. 2.0 serves;"
                        + " the next deployment will try to clear away what is left",
                s.ended().reason());
        assertEquals("2.0", s.ended().servingVersion());
    }

    @Test
    void aManualRollbackIsNotTakenBackEitherBecauseTheBadVersionCannotBeClearedAway() {
        Simulation s = deploy(
                        new Rollback(IntOrPercent.percent(100)),
                        "2: 1.0 hh 100%, 2.0 rr",
                        Reaction.ROLLBACK,
                        NoData.FAIL)
                .then(Duration.ofMillis(1_500), () -> world.call = World.Call.FAILS);
        ends(s.run(), Outcome.SUCCEEDED);
        assertEquals("2.0", s.ended().servingVersion());
        assertTrue(
                s.ended().reason().contains("failed: simulated: the target failed. 2.0 serves"),
                s.ended().reason());
    }

    @Test
    void anOldInstanceThatCannotBeStoppedAtOnceIsTriedAgain() {
        Strategy rolling = new Rolling(IntOrPercent.count(1), IntOrPercent.count(0), Duration.ZERO);
        Simulation s = deploy(rolling)
                .then(Duration.ofMillis(4_500), () -> world.call = World.Call.FAILS)
                .then(Duration.ofMillis(6_000), () -> world.call = World.Call.WORKS);
        ends(s.run(), Outcome.SUCCEEDED);
        assertTrue(s.happened(e -> e instanceof Event.ActionStarted a && a.attempt() == 1), s::story);
    }

    @Test
    void requestsThatOutlastTheDrainTimeAreCutOff() {
        world.drainTime = Duration.ofHours(1);
        Simulation s = deploy(CANARY);
        ends(s.run(), Outcome.SUCCEEDED);
        assertTrue(
                s.happened(e -> e instanceof Event.ActionEnded a
                        && a.message().equals("requests were still being answered after 10s")),
                s::story);
        assertEquals(List.of(), s.target.fleet().of("1.0"));
    }

    @Test
    void anAbortOnTheWayBackChangesNothing() {
        world.errors = 0.5;
        Simulation s = deploy(BLUE_GREEN);
        Duration turned = deploy(BLUE_GREEN).run().when(RolloutTest::turnsBack);
        s.abortAfter(turned.plusMillis(300));
        ends(s.run(), Outcome.ROLLED_BACK);
        assertTrue(s.happened(Event.Requested.class::isInstance), s::story);
    }

    @Test
    void aTargetThatNeverAnswersAgainEndsWithAPerson() {
        Simulation s = deploy(BLUE_GREEN).then(seconds(20), () -> world.look = World.Look.NEVER_ANSWERS);
        ends(s.run(), Outcome.FAILED);
        assertTrue(
                s.ended().reason().contains("the target could not be asked: no answer within 30s"),
                s.ended().reason());
    }

    @Test
    void aWayBackThatCannotBePlannedEndsWithAPerson() {
        world.errors = 0.5;
        Simulation s = deploy(BLUE_GREEN).recovery((state, fleet) -> {
            throw new PlanRefused("simulated: no room");
        });
        ends(s.run(), Outcome.FAILED);
        assertTrue(
                s.ended().reason().contains("no plan can be made for it: simulated: no room"),
                s.ended().reason());
    }

    @Test
    void aFirstDeploymentThatFailsLeavesNothing() {
        world.errors = 0.5;
        Simulation s = deploy(BLUE_GREEN, "2:", Reaction.ROLLBACK, NoData.FAIL);
        ends(s.run(), Outcome.ROLLED_BACK);
        assertEquals(List.of(), s.target.fleet().instances());
        assertEquals("", s.ended().servingVersion());
    }

    @Test
    void twoRollbacksInARowEndWhereTheyBegan() {
        world.errors = 0.5;
        Simulation first = deploy(CANARY);
        ends(first.run(), Outcome.ROLLED_BACK);
        Fleet left = first.target.fleet();
        Simulation second = new Simulation(
                world,
                CANARY,
                "2.0",
                left,
                Simulation.ALL,
                TrafficGate.of(
                        new Traffic(Optional.of(Share.ofPercent(5)), Optional.empty(), 20, seconds(20), NoData.FAIL)),
                Reaction.ROLLBACK,
                IntOrPercent.percent(100),
                true);
        ends(second.run(), Outcome.ROLLED_BACK);
        assertEquals(left.instances(), second.target.fleet().instances());
        assertEquals(left.traffic(), second.target.fleet().traffic());
    }

    // Effects that go wrong

    @Test
    void anInstanceThatStopsAtItsStartFailsWithItsOwnWords() {
        Simulation s = deploy(BLUE_GREEN);
        s.then(seconds(2), () -> s.target.kill("2.0-3"));
        ends(s.run(), Outcome.ROLLED_BACK);
        assertEquals(
                "instance 2.0-3 of 2.0 stopped before it was healthy: simulated: killed",
                s.ended().reason());
        assertSoonAfter(seconds(2), s.when(RolloutTest::turnsBack), seconds(1));
    }

    @Test
    void anEffectThatVanishesIsStartedAgainAndNotForEver() {
        world.call = World.Call.VANISHES;
        Simulation s = deploy(BLUE_GREEN).then(seconds(10), () -> world.call = World.Call.WORKS);
        ends(s.run(), Outcome.ROLLED_BACK);
        assertTrue(
                s.ended().reason().contains("was started 3 times and vanished each time"),
                s.ended().reason());
    }

    @Test
    void aTargetThatThrowsFailsWithItsWords() {
        world.call = World.Call.THROWS;
        Simulation s = deploy(BLUE_GREEN).then(seconds(10), () -> world.call = World.Call.WORKS);
        ends(s.run(), Outcome.ROLLED_BACK);
        assertTrue(
                s.ended().reason().endsWith("simulated: connection refused"),
                s.ended().reason());
    }

    @Test
    void anEffectThatCouldNotBeginInTimeDoesNotBeginAfterwards() {
        Strategy rolling = new Rolling(IntOrPercent.count(0), IntOrPercent.count(1), Duration.ZERO);
        world.lookTime = seconds(11);
        Simulation s = deploy(rolling).then(seconds(36), () -> world.lookTime = Duration.ofMillis(40));
        ends(s.run(), Outcome.ROLLED_BACK);
        assertEquals(FleetText.parse(FLEET).instances(), s.target.fleet().instances());
        assertTrue(
                s.happened(e -> e instanceof Event.Planned p
                        && p.phase() == Event.Phase.ROLLBACK
                        && p.plan().size() == 1),
                s::story);
        assertTrue(
                s.ended().reason().startsWith("drain 1.0-1 of 1.0 did not end within 10s"),
                s.ended().reason());
    }

    @Test
    void anEffectThatHangsEndsAtItsTimeLimit() {
        world.call = World.Call.HANGS;
        Simulation s = deploy(BLUE_GREEN).then(seconds(10), () -> world.call = World.Call.WORKS);
        ends(s.run(), Outcome.ROLLED_BACK);
        assertSoonAfter(seconds(20), s.when(RolloutTest::turnsBack), seconds(2));
        assertTrue(
                s.ended().reason().contains("did not end within 20s"), s.ended().reason());
    }

    @Test
    void everyEntryNamesItsDeploymentAndNothingFollowsTheEnd() {
        Simulation s = deploy(BLUE_GREEN);
        ends(s.run(), Outcome.SUCCEEDED);
        assertTrue(
                s.ledger.entries().stream().allMatch(e -> e.event().deployment().equals(Simulation.DEPLOYMENT)));
        int entries = s.ledger.entries().size();
        assertTrue(s.ledger.entries().get(entries - 1).event() instanceof Event.Ended);
        assertFalse(s.target.poll("no such handle", s.plan.action(0)) instanceof Progress.Running);
    }
}
