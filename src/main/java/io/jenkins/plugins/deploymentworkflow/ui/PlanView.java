package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.ui.ActionView.State;
import java.util.List;
import java.util.Optional;

/**
 * A plan as a timeline: what is done, what goes on now, what comes next.
 *
 * @param back whether it takes the deployment back
 * @param round counts the plans of that direction from 1
 * @param reason why it takes the deployment back; empty when it does not
 */
public record PlanView(boolean back, int round, String reason, List<ActionView> actions) {
    /** So many of those that are done, and twice as many of those that come, are shown around what goes on. */
    static final int AROUND = 40;

    public boolean isBack() {
        return back;
    }

    public int getRound() {
        return round;
    }

    public String getReason() {
        return reason;
    }

    public int getTotal() {
        return actions.size();
    }

    public long getDone() {
        return actions.stream().filter(each -> each.state() == State.DONE).count();
    }

    /** What goes on now. */
    Optional<ActionView> now() {
        return actions.stream().filter(ActionView::isNow).findFirst();
    }

    /** Where what is shown begins: {@value #AROUND} before the last action that was begun. */
    private int first() {
        int reached = 0;
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i).since() != null) {
                reached = i;
            }
        }
        return actions.size() <= 3 * AROUND ? 0 : Math.max(0, Math.min(reached - AROUND, actions.size() - 3 * AROUND));
    }

    /** The part of a long plan that matters now; the whole of one that is not long. */
    public List<ActionView> getShown() {
        int first = first();
        return actions.subList(first, Math.min(actions.size(), first + 3 * AROUND));
    }

    /** How many actions come before those that are shown. */
    public int getBefore() {
        return first();
    }

    /** How many actions come after those that are shown. */
    public int getAfter() {
        return actions.size() - first() - getShown().size();
    }
}
