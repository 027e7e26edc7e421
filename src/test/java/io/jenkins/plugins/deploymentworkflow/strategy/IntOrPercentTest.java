package io.jenkins.plugins.deploymentworkflow.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntOrPercentTest {
    @ParameterizedTest
    @CsvSource({
        "25%, 4, 1, 1",
        "25%, 3, 1, 0",
        "25%, 5, 2, 1",
        "0%, 7, 0, 0",
        "100%, 7, 7, 7",
        "1%, 100, 1, 1",
        "1%, 101, 2, 1",
        "99%, 1, 1, 0",
        "3, 10, 3, 3",
        "3, 2, 3, 3",
        "0, 9, 0, 0"
    })
    void surgeRoundsUpAndUnavailableDown(String amount, int whole, int up, int down) {
        assertEquals(up, IntOrPercent.parse(amount).roundedUp(whole));
        assertEquals(down, IntOrPercent.parse(amount).roundedDown(whole));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "-1", "101%", "2.5%", "some", "99999999999"})
    void whatIsNeitherACountNorAWholePercentageIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> IntOrPercent.parse(text));
    }

    @Test
    void itIsWrittenAsItIsRead() {
        assertEquals("25%", IntOrPercent.parse(" 25 % ").toString());
        assertEquals("2", IntOrPercent.parse("2").toString());
    }
}
