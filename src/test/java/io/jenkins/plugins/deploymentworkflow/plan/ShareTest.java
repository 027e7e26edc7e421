package io.jenkins.plugins.deploymentworkflow.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
    @ParameterizedTest
    @CsvSource({"5%, 500", "12.5%, 1250", "0%, 0", "100%, 10000", "33.333%, 3333", "0.005%, 1", "' 7 %', 700"})
    void aPercentageIsReadToTheHundredth(String text, int basisPoints) {
        assertEquals(basisPoints, Share.parse(text).basisPoints());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "", "%", "101%", "-1%", "100.01%", "five%"})
    void whatIsNoPercentageIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Share.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"500, 5%", "1250, 12.5%", "1, 0.01%", "10000, 100%", "0, 0%"})
    void itIsWrittenAsItIsRead(int basisPoints, String text) {
        assertEquals(text, new Share(basisPoints).toString());
        assertEquals(basisPoints, Share.parse(text).basisPoints());
    }

    @ParameterizedTest
    @CsvSource({"5%, 4, 1, 0", "25%, 4, 1, 1", "26%, 4, 2, 1", "50%, 5, 3, 2", "100%, 3, 3, 3", "0%, 3, 0, 0"})
    void instancesForAShareAreRoundedUp(String share, int whole, int up, int down) {
        assertEquals(up, Share.parse(share).ofRoundedUp(whole));
        assertEquals(down, Share.parse(share).ofRoundedDown(whole));
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 3333", "2, 3, 6666", "0, 3, 0", "5, 3, 10000", "1, 0, 0"})
    void aRatioIsRoundedDownAndNeverMoreThanEverything(long part, long whole, int basisPoints) {
        assertEquals(basisPoints, Share.ofRatio(part, whole).basisPoints());
    }
}
