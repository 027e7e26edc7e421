package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What may be asked of the deployment under way in an environment, and by whom. */
final class Asking {
    private final LedgerStore ledgers;
    private final String application;
    private final String environment;
    private final Instant now;

    Asking(LedgerStore ledgers, String application, String environment, Instant now) {
        this.ledgers = ledgers;
        this.application = application;
        this.environment = environment;
        this.now = now;
    }

    /** As {@link Operations#ask}. */
    String ask(Event.Request what, String by, String reason) {
        RolloutState running = underWay();
        if (what == Event.Request.RELEASE) {
            running.approval().ifPresent(wait -> {
                throw new Refused(subject(running, wait) + " waits for approval by " + String.join(", ", wait.by())
                        + ". One of them has to approve it (approve)");
            });
        }
        return write(running, what, by, reason);
    }

    /** As {@link Operations#release}. */
    String release(String by, Collection<String> groups, String reason) {
        RolloutState held = underWay();
        if (held.held() == null) {
            throw new Refused("deployment " + held.deployment() + " of " + held.version() + " to " + environment
                    + " is not held, so there is nothing to release");
        }
        held.approval().ifPresent(wait -> requireApprover(held, wait, by, groups));
        return write(held, Event.Request.RELEASE, by, reason);
    }

    private void requireApprover(RolloutState held, Action.AwaitApproval wait, String by, Collection<String> groups) {
        if (!isOneOf(wait.by(), by, groups)) {
            throw new Refused(subject(held, wait) + " may be approved by " + String.join(", ", wait.by()) + ", found "
                    + by + " (groups: " + (groups.isEmpty() ? "none" : String.join(", ", new TreeSet<>(groups)))
                    + "); it goes on waiting until " + held.held().until());
        }
        if (!now.isBefore(held.held().until())) {
            throw new Refused(subject(held, wait) + " could be approved until "
                    + held.held().until() + ", found " + now + ". Deploy it again to ask again");
        }
    }

    private static boolean isOneOf(List<String> named, String by, Collection<String> groups) {
        return named.contains(by) || groups.stream().anyMatch(named::contains);
    }

    private static String subject(RolloutState state, Action.AwaitApproval wait) {
        return "guards.approval: " + state.started().operation() + " of " + wait.version() + " to "
                + state.started().environment();
    }

    private String write(RolloutState state, Event.Request what, String by, String reason) {
        ledgers.ledger(application, environment).append(new Event.Requested(state.deployment(), what, by, reason), now);
        return state.deployment();
    }

    private RolloutState underWay() {
        Ledger ledger = ledgers.ledger(application, environment);
        boolean moved = ledgers.lock(application, environment).holder(now).isPresent();
        return (moved ? Unfinished.in(ledger) : Unfinished.understood(ledger))
                .orElseThrow(() -> new Refused("no deployment of " + application + " to " + environment
                        + " is under way" + Unfinished.last(ledger)));
    }
}
