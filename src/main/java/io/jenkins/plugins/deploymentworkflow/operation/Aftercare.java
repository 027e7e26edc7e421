package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.ledger.EnvironmentLock;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Index;
import io.jenkins.plugins.deploymentworkflow.ledger.Lease;
import io.jenkins.plugins.deploymentworkflow.ledger.LeaseAnswer;
import io.jenkins.plugins.deploymentworkflow.ledger.LeaseRequest;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Refusal;
import io.jenkins.plugins.deploymentworkflow.ledger.Summary;
import java.time.Instant;
import java.util.Optional;

/** What can be done about an environment when whoever deployed to it is not there any more: from the ledger alone. */
public final class Aftercare {
    private Aftercare() {}

    /** What was begun last of all that changes which version serves in an environment, and was not refused. */
    public static Optional<Event.Started> lastDeployment(Index index) {
        index.refresh(Long.MAX_VALUE);
        return index.lastNotRefused().map(Summary::started).filter(started -> started.configuration() != null);
    }

    /** A name for a deployment that no build gives one. */
    public static String name(Operation operation, Instant now) {
        return DeploymentIds.next(operation, now);
    }

    /**
     * What goes back in an environment: with the environment file and the tuning of its last deployment, where that had
     * its commands run.
     *
     * @param toVersion empty for the last good version
     * @param deployment the new deployment's name
     * @throws Refused when the environment file that the last deployment began with is not to be had any more
     */
    public static OperationRequest back(
            Event.Started last,
            String toVersion,
            Variables variables,
            Event.Origin origin,
            String deployment,
            Surroundings surroundings) {
        Event.Configuration configuration = last.configuration();
        return new OperationRequest(
                Operation.ROLLBACK,
                Recorded.file(last, surroundings),
                variables,
                last.application(),
                toVersion,
                configuration.overrides().getOrDefault("strategy", ""),
                Requests.options(configuration.overrides()),
                Optional.empty(),
                origin,
                deployment);
    }

    /**
     * Ends an unfinished deployment that cannot be gone on with as failed: a person must look at the environment.
     *
     * @return false when it is not the one that is unfinished there
     * @throws Refused when another process is moving it
     */
    public static boolean giveUp(LedgerStore ledgers, Event.Started started, String by, String reason, Instant now) {
        EnvironmentLock lock = ledgers.lock(started.application(), started.environment());
        LeaseAnswer answer = lock.tryAcquire(new LeaseRequest(by, started.deployment(), LeaseTenure.DURATION), now);
        if (answer instanceof Refusal refusal) {
            throw new Refused(started.environment() + " is locked: " + refusal.message(now));
        }
        Lease lease = (Lease) answer;
        try {
            Ledger ledger = ledgers.ledger(started.application(), started.environment());
            boolean waits = Unfinished.in(ledger)
                    .filter(state -> state.deployment().equals(started.deployment()))
                    .isPresent();
            if (waits) {
                ledger.append(new Event.Ended(started.deployment(), Event.Outcome.FAILED, reason, ""), now);
            }
            return waits;
        } finally {
            lease.release();
        }
    }
}
