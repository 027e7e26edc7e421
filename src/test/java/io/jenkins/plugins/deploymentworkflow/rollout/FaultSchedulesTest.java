package io.jenkins.plugins.deploymentworkflow.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.jenkins.plugins.deploymentworkflow.strategy.Rollback;
import io.jenkins.plugins.deploymentworkflow.strategy.Rolling;
import io.jenkins.plugins.deploymentworkflow.strategy.Strategy;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Thousands of deployments in simulated time, in which calls fail, hang and lie, instances crash and die, the engine is
 * killed and somebody aborts. Each keeps the invariants and ends; a failure names the seed that shows it again.
 */
class FaultSchedulesTest {
    private static final int SCHEDULES = Integer.getInteger("schedules", 1_000);
    private static final int ENOUGH = 300;
    private static final long FIRST_SEED = Long.getLong("seed", 0);
    private static final Set<Capability> FIXED =
            EnumSet.of(Capability.INSTANCES, Capability.WEIGHTS, Capability.COUNTERS);
    private static final List<String> SOUND =
            List.of("1: 1.0 h 100%", "2: 1.0 hh 100%", "3: 1.0 hhh 100%", "5: 1.0 hhhhh 100%");
    private static final List<String> OTHERS = List.of(
            "2:",
            "3: 1.0 hhh 100%, 0.9 rrr",
            "3: 1.0 hhh 100%, 0.9 hhh, 2.0 xus",
            "3: 1.0 hhh 100%, 2.0 hhh",
            "4: 1.0 hh 50%, 2.0 hh 50%",
            "4: 1.0 hhhh 75%, 2.0 h 25%",
            "4: 1.0 hh 50%, 0.9 hh 50%",
            "3: 1.0 hhu 100%",
            "2: 1.0 ux 100%",
            "3: 2.0 hhh 100%",
            "3: 2.0 hhx 100%, 1.0 rrr");

    @Test
    void blueGreen() {
        each(random -> new BlueGreen(Duration.ofMinutes(random.nextInt(3))), false);
    }

    @Test
    void canary() {
        each(
                random -> new Canary(
                        random.nextBoolean()
                                ? List.of(Share.ofPercent(5), Share.ofPercent(50), Share.FULL)
                                : List.of(Share.ofPercent(25), Share.FULL),
                        Duration.ofSeconds(20),
                        random.nextBoolean() ? Optional.empty() : Optional.of(IntOrPercent.percent(50)),
                        Duration.ofMinutes(random.nextInt(3))),
                false);
    }

    @Test
    void rolling() {
        each(FaultSchedulesTest::rolling, false);
    }

    @Test
    void rollingInPlace() {
        each(FaultSchedulesTest::rolling, true);
    }

    @Test
    void rollback() {
        each(random -> new Rollback(IntOrPercent.percent(100)), false);
    }

    @Test
    void rollbackInPlace() {
        each(random -> new Rollback(IntOrPercent.count(1)), true);
    }

    /** Asked for before anything else or once the version serves; given in time, too late, or never. */
    @Test
    void approval() {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
            Random random = new Random(seed * 31 + 11);
            Duration timeout = Duration.ofMillis(20_000 + random.nextInt(100_000));
            List<Action> wait = List.of(new Action.AwaitApproval("2.0", List.of("anna", "testers"), timeout));
            Simulation simulation = simulation(r -> new BlueGreen(Duration.ofMinutes(r.nextInt(2))), false, random);
            if (random.nextInt(3) > 0) {
                simulation.first(wait);
            } else {
                simulation.afterTheSwitch(wait);
            }
            if (random.nextBoolean()) {
                simulation.releaseAfter(Duration.ofMillis(random.nextInt(100_000)));
            }
            simulation.run();
            run(seed, simulation, outcomes);
        }
        reached(EnumSet.allOf(Outcome.class), outcomes);
    }

    private static Strategy rolling(Random random) {
        return new Rolling(
                IntOrPercent.count(random.nextInt(3)),
                IntOrPercent.percent(random.nextInt(60)),
                Duration.ofSeconds(random.nextInt(2) * 10L));
    }

    private interface Choice {
        Strategy of(Random random);
    }

    private static void each(Choice strategy, boolean inPlace) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
            run(seed, simulation(strategy, inPlace, new Random(seed * 31 + 7)).run(), outcomes);
        }
        reached(EnumSet.complementOf(EnumSet.of(Outcome.REFUSED)), outcomes);
    }

    private static void run(long seed, Simulation simulation, Map<Outcome, Integer> outcomes) {
        List<String> complaints = simulation.complaints();
        assertTrue(complaints.isEmpty(), "seed " + seed + ": " + complaints + simulation.story());
        assertTrue(
                simulation.outcome() != Outcome.FAILED,
                () -> "gave up although the faults had ended: " + simulation.story());
        outcomes.merge(simulation.outcome(), 1, Integer::sum);
    }

    private static void reached(Set<Outcome> ends, Map<Outcome, Integer> outcomes) {
        Set<Outcome> expected = EnumSet.copyOf(ends);
        expected.remove(Outcome.FAILED);
        if (SCHEDULES >= ENOUGH) {
            assertEquals(
                    expected, EnumSet.copyOf(outcomes.keySet()), "the schedules do not reach every end: " + outcomes);
        }
    }

    private static Simulation simulation(Choice strategy, boolean inPlace, Random random) {
        World.Fate fate = random.nextInt(4) == 0 ? World.Fate.values()[random.nextInt(3)] : World.Fate.WELL;
        FaultyWorld world = new FaultyWorld(
                random, random.nextInt(3) == 0 ? 0 : random.nextInt(9), "2.0", fate, random.nextInt(3) * 0.04);
        Simulation simulation = new Simulation(
                world,
                strategy.of(random),
                "2.0",
                fleet(random, inPlace, fate),
                inPlace ? FIXED : Simulation.ALL,
                gates(random),
                Reaction.values()[random.nextInt(3)],
                random.nextBoolean() ? IntOrPercent.percent(100) : IntOrPercent.count(1 + random.nextInt(2)),
                random.nextBoolean());
        simulation.jitter(Duration.ofMillis(random.nextInt(40)));
        if (random.nextInt(3) == 0) {
            simulation.abortAfter(Duration.ofMillis(random.nextInt(150_000)));
        }
        if (random.nextInt(3) == 0) {
            simulation.releaseAfter(Duration.ofMillis(random.nextInt(150_000)));
        }
        for (int kills = random.nextInt(2) * random.nextInt(4); kills > 0; kills--) {
            long entry = 3 + random.nextInt(60);
            if (random.nextBoolean()) {
                simulation.ledger.killBefore(entry);
            } else {
                simulation.ledger.killAfter(entry);
            }
            simulation.downFor(Duration.ofMillis(random.nextInt(4) == 0 ? 100 : random.nextInt(60_000)));
        }
        return simulation;
    }

    /** A version that cannot be healthy any more is not one that can be brought back. */
    private static Fleet fleet(Random random, boolean inPlace, World.Fate fate) {
        List<String> choice = random.nextBoolean() || fate != World.Fate.WELL ? SOUND : OTHERS;
        String text = choice.get(random.nextInt(choice.size()));
        if (!inPlace) {
            return FleetText.parse(text);
        }
        Fleet fleet = FleetText.onMachines(text);
        return fleet.instances().isEmpty() || fleet.instances().size() > fleet.desired()
                ? FleetText.onMachines("3: 1.0 hhh 100%")
                : fleet;
    }

    private static List<Gate> gates(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> List.of(new MoodyGate(random.nextLong(), NoData.values()[random.nextInt(3)]));
            default ->
                TrafficGate.of(new Traffic(
                        Optional.of(Share.ofPercent(5)),
                        Optional.empty(),
                        random.nextInt(4) == 0 ? 5_000 : 10,
                        Duration.ofSeconds(20),
                        NoData.values()[random.nextInt(3)]));
        };
    }
}
