package io.jenkins.plugins.deploymentworkflow.ledger;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict.State;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gathers what goes on in the deployment that has not ended. */
final class UnderwayFold {
    private final Summary summary;
    private final Map<String, State> gates = new HashMap<>();
    private Plan plan;
    private String action = "";
    private String held = "";
    private Instant heldUntil;
    private String takenBack = "";
    private String abortedBy = "";
    private Map<String, Share> traffic = Map.of();

    UnderwayFold(Event.Started started, Instant at) {
        this.summary = new Summary(started, at, Optional.empty(), Optional.empty());
    }

    boolean is(String deployment) {
        return summary.id().equals(deployment);
    }

    void apply(Event event) {
        if (event instanceof Event.Planned planned) {
            plan = planned.plan();
        } else if (event instanceof Event.ActionStarted started) {
            action = plan == null || started.index() >= plan.size()
                    ? ""
                    : plan.action(started.index()).name();
        } else if (event instanceof Event.ActionEnded) {
            action = "";
            goesOn();
        } else if (event instanceof Event.Judged judged) {
            judge(judged.verdict());
        } else if (event instanceof Event.Observed observed) {
            traffic = observed.traffic();
        } else if (event instanceof Event.Held hold) {
            held = hold.reason();
            heldUntil = hold.until();
        } else if (event instanceof Event.Requested requested) {
            request(requested);
        } else if (event instanceof Event.RollbackStarted back) {
            goesOn();
            takenBack = back.reason();
        }
    }

    /** A wait for a person is over when no gate asks for it any more. */
    private void judge(Verdict verdict) {
        gates.put(verdict.gate(), verdict.state());
        if (gates.values().stream().allMatch(state -> state == State.PASS || state == State.PENDING)) {
            goesOn();
        }
    }

    private void request(Event.Requested requested) {
        if (requested.request() == Event.Request.ABORT) {
            abortedBy = requested.by();
        } else {
            goesOn();
        }
    }

    private void goesOn() {
        held = "";
        heldUntil = null;
    }

    Underway underway() {
        return new Underway(summary, action, held, Optional.ofNullable(heldUntil), takenBack, abortedBy, traffic);
    }
}
