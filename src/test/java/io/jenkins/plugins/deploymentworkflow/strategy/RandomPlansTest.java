package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Any plan for any fleet keeps the invariants; a failure names the seed that shows it again. */
class RandomPlansTest {
    private static final int CASES = 2_000;
    private static final Set<Capability> ALL =
            EnumSet.of(Capability.INSTANCES, Capability.SURGE, Capability.WEIGHTS, Capability.COUNTERS);
    private static final Set<Capability> FIXED = EnumSet.of(Capability.INSTANCES, Capability.WEIGHTS);

    private interface Case {
        void of(Random random);
    }

    @Test
    void blueGreenKeepsThePreviousVersionWholeUntilTheNewOneIsAccepted() {
        each(random -> {
            Fleet fleet = fleet(random);
            Plan plan = new BlueGreen(Duration.ofMinutes(random.nextInt(2))).plan(request(random, "3.0", fleet, ALL));
            walk(plan, fleet).keeps(plan.previousVersion()).endsWith("3.0", fleet.desired());
        });
    }

    @Test
    void canaryKeepsThePreviousVersionWholeUntilTheNewOneIsAccepted() {
        each(random -> {
            Fleet fleet = fleet(random);
            Plan plan = canary(random).plan(request(random, "3.0", fleet, ALL));
            walk(plan, fleet).keeps(plan.previousVersion()).endsWith("3.0", fleet.desired());
        });
    }

    @Test
    void rollingStaysBetweenSurgeAndUnavailable() {
        each(random -> {
            Fleet fleet = fleet(random);
            IntOrPercent surge = amount(random, fleet.desired());
            IntOrPercent unavailable = amount(random, fleet.desired() - 1);
            Plan plan = new Rolling(surge, unavailable, Duration.ofMinutes(random.nextInt(2)))
                    .plan(request(random, "3.0", fleet, ALL));
            int desired = fleet.desired();
            int up = Math.min(desired, surge.roundedUp(desired));
            int down = up == 0 ? Math.max(1, unavailable.roundedDown(desired)) : unavailable.roundedDown(desired);
            walk(plan, fleet)
                    .neverMoreThan(desired + up)
                    .neverFewerThan(desired - down)
                    .endsWith("3.0", desired);
        });
    }

    @Test
    void rollingInPlaceNeverTakesMoreThanUnavailableOut() {
        each(random -> {
            Fleet fleet = machines(random);
            int size = fleet.instances().size();
            IntOrPercent unavailable = amount(random, size - 1);
            Plan plan = new Rolling(amount(random, size), unavailable, Duration.ZERO)
                    .plan(request(random, "3.0", fleet, FIXED));
            walk(plan, fleet)
                    .neverMoreThan(size)
                    .neverFewerThan(size - Math.max(1, unavailable.roundedDown(size)))
                    .endsWith("3.0", size);
        });
    }

    @Test
    void rollbackBringsAnyVersionBackFromAnyFleet() {
        each(random -> {
            Fleet fleet = fleet(random);
            String version = versions(fleet, random);
            IntOrPercent batch = random.nextBoolean() ? IntOrPercent.percent(100) : amount(random, fleet.desired());
            Plan plan = new Rollback(batch).plan(request(random, version, fleet, ALL));
            PlanWalk walk = walk(plan, fleet);
            int size = Math.max(1, batch.roundedUp(fleet.desired()));
            if (!version.isEmpty() && size < fleet.desired()) {
                walk.neverMoreThan(fleet.desired() + size).neverFewerThan(fleet.desired());
            }
            walk.endsWith(version, fleet.desired());
        });
    }

    @Test
    void rollbackInPlaceBringsAnyVersionBackFromAnyFleet() {
        each(random -> {
            Fleet fleet = machines(random);
            int size = fleet.instances().size();
            String version = random.nextBoolean() ? "1.0" : "2.0";
            IntOrPercent batch = random.nextBoolean() ? IntOrPercent.percent(100) : amount(random, size);
            Plan plan = new Rollback(batch).plan(request(random, version, fleet, FIXED));
            int most = Math.max(1, batch.roundedUp(size));
            walk(plan, fleet)
                    .neverMoreThan(size)
                    .neverFewerThan(size - (most < size ? most : Math.max(1, size / 4)))
                    .endsWith(version, size);
        });
    }

    private static void each(Case test) {
        for (long seed = 0; seed < CASES; seed++) {
            try {
                test.of(new Random(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static PlanWalk walk(Plan plan, Fleet fleet) {
        return new PlanWalk(plan, fleet);
    }

    private static PlanRequest request(Random random, String version, Fleet fleet, Set<Capability> can) {
        Duration bake = Duration.ofMinutes(random.nextInt(2) * 10L);
        return new PlanRequest(
                version,
                fleet,
                can,
                new Bounds(
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        bake,
                        Duration.ofHours(1)));
    }

    private static Canary canary(Random random) {
        TreeSet<Share> steps = new TreeSet<>(List.of(Share.FULL));
        for (int i = random.nextInt(4); i > 0; i--) {
            steps.add(new Share(1 + random.nextInt(10_000)));
        }
        Optional<IntOrPercent> replicas = random.nextBoolean() ? Optional.empty() : Optional.of(amount(random, 10));
        return new Canary(new ArrayList<>(steps), Duration.ofMinutes(5), replicas, Duration.ofMinutes(1));
    }

    private static IntOrPercent amount(Random random, int most) {
        return random.nextBoolean()
                ? IntOrPercent.percent(random.nextInt(most > 0 ? 100 : 1))
                : IntOrPercent.count(random.nextInt(Math.max(0, most) + 1));
    }

    private static String versions(Fleet fleet, Random random) {
        return random.nextInt(20) == 0
                ? ""
                : List.of("0.9", "1.0", "2.0", "3.0").get(random.nextInt(4));
    }

    /** Up to four versions in any health, the traffic with one or several of them, or with one that is down. */
    private static Fleet fleet(Random random) {
        int desired = 1 + random.nextInt(10);
        List<Instance> instances = new ArrayList<>();
        for (String version : List.of("0.9", "1.0", "2.0", "3.0")) {
            int count = random.nextInt(3) == 0 ? 0 : random.nextInt(3) == 0 ? desired : random.nextInt(desired + 3);
            boolean sound = random.nextBoolean();
            for (int i = 1; i <= count; i++) {
                char state = sound ? 'h' : "hhhhsuxdr".charAt(random.nextInt(9));
                instances.add(FleetText.instance(version + "-" + i, version, state));
            }
        }
        return new Fleet(desired, instances, traffic(random, instances, desired), Map.of());
    }

    private static Fleet machines(Random random) {
        int size = 1 + random.nextInt(10);
        List<String> versions = random.nextBoolean() ? List.of("1.0") : List.of("1.0", "2.0", "3.0");
        boolean sound = random.nextBoolean();
        List<Instance> machines = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            String version = versions.get(random.nextInt(versions.size()));
            machines.add(FleetText.instance("m" + i, version, sound ? 'h' : "hhhsuxd".charAt(random.nextInt(7))));
        }
        return new Fleet(size, machines, traffic(random, machines, size), Map.of());
    }

    private static Map<String, Share> traffic(Random random, List<Instance> instances, int desired) {
        Map<String, Integer> healthy = new TreeMap<>();
        instances.stream()
                .filter(i -> i.healthy() && !i.draining())
                .forEach(i -> healthy.merge(i.version(), 1, Integer::sum));
        List<String> versions =
                instances.stream().map(Instance::version).distinct().toList();
        if (versions.isEmpty() || random.nextInt(10) == 0) {
            return new TreeMap<>();
        }
        if (healthy.isEmpty() || random.nextInt(10) == 0) {
            return new TreeMap<>(Map.of(versions.get(random.nextInt(versions.size())), Share.FULL));
        }
        if (random.nextBoolean()) {
            return PlanBuilder.divide(Share.FULL, healthy);
        }
        return new TreeMap<>(Map.of(new ArrayList<>(healthy.keySet()).get(random.nextInt(healthy.size())), Share.FULL));
    }
}
