package io.jenkins.plugins.deploymentworkflow.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntOrPercentTest {
    @ParameterizedTest(name = "{0} of {1} is {2} as surge and {3} as unavailable")
    @CsvSource({
        "25%, 10, 3, 2",
        "25%, 4, 1, 1",
        "25%, 1, 1, 0",
        "1%, 1, 1, 0",
        "100%, 7, 7, 7",
        "0%, 7, 0, 0",
        "2, 7, 2, 2",
        "0, 7, 0, 0",
        "50%, 2147483647, 1073741824, 1073741823"
    })
    void surgeRoundsUpAndUnavailableDownAsInKubernetes(String text, int whole, int up, int down) {
        IntOrPercent value = IntOrPercent.parse(text);
        assertEquals(up, value.roundedUp(whole));
        assertEquals(down, value.roundedDown(whole));
        assertEquals(text, value.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"101%", "-1", "-1%", "12.5%", "", "%", "many", "99999999999"})
    void refusesWhatIsNeitherACountNorAPercentage(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> IntOrPercent.parse(text));
        assertTrue(e.getMessage().contains("found"), e.getMessage());
    }
}
