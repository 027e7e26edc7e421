package io.jenkins.plugins.deploymentworkflow.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class TimesTest {
    private final Instant at = Instant.parse("2026-03-01T09:00:00Z");

    @Test
    void aTimeIsShownInTheReadersZone() {
        assertEquals("2026-03-01 18:00:00", Times.in("Asia/Tokyo").second(at));
        assertEquals("10:00:00", Times.in("Europe/Berlin").clock(at));
    }

    @Test
    void aReaderWithoutAZoneOrWithOneThatNobodyKnowsHasTheControllers() {
        String here = DateTimeFormatter.ofPattern("HH:mm:ss")
                .withZone(ZoneId.systemDefault())
                .format(at);
        assertEquals(here, Times.in(null).clock(at));
        assertEquals(here, Times.in("Nowhere/At all").clock(at));
    }

    @Test
    void durationsAreToldToTheTenthBelowAMinuteAndToTheSecondAbove() {
        assertEquals("1s200ms", Times.in(null).between(at, at.plusMillis(1234)));
        assertEquals("1m1s", Times.in(null).between(at, at.plusMillis(61_234)));
        assertEquals("0s", Times.in(null).between(at, at.minusMillis(1)));
    }
}
