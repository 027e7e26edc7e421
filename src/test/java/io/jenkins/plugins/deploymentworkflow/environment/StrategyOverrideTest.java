package io.jenkins.plugins.deploymentworkflow.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StrategyOverrideTest {
    private static final StrategySettings BASE = StrategySettings.DEFAULT;

    @Test
    void aNameAloneKeepsWhatTheFileSays() {
        StrategySettings canary = BASE.override("canary", Map.of());
        assertEquals(StrategySettings.Use.CANARY, canary.use());
        assertEquals(BASE.canary(), canary.canary());
        assertEquals(BASE.rolling(), canary.rolling());
    }

    @Test
    void stepsMayBeATextAsInAPipelineOrAList() {
        List<Share> expected = List.of(Share.ofPercent(10), Share.ofPercent(12.5), Share.FULL);
        assertEquals(
                expected,
                BASE.override("canary", Map.of("steps", "10%, 12.5%,100%"))
                        .canary()
                        .steps());
        assertEquals(
                expected,
                BASE.override("canary", Map.of("steps", List.of("10%", "12.5%")))
                        .canary()
                        .steps(),
                "100% is added when it was not written");
    }

    @Test
    void optionsReplaceOneByOneAndNullMeansNotGiven() {
        Map<String, Object> options = new HashMap<>();
        options.put("maxSurge", 2);
        options.put("pause", null);
        StrategySettings.Rolling rolling = BASE.override("rolling", options).rolling();
        assertEquals(IntOrPercent.count(2), rolling.maxSurge());
        assertEquals(IntOrPercent.count(0), rolling.maxUnavailable());
        assertEquals(Duration.ZERO, rolling.pause());
        StrategySettings.BlueGreen blueGreen =
                BASE.override("blue-green", Map.of("bake", "1h30m")).blueGreen();
        assertEquals(Duration.ofMinutes(90), blueGreen.bake());
        assertEquals(Duration.ofMinutes(30), blueGreen.keepPrevious());
        assertEquals(
                Optional.of(IntOrPercent.percent(50)),
                BASE.override("canary", Map.of("replicas", "50%")).canary().replicas());
    }

    static List<Arguments> wrong() {
        return List.of(
                Arguments.of(
                        "canry",
                        Map.of(),
                        "strategy: expected one of blue-green, canary, rolling, found 'canry'; did you mean canary?"),
                Arguments.of(
                        "canary",
                        Map.of("steps", "50%,25%"),
                        "strategy canary: steps: expected shares that rise from above 0% to 100%, found 25% after 50%;"
                                + " put them in order, each once"),
                Arguments.of(
                        "canary",
                        Map.of("steps", "101%"),
                        "strategy canary: steps[0]: a share lies between 0% and 100%, found '101%'"),
                Arguments.of("canary", Map.of("step", "5%"), "strategy canary: step: unknown key; did you mean steps?"),
                Arguments.of(
                        "rolling",
                        Map.of("maxSurge", 0),
                        "strategy rolling: maxSurge: expected maxSurge or maxUnavailable above 0, found both 0: no"
                                + " instance could ever be replaced; raise one of them"),
                Arguments.of(
                        "blue-green",
                        Map.of("bake", -5),
                        "strategy blue-green: bake: expected a duration such as 500ms, 15s, 5m, 2h or 1d, found '-5'"));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource
    void wrong(String name, Map<String, Object> options, String expected) {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> BASE.override(name, options));
        assertEquals(expected, e.getMessage());
    }

    @Test
    void allWrongOptionsAreReportedTogether() {
        ConfigurationException e = assertThrows(
                ConfigurationException.class,
                () -> BASE.override("canary", Map.of("steps", "", "interval", "x", "replicas", "0")));
        assertEquals(3, e.problems().size(), e.getMessage());
    }
}
