package io.jenkins.plugins.deploymentworkflow.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may let a deployment go on that waits for a person. */
class ReleaseTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Action APPROVAL = new Action.AwaitApproval("1.4.0", List.of("anna", "release-managers"), HOUR);
    private static final Action WATCH = new Action.Analyse("1.4.0", Share.FULL, HOUR, HOUR);

    @TempDir
    private Path root;

    private Ledger ledger;
    private Operations operations;

    @BeforeEach
    void open() {
        LedgerStore ledgers = LedgerStore.open(root, UnaryOperator.identity());
        ledger = ledgers.ledger("shop", "production");
        operations = new Operations(ledgers, null);
    }

    private void held(Action action) {
        ledger.append(
                new Event.Started(
                        "d1",
                        "promote",
                        "shop",
                        "production",
                        "1.4.0",
                        "1.3.0",
                        "rolling",
                        null,
                        new Event.Origin("me", "cli", "", "", "", "."),
                        new Event.Configuration("production.yaml", "", "", Map.of())),
                NOON);
        Plan plan = new Plan("rolling", "1.4.0", "1.3.0", 1, List.of(action));
        ledger.append(new Event.Planned("d1", Event.Phase.FORWARD, 0, plan), NOON);
        ledger.append(new Event.ActionStarted("d1", Event.Phase.FORWARD, 0, 0, 0, "h"), NOON);
        ledger.append(new Event.Held("d1", "because", NOON.plus(HOUR)), NOON);
    }

    private String release(String by, Set<String> groups, Instant at) {
        return operations.release("shop", "production", by, groups, "fine", at);
    }

    private static void refuse(Asking asking, Approver by, Instant at) {
        asking.refuse("shop", "production", "d1", by, "too slow", at);
    }

    private void refused(String why, Runnable asking) {
        int before = ledger.after(0).size();
        String message = assertThrows(Refused.class, asking::run).getMessage();
        assertTrue(message.contains(why), message);
        assertEquals(before, ledger.after(0).size(), "a refusal is not written down as a request");
    }

    @Test
    void whoeverIsNamedMayApprove() {
        held(APPROVAL);
        assertEquals("d1", release("anna", Set.of(), NOON.plusSeconds(1)));
        Entry last = ledger.after(4).get(0);
        assertEquals(new Event.Requested("d1", Event.Request.RELEASE, "anna", "fine"), last.event());
    }

    @Test
    void whoeverIsInAGroupThatIsNamedMayApproveInTheirOwnName() {
        held(APPROVAL);
        release("bob", Set.of("users", "release-managers"), NOON.plusSeconds(1));
        assertEquals("bob", ((Event.Requested) ledger.after(4).get(0).event()).by());
    }

    @Test
    void othersMayNotAndAreToldWhoMay() {
        held(APPROVAL);
        refused(
                "may be approved by anna, release-managers, found bob (groups: testers, users)",
                () -> release("bob", Set.of("users", "testers"), NOON));
        refused("found Anna (groups: none)", () -> release("Anna", Set.of(), NOON));
    }

    @Test
    void nobodyMayWhenTheTimeIsOver() {
        held(APPROVAL);
        refused("could be approved until", () -> release("anna", Set.of(), NOON.plus(HOUR)));
        release("anna", Set.of(), NOON.plus(HOUR).minusNanos(1));
    }

    @Test
    void anApprovalCannotBeGivenByAnOrdinaryRelease() {
        held(APPROVAL);
        refused(
                "waits for approval by anna, release-managers",
                () -> operations.ask("shop", "production", Event.Request.RELEASE, "bob", "", NOON));
        operations.ask("shop", "production", Event.Request.ABORT, "bob", "", NOON);
    }

    @Test
    void whoMightApproveMayRefuse() {
        held(APPROVAL);
        Asking asking = new Asking(LedgerStore.open(root, UnaryOperator.identity()));
        refused("found bob (groups: none)", () -> refuse(asking, Approver.of("bob", Set.of()), NOON));
        refused(
                "could be approved until", () -> refuse(asking, Approver.of("anna", Set.of()), NOON.plus(HOUR)));
        refuse(asking, Approver.of("carl", Set.of("release-managers")), NOON);
        assertEquals(
                new Event.Requested("d1", Event.Request.ABORT, "carl", "approval refused: too slow"),
                ledger.after(4).get(0).event());
    }

    @Test
    void whatWaitsForNoApprovalCannotBeRefused() {
        held(WATCH);
        Asking asking = new Asking(LedgerStore.open(root, UnaryOperator.identity()));
        refused("does not wait for approval", () -> refuse(asking, Approver.of("anna", Set.of()), NOON));
    }

    @Test
    void whoCallsPeopleOtherwiseThanLetterByLetterSaysSo() {
        held(APPROVAL);
        Approver somebody = new Approver() {
            @Override
            public String id() {
                return "ANNA";
            }

            @Override
            public Set<String> groups() {
                return Set.of();
            }

            @Override
            public boolean isCalled(String name) {
                return name.equalsIgnoreCase(id());
            }
        };
        Asking asking = new Asking(LedgerStore.open(root, UnaryOperator.identity()));
        asking.release("shop", "production", "d1", somebody, "fine", NOON);
        assertEquals("ANNA", ((Event.Requested) ledger.after(4).get(0).event()).by());
    }

    @Test
    void whatAGateHoldsAnybodyMayRelease() {
        held(WATCH);
        release("bob", Set.of(), NOON.plus(HOUR.multipliedBy(2)));
    }

    @Test
    void whoMeansADeploymentThatIsOverIsToldWhichIsUnderWay() {
        held(APPROVAL);
        Asking asking = new Asking(LedgerStore.open(root, UnaryOperator.identity()));
        refused(
                "d0 is not under way any more, d1 is",
                () -> asking.release("shop", "production", "d0", Approver.of("anna", Set.of()), "", NOON));
        refused(
                "d0 is not under way any more, d1 is",
                () -> asking.ask("shop", "production", "d0", Event.Request.ABORT, "anna", "", NOON));
    }

    @Test
    void whatIsNotHeldCannotBeReleased() {
        refused("is under way", () -> release("anna", Set.of(), NOON));
        held(APPROVAL);
        release("anna", Set.of(), NOON);
        refused("is not held", () -> release("anna", Set.of(), NOON));
    }
}
