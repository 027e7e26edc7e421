package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import java.time.Instant;
import java.util.TreeSet;

/** Asks the deployment under way in an environment to abort or to go on; whoever moves it sees it at once. */
public final class Asking {
    private final LedgerStore ledgers;

    public Asking(LedgerStore ledgers) {
        this.ledgers = ledgers;
    }

    /**
     * Asks whatever is under way.
     *
     * @return the deployment's name
     * @throws Refused when none is under way, or an interrupted one was moved by a newer version of this program, or
     *     one is to go on that waits for an approval: see {@link #release}
     */
    public String ask(
            String application, String environment, Event.Request what, String by, String reason, Instant now) {
        return ask(application, environment, "", what, by, reason, now);
    }

    /**
     * Asks one deployment.
     *
     * @param deployment the one that is meant; empty for whatever is under way
     * @throws Refused also when another one is under way, or it waits for nobody and is to go on
     */
    public String ask(
            String application,
            String environment,
            String deployment,
            Event.Request what,
            String by,
            String reason,
            Instant now) {
        RolloutState running = underWay(application, environment, deployment, now);
        if (what == Event.Request.RELEASE) {
            if (!deployment.isEmpty()) {
                requireHeld(running);
            }
            running.approval().ifPresent(wait -> {
                throw new Refused(subject(running) + " waits for approval by " + String.join(", ", wait.by())
                        + ". One of them has to approve it (approve)");
            });
        }
        return write(running, what, by, reason, now);
    }

    /**
     * Lets a deployment go on that waits for a person: for an approval (guards.approval), or because a gate holds it. An
     * approval counts when the environment file names them or one of their groups.
     *
     * @param deployment the one that is meant; empty for whatever is under way
     * @param by who releases it; their id is recorded
     * @return the deployment's name
     * @throws Refused when none is under way or held, when the approval is for others to give or comes too late, or when
     *     an interrupted deployment was moved by a newer version of this program
     */
    public String release(
            String application, String environment, String deployment, Approver by, String reason, Instant now) {
        RolloutState held = underWay(application, environment, deployment, now);
        requireHeld(held);
        held.approval().ifPresent(wait -> requireApprover(held, wait, by, now));
        return write(held, Event.Request.RELEASE, by.id(), reason, now);
    }

    /**
     * Refuses an approval: the deployment that waits for it ends.
     *
     * @param deployment the one that is meant; empty for whatever is under way
     * @param by one of those who might approve it; their id is recorded
     * @return the deployment's name
     * @throws Refused when none waits for approval, or as {@link #release}
     */
    public String refuse(
            String application, String environment, String deployment, Approver by, String reason, Instant now) {
        RolloutState held = underWay(application, environment, deployment, now);
        Action.AwaitApproval wait = held.approval()
                .orElseThrow(() -> new Refused("deployment " + held.deployment() + " of " + held.version() + " to "
                        + held.started().environment() + " does not wait for approval, so there is nothing to refuse"));
        requireApprover(held, wait, by, now);
        return write(held, Event.Request.ABORT, by.id(), "approval refused: " + reason, now);
    }

    private static void requireHeld(RolloutState state) {
        if (state.held() == null) {
            throw new Refused("deployment " + state.deployment() + " of " + state.version() + " to "
                    + state.started().environment() + " is not held, so there is nothing to release");
        }
    }

    private static void requireApprover(RolloutState held, Action.AwaitApproval wait, Approver by, Instant now) {
        Instant until = held.held().until();
        if (!by.isOneOf(wait.by())) {
            String groups = by.groups().isEmpty() ? "none" : String.join(", ", new TreeSet<>(by.groups()));
            throw new Refused(subject(held) + " may be approved by " + String.join(", ", wait.by())
                    + ", found " + by.id() + " (groups: " + groups + "); it goes on waiting until " + until);
        }
        if (!now.isBefore(until)) {
            throw new Refused(subject(held) + " could be approved until " + until + ", found " + now
                    + ". Deploy it again to ask again");
        }
    }

    private static String subject(RolloutState state) {
        return "guards.approval: " + state.started().operation() + " of " + state.version() + " to "
                + state.started().environment();
    }

    private String write(RolloutState state, Event.Request what, String by, String reason, Instant now) {
        ledgers.ledger(state.started().application(), state.started().environment())
                .append(new Event.Requested(state.deployment(), what, by, reason), now);
        return state.deployment();
    }

    private RolloutState underWay(String application, String environment, String deployment, Instant now) {
        Ledger ledger = ledgers.ledger(application, environment);
        boolean moved = ledgers.lock(application, environment).holder(now).isPresent();
        RolloutState running = (moved ? Unfinished.in(ledger) : Unfinished.understood(ledger))
                .orElseThrow(() -> new Refused("no deployment of " + application + " to " + environment
                        + " is under way" + Unfinished.last(ledger)));
        if (!deployment.isEmpty() && !deployment.equals(running.deployment())) {
            throw new Refused("deployment " + deployment + " is not under way any more, " + running.deployment()
                    + " is; look at it before you ask for anything");
        }
        return running;
    }
}
