package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Reaction;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.ActionOutcome;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Phase;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
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

    private final Ports ports;
    private final RolloutState state;
    private final FleetView view;
    private final Performer performer;
    private final Analyst analyst;

    /** Takes up the deployment of that name from the ledger, wherever it stands. */
    public Rollout(String deployment, Ports ports) {
        this.ports = ports;
        this.analyst = new Analyst(ports);
        Duration window = ports.gates().stream()
                .map(g -> g.window())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        this.state = new RolloutState(deployment, window);
        this.view = new FleetView(ports.target());
        this.performer = new Performer(ports, state, view);
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
     */
    public Next advance(Instant now) {
        performer.tick(now);
        for (int moves = 0; moves < MOVES_PER_TICK; moves++) {
            ports.ledger().after(state.sequence()).forEach(state::apply);
            if (state.ended() != null) {
                ports.tenure().end();
                return new Next.Done(state.ended().outcome(), state.ended().reason());
            }
            if (!ports.tenure().keep(now)) {
                return new Next.Lost("another process has taken over deployment " + state.deployment());
            }
            if (!move(now)) {
                return new Next.WaitUntil(now.plus(ports.pace().poll()));
            }
        }
        return new Next.WaitUntil(now);
    }

    /** One move; false when there is nothing to do but wait. */
    private boolean move(Instant now) {
        if (state.phase() == Phase.FORWARD) {
            if (state.abort() != null) {
                return turnBack(Outcome.ABORTED, abortReason(), now);
            }
            if (state.plan() == null) {
                return end(Outcome.ABORTED, "it was interrupted before it had a plan; nothing was touched", now);
            }
            if (state.failedAt() != null) {
                return turnBack(changesTheFleet() ? Outcome.ROLLED_BACK : Outcome.FAILED, state.lastFailure(), now);
            }
            if (state.planDone()) {
                return end(Outcome.SUCCEEDED, "", now);
            }
        } else {
            if (state.plan() == null || state.failedAt() != null) {
                return planRecovery(now);
            }
            if (state.planDone()) {
                return end(state.rollback().goal(), state.rollback().reason(), now);
            }
        }
        return perform(now);
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

    private boolean planRecovery(Instant now) {
        Duration spent = Duration.between(state.rollbackSince(), now);
        int round = state.plan() == null ? 0 : state.round() + 1;
        if (round >= ports.pace().rounds() || spent.compareTo(ports.pace().recovery()) > 0) {
            String failure = state.lastFailure().isEmpty() ? view.failure() : state.lastFailure();
            return end(
                    Outcome.FAILED,
                    state.rollback().reason() + "; taking it back failed as well, after " + round + " plans in "
                            + Durations.format(Duration.ofSeconds(spent.toSeconds())) + ": " + failure
                            + ". A person must look at the target now",
                    now);
        }
        if (round == 0 && performer.interruptedGoesOn(spent)) {
            return false;
        }
        Instant since = state.failedAt() == null ? state.rollbackSince() : state.failedAt();
        if (round > 0 && now.isBefore(since.plus(Duration.ofSeconds(1L << Math.min(round, 5))))) {
            return false;
        }
        Optional<Fleet> fleet = view.since(latest(since, now.minus(ports.pace().poll())), now);
        if (fleet.isEmpty()) {
            return false;
        }
        Plan plan = ports.recovery().plan(state, fleet.get());
        return write(new Event.Planned(state.deployment(), Phase.ROLLBACK, round, plan), now);
    }

    private boolean perform(Instant now) {
        Action action = state.action();
        if (state.running() == null) {
            return write(performer.begin(), now);
        }
        Performer.Step step = action instanceof Action.Analyse analyse ? analyse(analyse, now) : performer.look(now);
        if (step instanceof Performer.Step.Wait) {
            return false;
        }
        if (step instanceof Performer.Step.Again) {
            return write(performer.begin(), now);
        }
        Performer.Step.End end = (Performer.Step.End) step;
        if (action instanceof Action.Verify && state.running() != null) {
            List<Event.Check> results = ports.checks().results(state.running().handle());
            if (!results.isEmpty()) {
                write(new Event.Checked(state.deployment(), results), now);
            }
        }
        if (end.fleet() != null) {
            write(Observation.of(state.deployment(), end.fleet()), now);
        }
        return write(
                new Event.ActionEnded(
                        state.deployment(), state.phase(), state.round(), state.index(), end.outcome(), end.message()),
                now);
    }

    private Performer.Step analyse(Action.Analyse action, Instant now) {
        Instant from = state.runningSince();
        Instant until = from.plus(action.duration());
        boolean sampled = state.observedAt() != null && !state.observedAt().isBefore(from);
        boolean last = !now.isBefore(until);
        boolean due = !sampled
                || !now.isBefore(state.observedAt().plus(ports.pace().sample()))
                || last && state.observedAt().isBefore(until);
        if (!due) {
            return last && state.released() ? Performer.Step.done() : new Performer.Step.Wait();
        }
        Optional<Fleet> fleet = view.since(latest(from, now.minus(ports.pace().poll())), now);
        if (fleet.isEmpty()) {
            return performer.overdue(now)
                    ? Performer.Step.failed("could not watch " + action.version() + ": " + view.failure())
                    : new Performer.Step.Wait();
        }
        write(Observation.of(state.deployment(), fleet.get()), now);
        ports.ledger().after(state.sequence()).forEach(state::apply);
        Optional<Verdict> overloaded =
                Analyst.overloaded(fleet.get(), action.version(), state.plan().required());
        if (overloaded.isPresent()) {
            write(new Event.Judged(state.deployment(), overloaded.get()), now);
            return Performer.Step.failed(overloaded.get().sentence());
        }
        return decide(action, analyst.judge(state, action.version(), last), last, now);
    }

    private Performer.Step decide(Action.Analyse action, Analyst.Finding finding, boolean last, Instant now) {
        for (Verdict verdict : finding.verdicts()) {
            Verdict before = state.verdicts().get(verdict.gate());
            if (before == null || before.state() != verdict.state() || last) {
                write(new Event.Judged(state.deployment(), verdict), now);
            }
        }
        if (finding.reaction() == Reaction.ROLLBACK) {
            return Performer.Step.failed(finding.reason());
        }
        if (finding.reaction() == Reaction.HOLD && !state.released()) {
            Instant until = state.runningSince().plus(action.timeout());
            if (!now.isBefore(until)) {
                return Performer.Step.failed(finding.reason() + "; held, and nobody released it in time");
            }
            if (state.held() == null) {
                write(new Event.Held(state.deployment(), finding.reason(), until), now);
            }
            return new Performer.Step.Wait();
        }
        return last ? Performer.Step.done() : new Performer.Step.Wait();
    }

    private boolean end(Outcome outcome, String reason, Instant now) {
        String serving =
                switch (outcome) {
                    case SUCCEEDED -> state.version();
                    case ROLLED_BACK, ABORTED -> state.previousVersion();
                    case FAILED -> state.traffic().entrySet().stream()
                            .max(Map.Entry.comparingByValue())
                            .map(Map.Entry::getKey)
                            .orElse("");
                };
        return write(new Event.Ended(state.deployment(), outcome, reason, serving), now);
    }

    private boolean write(Event event, Instant now) {
        ports.ledger().append(event, now);
        return true;
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
