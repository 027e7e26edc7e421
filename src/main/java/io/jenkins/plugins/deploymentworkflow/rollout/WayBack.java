package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the plan that takes a deployment back, from what is seen at the moment; when it fails, the next one, with
 * growing pauses, until it succeeds or the bounds are reached.
 */
final class WayBack {
    /** What is to be done about taking back. */
    sealed interface Step {
        /** Nothing yet. */
        record Wait() implements Step {}

        /** To be carried out next. */
        record Next(int round, Plan plan) implements Step {}

        /** It has been taken back. */
        record Settled() implements Step {}

        /** It cannot be taken back without a person. */
        record GiveUp(String reason) implements Step {}
    }

    private static final int LONGEST_PAUSE = 5;

    private final Ports ports;
    private final RolloutState state;
    private final FleetView view;
    private final Performer performer;

    WayBack(Ports ports, RolloutState state, FleetView view, Performer performer) {
        this.ports = ports;
        this.state = state;
        this.view = view;
        this.performer = performer;
    }

    /** What follows when there is no plan yet, or it failed. */
    Step look(Instant now) {
        Duration spent = Duration.between(state.rollbackSince(), now);
        int round = state.plan() == null ? 0 : state.round() + 1;
        if (round >= ports.pace().rounds() || spent.compareTo(ports.pace().recovery()) > 0) {
            return giveUp("after " + round + " plans in " + Durations.format(Duration.ofSeconds(spent.toSeconds()))
                    + ": " + lastFailure());
        }
        if (round == 0 && performer.interruptedGoesOn(spent)) {
            return new Step.Wait();
        }
        Instant since = round == 0 ? state.rollbackSince() : state.failedAt();
        if (round > 0 && now.isBefore(since.plus(pause(round)))) {
            return new Step.Wait();
        }
        return plan(round, since, now);
    }

    /**
     * What follows when a plan was carried out: the end, unless more is to be taken back by now. An effect that was
     * under way when taking back began may have come late.
     */
    Step settle(Instant now) {
        Duration spent = Duration.between(state.rollbackSince(), now);
        if (spent.compareTo(ports.pace().recovery()) > 0) {
            return giveUp("and what it came to was not to be seen: " + lastFailure());
        }
        Step step = plan(state.round() + 1, state.plannedUntil(), now);
        if (step instanceof Step.Next next) {
            boolean nothingNew = next.plan().equals(state.plan())
                    || next.plan().actions().stream().allMatch(Action.AwaitHealthy.class::isInstance);
            if (nothingNew) {
                return new Step.Settled();
            }
            if (next.round() >= ports.pace().rounds()) {
                return giveUp("after " + next.round() + " plans there is still to do: "
                        + next.plan().actions().stream().map(Action::name).collect(Collectors.joining(", ")));
            }
        }
        return step;
    }

    private Step plan(int round, Instant since, Instant now) {
        Optional<Fleet> fleet = view.since(since, now);
        return fleet.map(f -> plan(round, f)).orElse(new Step.Wait());
    }

    private Step plan(int round, Fleet fleet) {
        try {
            return new Step.Next(round, ports.recovery().plan(state, fleet));
        } catch (RuntimeException e) {
            return giveUp("no plan can be made for it: " + Words.of(e));
        }
    }

    private static Duration pause(int round) {
        return Duration.ofSeconds(1L << Math.min(round, LONGEST_PAUSE));
    }

    private String lastFailure() {
        if (!state.lastFailure().isEmpty()) {
            return state.lastFailure();
        }
        return view.failure().isEmpty()
                ? "the target did not answer"
                : "the target could not be asked: " + view.failure();
    }

    private Step giveUp(String why) {
        Event.Observed seen = state.observed();
        String traffic =
                seen == null || seen.traffic().isEmpty() ? "" : ", where traffic was last seen as " + seen.traffic();
        String wanted = state.previousVersion().isEmpty()
                ? "take " + state.version() + " away"
                : "bring " + state.previousVersion() + " back into service";
        return new Step.GiveUp(state.rollback().reason() + "; taking it back failed as well, " + why
                + ". A person must look at the target now" + traffic + ", and " + wanted);
    }
}
