package io.jenkins.plugins.deploymentworkflow.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityTest {
    @ParameterizedTest
    @CsvSource({
        "25%, 1, 4, true",
        "25.01%, 1, 4, false",
        "25.02%, 1, 4, false",
        "33.34%, 1, 3, true",
        "33.35%, 1, 3, false",
        "66.67%, 2, 3, true",
        "100%, 4, 4, true",
        "100%, 3, 4, false",
        "100%, 5, 4, true",
        "0%, 0, 4, true",
        "0.01%, 0, 4, false",
        "100%, 1, 0, true",
        "1%, 0, 0, false",
    })
    void aShareIsCarriedByItsPartOfTheHealthyInstances(String share, int healthy, int required, boolean carried) {
        assertEquals(carried, Capacity.carries(Share.parse(share), healthy, required));
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 33.33%", "0, 3, 0%", "4, 3, 100%", "-1, 3, 0%", "0, 0, 100%"})
    void theLargestShareIsRoundedDown(int healthy, int required, String share) {
        assertEquals(Share.parse(share), Capacity.of(healthy, required));
    }
}
