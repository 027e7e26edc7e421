package io.jenkins.plugins.deploymentworkflow.fleet;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficRuleTest {
    @ParameterizedTest(name = "{0} basis points on {1} of {2} instances: {3}")
    @CsvSource({
        "2500,1,4,allowed",
        "2501,1,4,refused",
        "3334,1,3,allowed",
        "3335,1,3,refused",
        "10000,3,4,refused",
        "10000,4,4,allowed",
        "10000,5,4,allowed",
        "1,0,4,refused",
        "1,0,0,refused",
        "10000,1,0,allowed",
    })
    void aShareMayReachTheHealthyCapacityRoundedUp(int share, long healthy, int required, String expected) {
        Map<String, Integer> shares = Map.of("new", share, "old", TrafficRule.WHOLE - share);
        Map<String, Long> capacity = Map.of("new", healthy, "old", 100L);
        if (expected.equals("allowed")) {
            assertDoesNotThrow(() -> TrafficRule.check(shares, Map.of(), capacity, required));
        } else {
            assertEquals(
                    409,
                    assertThrows(Refusal.class, () -> TrafficRule.check(shares, Map.of(), capacity, required))
                            .status());
        }
    }

    @Test
    void threeThirdsFitOnThreeInstances() {
        assertDoesNotThrow(() -> TrafficRule.check(
                Map.of("a", 3_334, "b", 3_333, "c", 3_333), Map.of(), Map.of("a", 1L, "b", 1L, "c", 1L), 3));
    }

    @Test
    void aShareThatFallsIsNeverRefused() {
        Map<String, Integer> now = Map.of("new", TrafficRule.WHOLE);
        Map<String, Long> capacity = Map.of("new", 0L, "old", 2L);
        assertDoesNotThrow(() -> TrafficRule.check(Map.of("new", 5_000, "old", 5_000), now, capacity, 4));
        assertThrows(Refusal.class, () -> TrafficRule.check(Map.of("new", 4_000, "old", 6_000), now, capacity, 4));
    }
}
