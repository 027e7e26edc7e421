package io.jenkins.plugins.deploymentworkflow.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.jenkins.plugins.deploymentworkflow.analysis.Gate;
import io.jenkins.plugins.deploymentworkflow.analysis.TrafficGate;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.NoData;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Reaction;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Traffic;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.strategy.BlueGreen;
import io.jenkins.plugins.deploymentworkflow.strategy.Canary;
import io.jenkins.plugins.deploymentworkflow.strategy.FleetText;
import io.jenkins.plugins.deploymentworkflow.strategy.Rolling;
import io.jenkins.plugins.deploymentworkflow.strategy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The engine is killed before and after each entry of a deployment's ledger; what comes of it is always the same. */
class CrashTest {
    private static final Map<String, Strategy> STRATEGIES = Map.of(
            "blue-green", new BlueGreen(Duration.ofHours(1)),
            "canary",
                    new Canary(
                            List.of(Share.ofPercent(25), Share.ofPercent(50), Share.FULL),
                            Duration.ofSeconds(20),
                            Optional.empty(),
                            Duration.ZERO),
            "rolling", new Rolling(IntOrPercent.count(1), IntOrPercent.count(0), Duration.ofSeconds(10)));

    private static final World CALM = new World() {};

    private static World newVersion(World.Fate fate) {
        return new World() {
            @Override
            public Fate fate(String version) {
                return version.equals("2.0") ? fate : Fate.WELL;
            }
        };
    }

    private static World failingRequests(double errors, double requestsPerSecond) {
        return new World() {
            @Override
            public double errors(String version, Share share) {
                return version.equals("2.0") && share.percent() >= 50 ? errors : 0;
            }

            @Override
            public double requestsPerSecond() {
                return requestsPerSecond;
            }
        };
    }

    private record Case(World world, Reaction onCritical, Duration abort, Outcome outcome) {}

    private static Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("all goes well", new Case(CALM, Reaction.ROLLBACK, null, Outcome.SUCCEEDED));
        cases.put(
                "never healthy",
                new Case(newVersion(World.Fate.NEVER_HEALTHY), Reaction.ROLLBACK, null, Outcome.ROLLED_BACK));
        cases.put(
                "crashes at start",
                new Case(newVersion(World.Fate.CRASHES), Reaction.ROLLBACK, null, Outcome.ROLLED_BACK));
        cases.put("requests fail", new Case(failingRequests(0.5, 50), Reaction.ROLLBACK, null, Outcome.ROLLED_BACK));
        cases.put(
                "requests fail and nobody releases the hold",
                new Case(failingRequests(0.5, 50), Reaction.HOLD, null, Outcome.ROLLED_BACK));
        cases.put("no requests", new Case(failingRequests(0, 0), Reaction.ROLLBACK, null, Outcome.ROLLED_BACK));
        cases.put("aborted at the start", new Case(CALM, Reaction.ROLLBACK, Duration.ofSeconds(1), Outcome.ABORTED));
        cases.put("aborted on the way", new Case(CALM, Reaction.ROLLBACK, Duration.ofSeconds(15), Outcome.ABORTED));
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> aCrashAtAnyEntryEndsAsNoCrash() {
        List<DynamicTest> tests = new ArrayList<>();
        cases().forEach((name, c) -> STRATEGIES.forEach((strategy, planner) ->
                tests.add(dynamicTest(strategy + ", " + name, () -> crashEverywhere(c, planner)))));
        return tests.stream();
    }

    private static void crashEverywhere(Case c, Strategy strategy) {
        Simulation undisturbed = simulation(c, strategy).run();
        assertEquals(List.of(), undisturbed.complaints(), undisturbed::story);
        assertEquals(c.outcome(), undisturbed.outcome(), undisturbed::story);
        for (long entry = 3; entry <= undisturbed.ledger.entries().size(); entry++) {
            Simulation before = simulation(c, strategy).downFor(down(entry));
            before.ledger.killBefore(entry);
            same(undisturbed, before.run(), "before entry " + entry);
            Simulation after = simulation(c, strategy).downFor(down(entry + 1));
            after.ledger.killAfter(entry);
            same(undisturbed, after.run(), "after entry " + entry);
        }
    }

    /** Now and then for longer than anything but a hold lasts. */
    private static Duration down(long entry) {
        return entry % 2 == 0 ? Duration.ofSeconds(2) : Duration.ofMinutes(3);
    }

    private static void same(Simulation undisturbed, Simulation crashed, String when) {
        assertEquals(List.of(), crashed.complaints(), () -> "killed " + when + crashed.story());
        assertEquals(undisturbed.ending(), crashed.ending(), () -> "killed " + when + crashed.story());
    }

    private static Simulation simulation(Case c, Strategy strategy) {
        Simulation simulation = new Simulation(
                c.world(),
                strategy,
                "2.0",
                FleetText.parse("3: 1.0 hhh 100%"),
                Simulation.ALL,
                gates(),
                c.onCritical(),
                IntOrPercent.percent(100),
                true);
        if (c.abort() != null) {
            simulation.abortAfter(c.abort());
        }
        return simulation;
    }

    private static List<Gate> gates() {
        return TrafficGate.of(new Traffic(
                Optional.of(Share.ofPercent(5)), Optional.empty(), 20, Duration.ofSeconds(20), NoData.FAIL));
    }

    @Test
    void aCommandWhoseHandleIsStillKnownIsNeverRunTwice() {
        Case calm = cases().get("all goes well");
        for (Strategy strategy : STRATEGIES.values()) {
            int entries = withCommands(calm, strategy).run().ledger.entries().size();
            for (long entry = 3; entry <= entries; entry++) {
                Simulation before = withCommands(calm, strategy);
                before.ledger.killBefore(entry);
                eachOnce(before.run());
                Simulation after = withCommands(calm, strategy);
                after.ledger.killAfter(entry);
                eachOnce(after.run());
            }
        }
    }

    private static Simulation withCommands(Case c, Strategy strategy) {
        return simulation(c, strategy).first(List.of(command("migrate"), command("warm up")));
    }

    private static Action command(String text) {
        return new Action.RunCommand("deploy", text, "", "2.0", Share.ZERO, Duration.ofSeconds(30));
    }

    private static void eachOnce(Simulation simulation) {
        assertEquals(List.of(), simulation.complaints(), simulation::story);
        assertEquals(Outcome.SUCCEEDED, simulation.outcome(), simulation::story);
        Map<String, Integer> runs = simulation.target.commandRuns();
        assertEquals(2, runs.values().stream().mapToInt(Integer::intValue).sum(), () -> runs + simulation.story());
        assertTrue(runs.values().stream().allMatch(n -> n == 1), () -> runs + simulation.story());
    }
}
