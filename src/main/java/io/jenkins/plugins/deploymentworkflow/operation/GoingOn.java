package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.rollout.Ports;
import io.jenkins.plugins.deploymentworkflow.rollout.Rollout;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import io.jenkins.plugins.deploymentworkflow.rollout.Tenure;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Takes up a deployment that is in the ledger already, wherever it stands. */
final class GoingOn {
    private final LedgerStore ledgers;
    private final Surroundings surroundings;

    GoingOn(LedgerStore ledgers, Surroundings surroundings) {
        this.ledgers = ledgers;
        this.surroundings = surroundings;
    }

    /**
     * Windows and freezes do not stop what is under way; but what was interrupted before it had a plan has not begun.
     *
     * @throws Refused when another process holds the lock
     */
    Ongoing with(RolloutState waiting, Deployable deployable, String by, Instant now) {
        String deployment = waiting.deployment();
        Operation operation = Operation.of(waiting.started().operation());
        Ledger ledger = ledger(deployable);
        Tenure tenure = LeaseTenure.acquire(ledgers, deployable, deployment, by, now);
        try {
            List<Event> soFar = ledger.after(0).stream()
                    .map(Entry::event)
                    .filter(event -> event.deployment().equals(deployment))
                    .toList();
            Target target = surroundings.target(deployable, soFar);
            boolean unplanned = waiting.plan() == null && waiting.rollback() == null;
            if (unplanned && waiting.abort() == null && waiting.started().override() == null) {
                List<String> objections = new Guards(ledgers)
                        .objections(operation, waiting.started().against(), deployable, now);
                if (!objections.isEmpty()) {
                    return refused(operation, deployment, deployable, target, objections, tenure, now);
                }
            }
            boolean untouched =
                    unplanned ? Approvals.asksFirst(operation, deployable.settings()) : waiting.nothingTouched();
            if (!untouched) {
                surroundings.ready(target, deployable);
            }
            Optional<Plan> missing = unplanned && waiting.abort() == null
                    ? Optional.of(plan(operation, target, deployable, untouched))
                    : Optional.empty();
            ledger.append(new Event.Resumed(deployment, by), now);
            missing.ifPresent(plan -> ledger.append(new Event.Planned(deployment, Event.Phase.FORWARD, 0, plan), now));
            Target acting = untouched ? new ReadyLater(target, deployable, surroundings) : target;
            return ongoing(operation, deployment, deployable, acting, tenure);
        } catch (RuntimeException e) {
            tenure.end();
            throw e;
        }
    }

    /** The plan of a deployment that was interrupted between its first entry and its second. */
    private Plan plan(Operation operation, Target target, Deployable deployable, boolean untouched) {
        Observed observed = Observed.of(look(target, deployable, untouched), target, deployable);
        return Planning.plan(operation, observed.deployable(), target, observed.fleet());
    }

    /** Ends one that is in the ledger, and has not touched anything. */
    Ongoing refused(
            Operation operation,
            String deployment,
            Deployable deployable,
            Target target,
            List<String> objections,
            Tenure tenure,
            Instant now) {
        Event.Ended ended = new Event.Ended(
                deployment, Event.Outcome.REFUSED, Guards.refusal(objections), deployable.previousVersion());
        ledger(deployable).append(ended, now);
        return ongoing(operation, deployment, deployable, target, tenure);
    }

    /** What the target runs, also of one that was not made ready because nothing may be touched yet. */
    CompletableFuture<Fleet> look(Target target, Deployable deployable, boolean untouched) {
        return untouched ? surroundings.look(target, deployable) : target.observe();
    }

    private Ongoing ongoing(
            Operation operation, String deployment, Deployable deployable, Target target, Tenure tenure) {
        Ports ports = Moving.ports(surroundings, operation, deployable, target, ledger(deployable), tenure);
        return new Ongoing(deployment, deployable, new Rollout(deployment, ports), List.of());
    }

    private Ledger ledger(Deployable deployable) {
        return ledgers.ledger(deployable.application(), deployable.environment().name());
    }
}
