package io.jenkins.plugins.deploymentworkflow.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyBucketsTest {
    @Test
    void boundsRiseFromOneMillisecondToOneMinute() {
        List<Duration> bounds = LatencyBuckets.bounds();
        assertTrue(bounds.size() >= 50, "too coarse: " + bounds.size());
        assertEquals(Duration.ofMillis(1), bounds.get(0));
        assertEquals(Duration.ofSeconds(60), bounds.get(bounds.size() - 1));
        for (int i = 1; i < bounds.size(); i++) {
            assertTrue(bounds.get(i).compareTo(bounds.get(i - 1)) > 0, "not rising at " + i);
            assertTrue(
                    bounds.get(i).multipliedBy(4).compareTo(bounds.get(i - 1).multipliedBy(5)) <= 0,
                    "too coarse at " + bounds.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 5, 10, 20, 50, 100, 200, 250, 300, 400, 500, 750, 1_000, 1_500, 2_000, 2_500, 3_000})
    void theLimitsThatPeopleWriteAreBounds(long millis) {
        assertTrue(LatencyBuckets.bounds().contains(Duration.ofMillis(millis)));
        assertTrue(LatencyBuckets.bounds().contains(Duration.ofMillis(millis * 20)));
    }

    @Test
    void aBoundBelongsToItsOwnBucketAndWhatIsAboveItToTheNext() {
        for (int i = 0; i < LatencyBuckets.bounds().size(); i++) {
            long bound = LatencyBuckets.bounds().get(i).toNanos();
            assertEquals(i, LatencyBuckets.indexOf(bound));
            assertEquals(i + 1, LatencyBuckets.indexOf(bound + 1));
        }
        assertEquals(0, LatencyBuckets.indexOf(-1));
        assertEquals(LatencyBuckets.size() - 1, LatencyBuckets.indexOf(Long.MAX_VALUE));
    }

    @Test
    void aQuantileIsInterpolatedWithinItsBucket() {
        long[] counts = new long[LatencyBuckets.size()];
        counts[0] = 10;
        assertEquals(Optional.of(Duration.ofNanos(500_000)), LatencyBuckets.quantile(counts, 0.5));
        counts[1] = 10;
        long lower = LatencyBuckets.bounds().get(0).toNanos();
        long upper = LatencyBuckets.bounds().get(1).toNanos();
        assertEquals(
                Optional.of(Duration.ofNanos(Math.round(lower + (upper - lower) * 0.5))),
                LatencyBuckets.quantile(counts, 0.75));
    }

    @Test
    void aQuantileBeyondTheLastBoundIsTheLastBound() {
        long[] counts = new long[LatencyBuckets.size()];
        counts[LatencyBuckets.size() - 1] = 3;
        assertEquals(Optional.of(Duration.ofSeconds(60)), LatencyBuckets.quantile(counts, 0.9));
    }

    @Test
    void thereIsNoQuantileOfNothing() {
        assertEquals(Optional.empty(), LatencyBuckets.quantile(new long[LatencyBuckets.size()], 0.9));
    }

    @Test
    void countsOfAnotherShapeAndQuantilesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> LatencyBuckets.quantile(new long[3], 0.9));
        long[] counts = new long[LatencyBuckets.size()];
        assertThrows(IllegalArgumentException.class, () -> LatencyBuckets.quantile(counts, 1.1));
        assertThrows(IllegalArgumentException.class, () -> LatencyBuckets.quantile(counts, Double.NaN));
    }
}
