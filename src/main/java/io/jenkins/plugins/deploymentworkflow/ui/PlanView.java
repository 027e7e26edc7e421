package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A plan as a timeline: what is done, what goes on now, what comes next. */
public final class PlanView {
    static final PlanView NONE =
            new PlanView(new Event.Planned("", Event.Phase.FORWARD, 0, new Plan("", "", "", 0, List.of())), "");

    private final boolean back;
    private final int round;
    private final String reason;
    private final List<ActionView> actions = new ArrayList<>();
    private ActionView current;

    PlanView(Event.Planned planned, String reason) {
        this.back = planned.phase() == Event.Phase.ROLLBACK;
        this.round = planned.round();
        this.reason = reason;
        planned.plan().actions().forEach(action -> actions.add(new ActionView(action)));
    }

    void started(Event.ActionStarted event, Instant at) {
        if (event.index() < actions.size()) {
            current = actions.get(event.index());
            current.state = "now";
            current.since = at;
        }
    }

    void ended(Event.ActionEnded event, Instant at) {
        if (event.index() < actions.size()) {
            ActionView action = actions.get(event.index());
            action.state = event.outcome() == Event.ActionOutcome.DONE
                    ? "done"
                    : event.outcome() == Event.ActionOutcome.FAILED ? "failed" : "cancelled";
            action.until = at;
            action.message = event.message();
        }
    }

    void observed(String words) {
        if (current != null) {
            current.observed = words;
        }
    }

    /** What has not been done by the end never will be. */
    void over() {
        actions.forEach(action -> {
            if (action.state.equals("next")) {
                action.state = "left out";
            } else if (action.state.equals("now")) {
                action.state = "cancelled";
            }
        });
    }

    /** Whether it takes the deployment back. */
    public boolean isBack() {
        return back;
    }

    /** Why it takes the deployment back; empty when it does not. */
    public String getReason() {
        return back ? reason : "";
    }

    /** Counts from 1. */
    public int getRound() {
        return round + 1;
    }

    public List<ActionView> getActions() {
        return actions;
    }

    /** One action of the timeline. */
    public static final class ActionView {
        private final Action action;
        private String state = "next";
        private Instant since;
        private Instant until;
        private String message = "";
        private String observed = "";

        private ActionView(Action action) {
            this.action = action;
        }

        public String getName() {
            return action.name();
        }

        /** {@code next}, {@code now}, {@code done}, {@code failed}, {@code cancelled} or {@code left out}. */
        public String getState() {
            return state;
        }

        /** The name of Jenkins' own symbol for the state. */
        public String getSymbol() {
            return switch (state) {
                case "now" -> "symbol-status-blue-anime";
                case "done" -> "symbol-status-blue";
                case "failed" -> "symbol-status-red";
                case "cancelled" -> "symbol-status-aborted";
                default -> "symbol-status-nobuilt";
            };
        }

        public String getSince() {
            return since == null ? "" : Times.clock(since);
        }

        public String getDuration() {
            return since == null
                    ? ""
                    : Durations.format(Times.between(since, until == null ? Instant.now() : until));
        }

        public String getMessage() {
            return message;
        }

        /** Shares of traffic and instances as last seen during the action. */
        public String getObserved() {
            return observed;
        }
    }
}
