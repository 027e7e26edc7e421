package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Phase;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How far a deployment's plans have been carried out: the part of its state that follows plans and actions. */
final class Position {
    private final List<Action> done = new ArrayList<>();
    private Phase phase = Phase.FORWARD;
    private Plan plan;
    private int round;
    private int index;
    private Instant plannedUntil;
    private int attempts;
    private Event.ActionStarted running;
    private Instant runningSince;
    private Instant failedAt;
    private String lastFailure = "";
    private Action interrupted;
    private Event.ActionStarted interruptedStart;

    void planned(Event.Planned event, Instant at) {
        phase = event.phase();
        round = event.round();
        plan = event.plan();
        index = 0;
        plannedUntil = at;
        nextAction();
    }

    void started(Event.ActionStarted event, Instant at) {
        running = event;
        runningSince = at;
        attempts = event.attempt() + 1;
    }

    void ended(Event.ActionEnded event, Instant at) {
        if (event.outcome() == Event.ActionOutcome.DONE) {
            done.add(plan.action(event.index()));
            index = event.index() + 1;
            plannedUntil = at;
            nextAction();
        } else {
            running = null;
            lastFailure = event.message();
            failedAt = at;
        }
    }

    void turnedBack() {
        interrupted = running == null ? null : action();
        interruptedStart = running;
        phase = Phase.ROLLBACK;
        plan = null;
        round = 0;
        lastFailure = "";
        nextAction();
    }

    private void nextAction() {
        running = null;
        attempts = 0;
        failedAt = null;
    }

    Phase phase() {
        return phase;
    }

    /** Null while one is being made. */
    Plan plan() {
        return plan;
    }

    int round() {
        return round;
    }

    int index() {
        return index;
    }

    boolean planDone() {
        return plan != null && index >= plan.size();
    }

    /** Null when there is none. */
    Action action() {
        return plan == null || index >= plan.size() ? null : plan.action(index);
    }

    /** Whether nothing but clearing away is left of the way forward. */
    boolean accepted() {
        return phase == Phase.FORWARD
                && action() != null
                && !plan.version().isEmpty()
                && plan.actions().subList(index, plan.size()).stream()
                        .allMatch(a -> a instanceof Action.Drain || a instanceof Action.Retire);
    }

    List<Action> done() {
        return Collections.unmodifiableList(done);
    }

    Event.ActionStarted running() {
        return running;
    }

    Instant runningSince() {
        return runningSince;
    }

    Instant plannedUntil() {
        return plannedUntil;
    }

    int attempts() {
        return attempts;
    }

    Instant failedAt() {
        return failedAt;
    }

    String lastFailure() {
        return lastFailure;
    }

    Action interrupted() {
        return interrupted;
    }

    Event.ActionStarted interruptedStart() {
        return interruptedStart;
    }
}
