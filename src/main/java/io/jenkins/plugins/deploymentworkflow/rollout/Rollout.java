package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.ActionOutcome;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Phase;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One deployment under way, moved by ticks. It holds nothing that is not in the ledger but what it is waiting for, so
 * that going on after a crash is the same code as going on; it never blocks, and one rollout is moved by one thread at
 * a time.
 */
public final class Rollout {
    private static final int MOVES_PER_TICK = 100;
    private static final Duration SOONEST = Duration.ofMillis(10);
    private static final int CLEAN_UP_ATTEMPTS = 3;

    private final Ports ports;
    private final RolloutState state;
    private final Journal journal;
    private final Performer performer;
    private final Watch watch;
    private final Approval approval;
    private final WayBack wayBack;
    private boolean gaveTenureBack;

    /** Takes up the deployment of that name from the ledger, wherever it stands. */
    public Rollout(String deployment, Ports ports) {
        this.ports = ports;
        this.state = new RolloutState(deployment, Watch.window(ports));
        this.journal = new Journal(ports.ledger(), state);
        FleetView view = new FleetView(ports.target());
        this.performer = new Performer(ports, state, view);
        this.watch = new Watch(ports, state, view, journal);
        this.approval = new Approval(state, journal, ports.clearance());
        this.wayBack = new WayBack(ports, state, view, performer);
    }

    /** Where it stands, as of the last tick. */
    public RolloutState state() {
        return state;
    }

    /**
     * Moves it as far as it can go now.
     *
     * @throws io.jenkins.plugins.deploymentworkflow.ledger.LedgerException when the ledger fails; nothing was started
     *     that is not written down
     * @throws IllegalStateException when the ledger knows no such deployment
     */
    public Next advance(Instant now) {
        performer.tick(now);
        journal.catchUp();
        if (state.started() == null) {
            throw new IllegalStateException("the ledger holds no deployment named " + state.deployment());
        }
        for (int moves = 0; moves < MOVES_PER_TICK; moves++) {
            if (state.ended() != null) {
                giveTenureBack();
                return new Next.Done(state.ended().outcome(), state.ended().reason());
            }
            if (!ports.tenure().keep(now)) {
                return new Next.Lost("another process has taken over deployment " + state.deployment());
            }
            if (!move(now)) {
                return new Next.WaitUntil(now.plus(patience(now)));
            }
        }
        return new Next.WaitUntil(now);
    }

    /** What has just begun is looked at soon, and less often the longer it takes; watching keeps its own pace. */
    private Duration patience(Instant now) {
        Duration poll = ports.pace().poll();
        if (state.action() instanceof Action.Analyse
                || state.action() instanceof Action.Pause
                || state.action() instanceof Action.AwaitApproval) {
            return poll;
        }
        Duration half = Duration.between(state.changedAt(), now).dividedBy(2);
        Duration soon = half.compareTo(SOONEST) < 0 ? SOONEST : half;
        return soon.compareTo(poll) < 0 ? soon : poll;
    }

    /** A right that cannot be given back ends by itself; the deployment has ended all the same. */
    private void giveTenureBack() {
        if (!gaveTenureBack) {
            gaveTenureBack = true;
            try {
                ports.tenure().end();
            } catch (LedgerException e) {
                return;
            }
        }
    }

    /** One move; false when there is nothing to do but wait. */
    private boolean move(Instant now) {
        if (state.phase() == Phase.ROLLBACK) {
            if (state.plan() == null || state.failedAt() != null) {
                return follow(wayBack.look(now), now);
            }
            if (state.planDone()) {
                return follow(wayBack.settle(now), now);
            }
        } else {
            if (state.abort() != null && state.nothingTouched()) {
                return end(Outcome.REFUSED, abortReason() + "; it waited for approval, and nothing was touched", now);
            }
            if (state.abort() != null) {
                return turnBack(Outcome.ABORTED, abortReason(), now);
            }
            if (state.plan() == null) {
                return end(Outcome.ABORTED, "it was interrupted before it had a plan; nothing was touched", now);
            }
            if (state.planDone()) {
                return end(Outcome.SUCCEEDED, "", now);
            }
            if (state.failedAt() != null && state.nothingTouched()) {
                return end(Outcome.REFUSED, state.lastFailure() + "; nothing was touched", now);
            }
            if (state.failedAt() != null) {
                return state.accepted()
                        ? end(Outcome.SUCCEEDED, leftOver(), now)
                        : turnBack(goal(), state.lastFailure(), now);
            }
            if (state.running() != null && !(state.action() instanceof Action.Analyse)) {
                Optional<String> trouble = watch.trouble(now);
                if (trouble.isPresent()) {
                    return turnBack(goal(), trouble.get(), now);
                }
            }
        }
        return perform(now);
    }

    /** What is accepted is not taken back because something old could not be cleared away. */
    private String leftOver() {
        return state.action().name() + " failed: " + state.lastFailure() + ". " + state.version()
                + " serves; the next deployment will try to clear away what is left";
    }

    /** An operation that changes nothing has nothing to take back: it has just failed. */
    private Outcome goal() {
        return changesTheFleet() ? Outcome.ROLLED_BACK : Outcome.FAILED;
    }

    private boolean changesTheFleet() {
        return switch (state.started().operation()) {
            case "stage", "promote", "rollback" -> true;
            default -> false;
        };
    }

    private String abortReason() {
        String reason = state.abort().reason();
        return "aborted by " + state.abort().by() + (reason.isEmpty() ? "" : ": " + reason);
    }

    private boolean turnBack(Outcome goal, String reason, Instant now) {
        if (state.running() != null) {
            performer.cancel();
        }
        return write(new Event.RollbackStarted(state.deployment(), goal, reason), now);
    }

    private boolean follow(WayBack.Step step, Instant now) {
        if (step instanceof WayBack.Step.Settled) {
            return end(state.rollback().goal(), state.rollback().reason(), now);
        }
        if (step instanceof WayBack.Step.Next next) {
            return write(new Event.Planned(state.deployment(), Phase.ROLLBACK, next.round(), next.plan()), now);
        }
        return step instanceof WayBack.Step.GiveUp giveUp && end(Outcome.FAILED, giveUp.reason(), now);
    }

    private boolean perform(Instant now) {
        Action action = state.action();
        if (state.running() == null) {
            return write(performer.begin(), now);
        }
        Step step = look(action, now);
        if (step instanceof Step.Wait) {
            return false;
        }
        if (step instanceof Step.Again) {
            return write(performer.begin(), now);
        }
        Step.End end = (Step.End) step;
        if (end.outcome() == ActionOutcome.FAILED && clearsAway(action) && state.attempts() < CLEAN_UP_ATTEMPTS) {
            Instant again = state.runningSince().plusSeconds(1L << state.attempts());
            return !now.isBefore(again) && write(performer.begin(), now);
        }
        if (action instanceof Action.Verify) {
            List<Event.Check> results = ports.checks().results(state.running().handle());
            if (!results.isEmpty()) {
                write(new Event.Checked(state.deployment(), results), now);
            }
        }
        if (end.fleet() != null) {
            Optional<String> overloaded = watch.routed(end.fleet(), now);
            end = overloaded
                    .map(why -> new Step.End(ActionOutcome.FAILED, why, null))
                    .orElse(end);
        }
        return write(
                new Event.ActionEnded(
                        state.deployment(), state.phase(), state.round(), state.index(), end.outcome(), end.message()),
                now);
    }

    private Step look(Action action, Instant now) {
        if (action instanceof Action.AwaitApproval wait) {
            return approval.look(wait, now);
        }
        return action instanceof Action.Analyse analyse
                ? watch.look(analyse, performer.since(), now)
                : performer.look(now);
    }

    /** Nothing is given up for the sake of an old instance before it was tried to clear it away again. */
    private static boolean clearsAway(Action action) {
        return action instanceof Action.Drain || action instanceof Action.Retire;
    }

    private boolean end(Outcome outcome, String reason, Instant now) {
        String serving =
                switch (outcome) {
                    case SUCCEEDED -> state.version();
                    case ROLLED_BACK, ABORTED, REFUSED -> state.previousVersion();
                    case FAILED ->
                        state.traffic().entrySet().stream()
                                .max(Map.Entry.comparingByValue())
                                .map(Map.Entry::getKey)
                                .orElse("");
                };
        return write(new Event.Ended(state.deployment(), outcome, reason, serving), now);
    }

    private boolean write(Event event, Instant now) {
        journal.write(event, now);
        return true;
    }
}
