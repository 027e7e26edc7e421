package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.ledger.Lease;
import io.jenkins.plugins.deploymentworkflow.ledger.LeaseAnswer;
import io.jenkins.plugins.deploymentworkflow.ledger.LeaseRequest;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Refusal;
import io.jenkins.plugins.deploymentworkflow.rollout.Tenure;
import java.time.Duration;
import java.time.Instant;

/** Holds the environment's lease and renews it in good time. */
final class LeaseTenure implements Tenure {
    static final Duration DURATION = Duration.ofMinutes(2);
    private static final Duration RENEW = Duration.ofSeconds(30);

    private final Lease lease;
    private Instant renewed;

    LeaseTenure(Lease lease, Instant acquired) {
        this.lease = lease;
        this.renewed = acquired;
    }

    /** @throws Refused when somebody else has it */
    static Tenure acquire(LedgerStore ledgers, Deployable deployable, String deployment, String owner, Instant now) {
        String environment = deployable.environment().name();
        LeaseAnswer answer = ledgers.lock(deployable.application(), environment)
                .tryAcquire(new LeaseRequest(owner, deployment, DURATION), now);
        if (answer instanceof Refusal refusal) {
            throw new Refused(environment + " is locked: " + refusal.message(now));
        }
        return new LeaseTenure((Lease) answer, now);
    }

    @Override
    public boolean keep(Instant now) {
        if (now.isBefore(renewed.plus(RENEW))) {
            return true;
        }
        try {
            if (!lease.renew(now)) {
                return false;
            }
            renewed = now;
            return true;
        } catch (LedgerException e) {
            return now.isBefore(lease.until());
        }
    }

    @Override
    public void end() {
        lease.release();
    }
}
