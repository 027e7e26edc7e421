package io.jenkins.plugins.deploymentworkflow.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

    private static Counters counters(long requests, long errors, long inSecondBucket) {
        List<Long> buckets = new ArrayList<>(Collections.nCopies(LatencyBuckets.size(), 0L));
        buckets.set(1, inSecondBucket);
        return new Counters(requests, errors, buckets);
    }
}
