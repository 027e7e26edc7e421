package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.ui.ActionView.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gathers how far a plan was carried out. */
final class PlanFold {
    private final boolean back;
    private final int round;
    private final String reason;
    private final List<ActionView> actions = new ArrayList<>();

    /** @param reason why it takes the deployment back */
    PlanFold(Event.Planned planned, String reason) {
        this.back = planned.phase() == Event.Phase.ROLLBACK;
        this.round = planned.round() + 1;
        this.reason = back ? reason : "";
        for (Action action : planned.plan().actions()) {
            actions.add(new ActionView(actions.size() + 1, action, State.NEXT, null, null, 0, ""));
        }
    }

    void started(Event.ActionStarted event, Instant at) {
        if (event.index() < actions.size()) {
            ActionView before = actions.get(event.index());
            actions.set(
                    event.index(),
                    new ActionView(
                            before.number(), before.action(), State.NOW, at, null, event.attempt() + 1, ""));
        }
    }

    /** Returns what has been done now, or null. */
    Action ended(Event.ActionEnded event, Instant at) {
        if (event.index() >= actions.size()) {
            return null;
        }
        State state =
                switch (event.outcome()) {
                    case DONE -> State.DONE;
                    case FAILED -> State.FAILED;
                    case CANCELLED -> State.CANCELLED;
                };
        ActionView before = actions.get(event.index());
        actions.set(
                event.index(),
                new ActionView(
                        before.number(),
                        before.action(),
                        state,
                        before.since() == null ? at : before.since(),
                        at,
                        before.attempt(),
                        event.message()));
        return state == State.DONE ? before.action() : null;
    }

    /** Nothing more comes of it: what has not been done by now never will be. */
    void over(Instant at) {
        actions.replaceAll(action -> action.over(at));
    }

    PlanView view() {
        return new PlanView(back, round, reason, List.copyOf(actions));
    }
}
