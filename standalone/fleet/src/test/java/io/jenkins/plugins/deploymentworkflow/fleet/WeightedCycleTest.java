package io.jenkins.plugins.deploymentworkflow.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WeightedCycleTest {
    @Test
    void aQuarterIsOneRequestInEveryFour() {
        WeightedCycle cycle = new WeightedCycle(Map.of("new", 2_500, "old", 7_500));
        List<String> turns = Stream.generate(cycle::next).limit(400).toList();
        for (int i = 0; i < turns.size(); i += 4) {
            assertEquals(
                    1, turns.subList(i, i + 4).stream().filter("new"::equals).count(), "from " + i);
        }
    }

    @Test
    void everyShareIsExactOverAWholeRound() {
        Map<String, Integer> shares = Map.of("a", 500, "b", 3_333, "c", 6_167);
        WeightedCycle cycle = new WeightedCycle(shares);
        Map<String, Integer> dealt = IntStream.range(0, 10_000)
                .mapToObj(i -> cycle.next())
                .collect(Collectors.toMap(version -> version, version -> 1, Integer::sum));
        assertEquals(shares, dealt);
    }

    @Test
    void withoutSharesItIsNobodysTurn() {
        assertNull(new WeightedCycle(Map.of()).next());
    }
}
