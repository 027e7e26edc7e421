package io.jenkins.plugins.deploymentworkflow.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountersTest {
    @Test
    void theDifferenceIsWhatWasCountedInBetween() {
        assertEquals(counters(7, 2, 7), counters(10, 3, 10).minus(counters(3, 1, 3)));
    }

    @Test
    void aDecreaseIsARestartSoEverythingShownWasCountedSince() {
        assertEquals(counters(4, 0, 4), counters(4, 0, 4).minus(counters(10, 0, 10)));
        assertEquals(counters(12, 0, 12), counters(12, 0, 12).minus(counters(10, 1, 10)));
    }

    @Test
    void noRequestsHaveNeitherAnErrorRatioNorAQuantile() {
        assertEquals(Optional.empty(), Counters.NONE.errorRatio());
        assertEquals(Optional.empty(), Counters.NONE.quantile(0.9));
        assertEquals(Optional.of(0.25), counters(8, 2, 8).errorRatio());
    }

    @Test
    void bothTogetherAreTheirSum() {
        assertEquals(counters(13, 4, 13), counters(10, 3, 10).plus(counters(3, 1, 3)));
    }

    @Test
    void countersWithoutLatencySubtractAndAddAllTheSame() {
        Counters plain = new Counters(5, 1, List.of());
        assertEquals(new Counters(3, 1, List.of()), plain.minus(new Counters(2, 0, List.of())));
        assertEquals(counters(10, 3, 10), counters(10, 3, 10).minus(Counters.NONE));
        assertEquals(counters(15, 4, 10), plain.plus(counters(10, 3, 10)));
        assertEquals(Optional.empty(), plain.quantile(0.5));
    }

    @Test
    void negativeNumbersAndOtherBucketsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> counters(-1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Counters(1, 0, List.of(1L)));
    }

    /** As a ledger of before holds them: 60 bounds of equal steps from 1 ms to 60 s, and what is beyond. */
    @Test
    void whatWasCountedInTheBucketsOfBeforeIsReadIntoThese() {
        List<Long> former = new ArrayList<>(Collections.nCopies(61, 0L));
        former.set(41, 90L);
        former.set(60, 10L);
        Counters read = new Counters(100, 0, former);
        assertEquals(LatencyBuckets.size(), read.latencyBuckets().size());
        assertEquals(
                100, read.latencyBuckets().stream().mapToLong(Long::longValue).sum());
        double upper = Math.pow(60_000, 41 / 59.0);
        double found = read.quantile(0.8).orElseThrow().toMillis();
        assertTrue(found > upper / 1.25 && found < upper * 1.25, found + " ms, expected about " + upper);
        assertEquals(Optional.of(Duration.ofSeconds(60)), read.quantile(0.95));

        former.set(41, 120L);
        former.set(12, 5L);
        Counters later = new Counters(135, 0, former);
        assertEquals(35, later.minus(read).requests());
        assertEquals(
                35,
                later.minus(read).latencyBuckets().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    private static Counters counters(long requests, long errors, long inSecondBucket) {
        List<Long> buckets = new ArrayList<>(Collections.nCopies(LatencyBuckets.size(), 0L));
        buckets.set(1, inSecondBucket);
        return new Counters(requests, errors, buckets);
    }
}
