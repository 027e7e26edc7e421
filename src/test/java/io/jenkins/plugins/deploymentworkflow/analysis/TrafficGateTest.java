package io.jenkins.plugins.deploymentworkflow.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict.State;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.NoData;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Traffic;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficGateTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Gate ERRORS = errorGate(50);
    private static final Duration LIMIT = LatencyBuckets.bounds().get(30);
    private static final Gate P90 = TrafficGate.of(
                    new Traffic(Optional.empty(), Optional.of(LIMIT), 10, Duration.ofMinutes(1), NoData.FAIL))
            .get(0);

    private static Gate errorGate(int minimumRequests) {
        return TrafficGate.of(new Traffic(
                        Optional.of(Share.ofPercent(5)),
                        Optional.empty(),
                        minimumRequests,
                        Duration.ofMinutes(1),
                        NoData.FAIL))
                .get(0);
    }

    @ParameterizedTest(name = "{1} of {0} failed: {2}")
    @CsvSource({
        "100, 0, PASS",
        "100, 5, PASS",
        "100, 6, FAIL",
        "100000, 5000, PASS",
        "100000, 5001, FAIL",
        "300, 15, PASS",
        "7, 1, PENDING",
        "49, 49, PENDING",
        "50, 50, FAIL",
        "50, 0, PASS"
    })
    void exactlyTheLimitPassesAndAboveItFails(long requests, long errors, State state) {
        assertEquals(
                state,
                judge(ERRORS, false, at(0, 0, 0), at(30, requests, errors)).state());
    }

    @Test
    void fewerRequestsThanTheMinimumAreNoDataOnlyWhenNoTimeIsLeft() {
        assertEquals(
                State.PENDING, judge(ERRORS, false, at(0, 0, 0), at(30, 49, 49)).state());
        assertEquals(
                State.NO_DATA, judge(ERRORS, true, at(0, 0, 0), at(30, 49, 49)).state());
        assertEquals(State.NO_DATA, judge(ERRORS, true).state());
        assertEquals(
                State.NO_DATA,
                judge(errorGate(0), true, at(0, 0, 0), at(30, 0, 0)).state());
    }

    @Test
    void aSingleSampleIsNoDataForNothingCanBeComparedWithIt() {
        assertEquals(
                State.NO_DATA, judge(ERRORS, true, at(0, 1_000_000, 1_000_000)).state());
    }

    @Test
    void onlyWhatWasCountedWithinTheWindowCounts() {
        Verdict verdict = judge(ERRORS, false, at(0, 0, 0), at(30, 100, 100), at(60, 200, 100), at(90, 300, 101));
        assertEquals(State.PASS, verdict.state());
        assertEquals(200, verdict.samples());
        assertEquals(Duration.ofMinutes(1), verdict.window());
        assertEquals("0.5%", verdict.value());
    }

    @Test
    void aRouterThatBeganAnewIsCountedOnFromZero() {
        Verdict verdict = judge(ERRORS, false, at(0, 1_000, 0), at(20, 10, 0), at(40, 1_100, 30));
        assertEquals(1_100, verdict.samples());
        assertEquals(State.PASS, verdict.state());
        assertEquals("2.72%", verdict.value());
    }

    @Test
    void countersOfOtherVersionsDoNotMatter() {
        List<Sample> samples = List.of(
                new Sample(NOON, Map.of("1.0", new Counters(0, 0, List.of()))),
                new Sample(NOON.plusSeconds(30), Map.of("1.0", new Counters(900, 900, List.of()))));
        assertEquals(State.NO_DATA, ERRORS.judge("2.0", samples, true).state());
    }

    @Test
    void theVerdictCarriesAllThatIsNeededToCheckIt() {
        assertEquals(
                "gate traffic.errorRate on 2.0 failed: found 12.4% (> 5%) from 500 samples in 30s; rule:"
                        + " traffic.errorRate > 5%, at least 50 requests in 1m",
                judge(ERRORS, false, at(0, 0, 0), at(30, 500, 62)).sentence());
        assertEquals(
                "gate traffic.errorRate on 2.0 has no data: 3 samples in 30s; rule: traffic.errorRate > 5%, at least 50"
                        + " requests in 1m",
                judge(ERRORS, true, at(0, 0, 0), at(30, 3, 0)).sentence());
    }

    @Test
    void whatIsReportedNeverContradictsTheVerdict() {
        assertEquals(
                "5.01%",
                judge(ERRORS, false, at(0, 0, 0), at(30, 1_000_000, 50_001)).value());
        assertEquals(
                "4.99%",
                judge(ERRORS, false, at(0, 0, 0), at(30, 1_000_000, 49_999)).value());
        assertEquals(
                "5%",
                judge(ERRORS, false, at(0, 0, 0), at(30, 1_000_000, 50_000)).value());
    }

    @Test
    void aNinetiethPercentileAtTheLimitPassesAndAboveItFails() {
        assertEquals(
                State.PASS, judge(P90, false, slow(0, 0, 0), slow(30, 90, 10)).state());
        assertEquals(
                State.FAIL, judge(P90, false, slow(0, 0, 0), slow(30, 89, 11)).state());
        assertEquals(
                State.PASS, judge(P90, false, slow(0, 0, 0), slow(30, 100, 0)).state());
        assertEquals(
                State.FAIL, judge(P90, false, slow(0, 0, 0), slow(30, 0, 100)).state());
    }

    @ParameterizedTest(name = "every request took {0}, the limit is {1}: {2}")
    @CsvSource({
        "1.9s, 2s, PASS",
        "2s, 2s, PASS",
        "2.001s, 2s, FAIL",
        "2.1s, 2s, FAIL",
        "1.5s, 1.5s, PASS",
        "1.6s, 1.5s, FAIL",
        "0.74s, 0.75s, PASS",
        "0.76s, 0.75s, FAIL",
        "0.099s, 0.1s, PASS",
        "0.101s, 0.1s, FAIL",
        "4.9s, 5s, PASS",
        "5.1s, 5s, FAIL"
    })
    void whatTheRequestsTookIsNotMistakenForTheOtherSideOfARoundLimit(String took, String limit, State state) {
        Gate gate = TrafficGate.of(new Traffic(
                        Optional.empty(), Optional.of(seconds(limit)), 10, Duration.ofMinutes(1), NoData.FAIL))
                .get(0);
        List<Long> buckets = new ArrayList<>(Collections.nCopies(LatencyBuckets.size(), 0L));
        buckets.set(LatencyBuckets.indexOf(seconds(took).toNanos()), 100L);
        Sample slow = new Sample(NOON.plusSeconds(30), Map.of("2.0", new Counters(100, 0, buckets)));
        assertEquals(state, judge(gate, false, at(0, 0, 0), slow).state());
    }

    private static Duration seconds(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    @Test
    void latencyThatIsNotMeasuredIsNoData() {
        assertEquals(
                State.NO_DATA, judge(P90, true, at(0, 0, 0), at(30, 1_000, 0)).state());
    }

    @Test
    void thereIsAGateForEachLimitThatIsSet() {
        Traffic both =
                new Traffic(Optional.of(Share.ofPercent(5)), Optional.of(LIMIT), 1, Duration.ofMinutes(2), NoData.HOLD);
        List<Gate> gates = TrafficGate.of(both);
        assertEquals(
                List.of("traffic.errorRate", "traffic.p90"),
                gates.stream().map(Gate::name).toList());
        assertEquals(NoData.HOLD, gates.get(0).noData());
        assertEquals(Duration.ofMinutes(2), gates.get(0).window());
    }

    private static Verdict judge(Gate gate, boolean last, Sample... samples) {
        return gate.judge("2.0", List.of(samples), last);
    }

    private static Sample at(int second, long requests, long errors) {
        return new Sample(
                NOON.plusSeconds(second),
                Map.of("2.0", new Counters(requests, errors, List.of()), "1.0", new Counters(9, 9, List.of())));
    }

    /** Requests in the bucket that ends at the limit, and in the one after it. */
    private static Sample slow(int second, long atMost, long above) {
        List<Long> buckets = new ArrayList<>(Collections.nCopies(LatencyBuckets.size(), 0L));
        buckets.set(30, atMost);
        buckets.set(31, above);
        return new Sample(NOON.plusSeconds(second), Map.of("2.0", new Counters(atMost + above, 0, buckets)));
    }
}
