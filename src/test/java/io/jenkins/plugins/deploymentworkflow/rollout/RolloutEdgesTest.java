package io.jenkins.plugins.deploymentworkflow.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Reaction;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.strategy.FleetText;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Operations that change nothing, ledgers that fail, and deployments that are not there any more. */
class RolloutEdgesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final MemoryLedger ledger = new MemoryLedger();
    private final SimulatedTarget target =
            new SimulatedTarget(new World() {}, Simulation.ALL, FleetText.parse("1: 1.0 h 100%"), true, NOON);
    private final FakeChecks checks = new FakeChecks();
    private final List<String> tenure = new ArrayList<>();
    private Instant now = NOON;
    private boolean lost;

    private static final class FakeChecks implements Checks {
        private Progress progress = new Progress.Unknown();
        private Progress atTheEnd = new Progress.Failed("cancelled");
        private List<Event.Check> results = List.of();

        @Override
        public List<Event.Check> results(String handle) {
            return results;
        }

        @Override
        public void start(String handle, Action action) {
            progress = new Progress.Running("");
        }

        @Override
        public Progress poll(String handle, Action action) {
            return progress;
        }

        @Override
        public void cancel(String handle) {
            progress = atTheEnd;
        }
    }

    private void smoke() {
        ledger.append(
                new Event.Started(
                        "d1",
                        "smoke",
                        "shop",
                        "staging",
                        "",
                        "",
                        "",
                        null,
                        new Event.Origin("me", "cli", "", "", "", "."),
                        new Event.Configuration("staging.yaml", "", "", Map.of())),
                now);
        Action verify = new Action.Verify("", List.of("home"), Duration.ofSeconds(10));
        ledger.append(
                new Event.Planned("d1", Event.Phase.FORWARD, 0, new Plan("smoke", "", "", 0, List.of(verify))), now);
    }

    private Rollout rollout(Ledger through) {
        Tenure right = new Tenure() {
            @Override
            public boolean keep(Instant at) {
                return !lost;
            }

            @Override
            public void end() {
                tenure.add("ended");
                throw new LedgerException("simulated: the lock cannot be removed");
            }
        };
        return new Rollout(
                "d1",
                new Ports(
                        through,
                        target,
                        checks,
                        List.of(),
                        Reaction.ROLLBACK,
                        Reaction.HOLD,
                        Recovery.nothing(),
                        right,
                        Simulation.PACE));
    }

    private Next runToEnd(Rollout rollout) {
        for (int i = 0; i < 1_000; i++) {
            Next next = rollout.advance(now);
            if (!(next instanceof Next.WaitUntil wait)) {
                return next;
            }
            now = wait.at();
            target.advance(now);
        }
        throw new AssertionError("has not ended: " + ledger.entries());
    }

    @Test
    void checksThatPassAreKeptWithTheirResults() {
        smoke();
        Rollout rollout = rollout(ledger);
        rollout.advance(now);
        checks.results = List.of(new Event.Check("home", true, 12, 1, ""));
        checks.progress = new Progress.Done("");
        assertEquals(new Next.Done(Outcome.SUCCEEDED, ""), runToEnd(rollout));
        assertEquals(checks.results, rollout.state().checks());
    }

    @Test
    void checksThatFailFailAnOperationThatHasNothingToTakeBack() {
        smoke();
        Rollout rollout = rollout(ledger);
        rollout.advance(now);
        checks.results = List.of(new Event.Check("home", false, 12, 3, "expected 200, found 503"));
        checks.progress = new Progress.Failed("home: expected 200, found 503");
        assertEquals(new Next.Done(Outcome.FAILED, "home: expected 200, found 503"), runToEnd(rollout));
        assertEquals(checks.results, rollout.state().checks());
    }

    @Test
    void checksThatHangEndAtTheirTimeLimit() {
        smoke();
        Next end = runToEnd(rollout(ledger));
        assertEquals(new Next.Done(Outcome.FAILED, "verify: home did not end within 10s"), end);
    }

    @Test
    void whatTookTooLongIsReportedAsItWasBeforeItWasStopped() {
        smoke();
        Rollout rollout = rollout(ledger);
        rollout.advance(now);
        checks.progress = new Progress.Running("connecting");
        checks.atTheEnd = new Progress.Running("Terminated");
        assertEquals(
                new Next.Done(Outcome.FAILED, "verify: home did not end within 10s; last seen: connecting"),
                runToEnd(rollout));
    }

    @Test
    void anAbortOfChecksEndsThem() {
        smoke();
        Rollout rollout = rollout(ledger);
        rollout.advance(now);
        ledger.append(new Event.Requested("d1", Event.Request.ABORT, "me", ""), now);
        assertEquals(new Next.Done(Outcome.ABORTED, "aborted by me"), runToEnd(rollout));
        assertEquals(new Progress.Failed("cancelled"), checks.progress);
    }

    @Test
    void aRightThatCannotBeGivenBackDoesNotUndoTheEnd() {
        smoke();
        Rollout rollout = rollout(ledger);
        rollout.advance(now);
        checks.progress = new Progress.Done("");
        assertEquals(new Next.Done(Outcome.SUCCEEDED, ""), runToEnd(rollout));
        assertEquals(new Next.Done(Outcome.SUCCEEDED, ""), rollout.advance(now));
        assertEquals(List.of("ended"), tenure);
    }

    @Test
    void whatEndedIsOverForWhoeverComesLater() {
        smoke();
        Rollout rollout = rollout(ledger);
        rollout.advance(now);
        checks.progress = new Progress.Done("");
        runToEnd(rollout);
        int entries = ledger.entries().size();
        assertEquals(new Next.Done(Outcome.SUCCEEDED, ""), rollout(ledger).advance(now));
        assertEquals(entries, ledger.entries().size());
    }

    @Test
    void aRolloutThatLostItsRightTouchesNothingMore() {
        smoke();
        lost = true;
        Next next = rollout(ledger).advance(now);
        assertEquals(new Next.Lost("another process has taken over deployment d1"), next);
        assertEquals(2, ledger.entries().size());
        assertTrue(checks.progress instanceof Progress.Unknown);
        assertEquals(List.of(), tenure);
    }

    @Test
    void aDeploymentThatTheLedgerDoesNotKnowIsNamed() {
        IllegalStateException unknown =
                assertThrows(IllegalStateException.class, () -> rollout(ledger).advance(now));
        assertEquals("the ledger holds no deployment named d1", unknown.getMessage());
    }

    @Test
    void aDeploymentThatHasNoPlanYetTouchedNothing() {
        smoke();
        MemoryLedger cut = new MemoryLedger();
        cut.append(ledger.entries().get(0).event(), now);
        assertEquals(
                new Next.Done(Outcome.ABORTED, "it was interrupted before it had a plan; nothing was touched"),
                rollout(cut).advance(now));
    }

    @Test
    void aLedgerThatFailsInTheMiddleOfATickStopsBeforeTheEffectAndGoesOnLater() {
        smoke();
        boolean[] full = {true};
        Rollout rollout = rollout(new Ledger() {
            @Override
            public Entry append(Event event, Instant at) {
                if (full[0]) {
                    throw new LedgerException("simulated: disk full");
                }
                return ledger.append(event, at);
            }

            @Override
            public List<Entry> after(long sequence) {
                return ledger.after(sequence);
            }
        });
        for (int i = 0; i < 3; i++) {
            assertThrows(LedgerException.class, () -> rollout.advance(now));
        }
        assertTrue(checks.progress instanceof Progress.Unknown, "started without being written down");
        assertEquals(List.of(), tenure);
        full[0] = false;
        rollout.advance(now);
        checks.progress = new Progress.Done("");
        assertEquals(new Next.Done(Outcome.SUCCEEDED, ""), runToEnd(rollout));
    }

    @Test
    void entriesOfOtherProcessesBetweenItsOwnAreSeen() {
        smoke();
        Rollout rollout = rollout(new Ledger() {
            @Override
            public Entry append(Event event, Instant at) {
                if (event instanceof Event.ActionStarted) {
                    ledger.append(new Event.Requested("d1", Event.Request.ABORT, "me", ""), at);
                }
                return ledger.append(event, at);
            }

            @Override
            public List<Entry> after(long sequence) {
                return ledger.after(sequence);
            }
        });
        rollout.advance(now);
        assertEquals(Event.Phase.ROLLBACK, rollout.state().phase());
    }
}
