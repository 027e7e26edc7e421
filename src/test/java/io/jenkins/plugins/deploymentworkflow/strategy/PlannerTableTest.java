package io.jenkins.plugins.deploymentworkflow.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The plans of {@code plans.txt}: a line {@code strategy options | version | fleet}, below it what is planned. Each
 * plan is also walked through, so that no expectation in the table can be one that breaks an invariant.
 */
class PlannerTableTest {
    @TestFactory
    Stream<DynamicTest> plans() throws IOException {
        return cases().entrySet().stream().map(c -> dynamicTest(c.getKey(), () -> check(c.getKey(), c.getValue())));
    }

    private static void check(String line, List<String> expected) {
        String[] parts = line.split("\\|");
        String[] words = parts[0].trim().split("\\s+");
        boolean fixed = List.of(words).contains("fixed");
        Fleet fleet = fixed ? FleetText.onMachines(parts[2].trim()) : FleetText.parse(parts[2].trim());
        String version = parts[1].trim().replace("none", "");
        Duration bake =
                Duration.ofMinutes(option(words, "bake").map(Integer::parseInt).orElse(0));
        PlanRequest request = new PlanRequest(version, fleet, can(fixed), Plans.bounds(bake));
        Plan plan = strategy(words).plan(request);
        assertEquals(String.join("\n", expected), String.join("\n", PlanText.of(plan)));
        new PlanWalk(plan, fleet)
                .neverFewerThan(fleet.desired() == 1 ? 0 : -1)
                .endsWith(version, fixed ? fleet.instances().size() : fleet.desired());
    }

    private static Set<Capability> can(boolean fixed) {
        return fixed
                ? EnumSet.of(Capability.INSTANCES, Capability.WEIGHTS)
                : EnumSet.of(Capability.INSTANCES, Capability.WEIGHTS, Capability.SURGE);
    }

    private static Strategy strategy(String[] words) {
        Duration keep =
                Duration.ofMinutes(option(words, "keep").map(Integer::parseInt).orElse(30));
        return switch (words[0]) {
            case "blue-green" -> new BlueGreen(keep);
            case "canary" ->
                new Canary(
                        Arrays.stream(option(words, "steps")
                                        .orElse("5%/25%/50%/100%")
                                        .split("/"))
                                .map(Share::parse)
                                .toList(),
                        Duration.ofMinutes(5),
                        option(words, "replicas").map(IntOrPercent::parse),
                        keep);
            case "rolling" ->
                new Rolling(
                        IntOrPercent.parse(option(words, "surge").orElse("25%")),
                        IntOrPercent.parse(option(words, "unavailable").orElse("0")),
                        Duration.ofMinutes(
                                option(words, "pause").map(Integer::parseInt).orElse(0)));
            case "rollback" ->
                new Rollback(IntOrPercent.parse(option(words, "batch").orElse("100%")));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static Optional<String> option(String[] words, String name) {
        return Arrays.stream(words)
                .filter(w -> w.startsWith(name + "="))
                .map(w -> w.substring(name.length() + 1))
                .findFirst();
    }

    private static Map<String, List<String>> cases() throws IOException {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        List<String> plan = new ArrayList<>();
        try (InputStream table = PlannerTableTest.class.getResourceAsStream("plans.txt")) {
            for (String line : new String(table.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith(" ")) {
                    plan.add(line.trim());
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    plan = new ArrayList<>();
                    assertTrue(cases.put(line, plan) == null, "twice in the table: " + line);
                }
            }
        }
        return cases;
    }
}
