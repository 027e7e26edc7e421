package io.jenkins.plugins.deploymentworkflow.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.deploymentworkflow.ledger.Delivery;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import io.jenkins.plugins.deploymentworkflow.ledger.FileLedger;
import io.jenkins.plugins.deploymentworkflow.ledger.Index;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryMeasuresTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private final List<Delivery> deliveries = new ArrayList<>();

    @TempDir
    Path root;

    @Test
    void whereNothingWasDeployedNothingIsMeasured() {
        assertEquals(new DeliveryMeasures(0, Optional.empty(), 0, 0, Optional.empty(), 0), week());
        assertEquals(Optional.empty(), week().changeFailureRate());
    }

    @Test
    void onlyWhatWasBroughtIntoServiceInTheSpanCountsAsADeployment() {
        deploy(-1, Outcome.SUCCEEDED);
        deploy(0, Outcome.SUCCEEDED);
        deploy(24, Outcome.ROLLED_BACK);
        deploy(48, Outcome.ABORTED);
        deploy(72, Outcome.SUCCEEDED);
        deploy(7 * 24, Outcome.SUCCEEDED);
        assertEquals(2, week().deployments());
    }

    @Test
    void goingBackIsNoDeployment() {
        deploy(1, 7, 6, Outcome.SUCCEEDED);
        back(2, 6, 7, Outcome.SUCCEEDED);
        assertEquals(1, week().deployments());
        assertEquals(1, week().tried());
    }

    @Test
    void leadTimeIsTheMedianFromCommitToTheEndOfTheDeployment() {
        deployChangedBefore(1, Duration.ofHours(1));
        deployChangedBefore(2, Duration.ofHours(5));
        assertEquals(Optional.of(Duration.ofHours(3)), week().leadTime());
        deployChangedBefore(3, Duration.ofDays(30));
        assertEquals(Optional.of(Duration.ofHours(5)), week().leadTime());
        deploy(4, Outcome.SUCCEEDED);
        assertEquals(Optional.of(Duration.ofHours(5)), week().leadTime(), "nothing is known of the last");
    }

    @Test
    void aVersionThatReplacesItselfBringsNoChange() {
        Instant end = MONDAY.plusSeconds(3600);
        deliveries.add(new Delivery(
                end,
                Optional.of(end),
                Optional.of(Outcome.SUCCEEDED),
                false,
                7,
                7,
                Optional.of(MONDAY),
                Optional.empty()));
        assertEquals(Optional.empty(), week().leadTime());
        assertEquals(1, week().deployments());
    }

    @Test
    void aChangeHasFailedWhenItWasRolledBackOrFailedOrSomebodyWentBackFromIt() {
        deploy(1, 2, 1, Outcome.SUCCEEDED);
        deploy(2, 3, 2, Outcome.ROLLED_BACK);
        deploy(3, 4, 2, Outcome.FAILED);
        deploy(4, 5, 2, Outcome.ABORTED);
        deploy(5, 6, 2, Outcome.SUCCEEDED);
        back(6, 2, 6, Outcome.SUCCEEDED);
        assertEquals(3, week().failed());
        assertEquals(4, week().tried());
        assertEquals(Optional.of(75.0), week().changeFailureRate());
    }

    @Test
    void aChangeThatOthersFollowedHasNotFailedBySomebodyGoingBackToIt() {
        deploy(1, 2, 1, Outcome.SUCCEEDED);
        deploy(2, 3, 2, Outcome.SUCCEEDED);
        back(3, 2, 3, Outcome.ABORTED);
        back(4, 2, 3, Outcome.SUCCEEDED);
        assertEquals(1, week().failed());
    }

    @Test
    void whatWasRolledBackIsRestoredAtItsEndCountedFromWhenItWasGivenUp() {
        Instant end = MONDAY.plus(Duration.ofHours(5));
        deliveries.add(new Delivery(
                MONDAY,
                Optional.of(end),
                Optional.of(Outcome.ROLLED_BACK),
                false,
                2,
                1,
                Optional.empty(),
                Optional.of(end.minusSeconds(90))));
        assertEquals(Optional.of(Duration.ofSeconds(90)), week().timeToRestore());
        assertEquals(0, week().unrestored());
    }

    @Test
    void afterAFailureTheNextSuccessRestoresAlsoWhenItIsLaterThanTheSpan() {
        deploy(1, 2, 1, Outcome.FAILED);
        assertEquals(Optional.empty(), week().timeToRestore());
        assertEquals(1, week().unrestored());
        deploy(2, 3, 2, Outcome.FAILED);
        back(24 * 8, 1, 2, Outcome.SUCCEEDED);
        assertEquals(0, week().unrestored());
        assertEquals(
                Optional.of(Duration.ofMinutes((24 * 8 - 1) * 60 + (24 * 8 - 2) * 60)
                        .dividedBy(2)),
                week().timeToRestore());
    }

    @Test
    void whatSucceededAndWasLeftIsRestoredWhenGoingBackEnded() {
        deploy(1, 2, 1, Outcome.SUCCEEDED);
        back(4, 1, 2, Outcome.SUCCEEDED);
        assertEquals(Optional.of(Duration.ofHours(3)), week().timeToRestore());
    }

    @Test
    void theIndexGivesWhatIsMeasured() {
        FileLedger ledger = LedgerStore.open(root).ledger("storefront", "production");
        ledger.append(started("d1", "promote", "1.1.0", "1.0.0"), MONDAY);
        ledger.append(
                new Event.RollbackStarted("d1", Outcome.ROLLED_BACK, "traffic.errorRate"), MONDAY.plusSeconds(60));
        ledger.append(new Event.Ended("d1", Outcome.ROLLED_BACK, "no", "1.0.0"), MONDAY.plusSeconds(80));
        ledger.append(started("s1", "smoke", "1.0.0", ""), MONDAY.plusSeconds(90));
        ledger.append(started("d2", "promote", "1.2.0", "1.0.0"), MONDAY.plusSeconds(100));
        ledger.append(new Event.Ended("d2", Outcome.SUCCEEDED, "", "1.2.0"), MONDAY.plusSeconds(200));
        Index index = LedgerStore.open(root).index("storefront", "production");
        index.refresh(Long.MAX_VALUE);
        DeliveryMeasures measures =
                DeliveryMeasures.of(index.deliveries(MONDAY), MONDAY, MONDAY.plus(Duration.ofDays(7)));
        assertEquals(
                new DeliveryMeasures(
                        1, Optional.of(Duration.ofSeconds(3800)), 1, 2, Optional.of(Duration.ofSeconds(20)), 0),
                measures);
        assertEquals(List.of(), index.deliveries(MONDAY.plusSeconds(201)));
    }

    private static Event.Started started(String id, String operation, String version, String previous) {
        return new Event.Started(
                id,
                operation,
                "storefront",
                "production",
                version,
                previous,
                "canary",
                null,
                new Event.Origin("alice", "jenkins", "job/shop/1/", "c0ffee", "", ".", MONDAY.minusSeconds(3600), null),
                new Event.Configuration("production.yaml", "00", "", Map.of()));
    }

    private DeliveryMeasures week() {
        return DeliveryMeasures.of(deliveries, MONDAY, MONDAY.plus(Duration.ofDays(7)));
    }

    private void deploy(int hour, Outcome outcome) {
        deploy(hour, hour + 100, hour + 99, outcome);
    }

    private void deploy(int hour, long version, long previous, Outcome outcome) {
        add(hour, version, previous, outcome, false, Optional.empty());
    }

    private void deployChangedBefore(int hour, Duration before) {
        Instant end = MONDAY.plus(Duration.ofHours(hour));
        add(hour, hour + 100, hour + 99, Outcome.SUCCEEDED, false, Optional.of(end.minus(before)));
    }

    private void back(int hour, long version, long previous, Outcome outcome) {
        add(hour, version, previous, outcome, true, Optional.empty());
    }

    private void add(int hour, long version, long previous, Outcome outcome, boolean back, Optional<Instant> changed) {
        Instant end = MONDAY.plus(Duration.ofHours(hour));
        deliveries.add(new Delivery(
                end.minusSeconds(60),
                Optional.of(end),
                Optional.of(outcome),
                back,
                version,
                previous,
                changed,
                Optional.empty()));
    }
}
