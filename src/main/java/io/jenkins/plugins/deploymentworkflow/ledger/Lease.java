package io.jenkins.plugins.deploymentworkflow.ledger;

import java.time.Instant;

/** The right to deploy to one environment, for a while. Its holder renews it, and gives it back at every end. */
public final class Lease implements LeaseAnswer {
    private final EnvironmentLock lock;
    private final LeaseRequest request;
    private LeaseRecord held;

    Lease(EnvironmentLock lock, LeaseRequest request, LeaseRecord held) {
        this.lock = lock;
        this.request = request;
        this.held = held;
    }

    /** The deployment that holds it. */
    public String deployment() {
        return request.deployment();
    }

    /** From then on others may take it. */
    public synchronized Instant until() {
        return held.until();
    }

    /**
     * Asks for the full duration from {@code now} on.
     *
     * @return false when someone else has taken it meanwhile: the holder must not act any more
     * @throws LedgerException when it cannot be written; it is still held until {@link #until}
     */
    public synchronized boolean renew(Instant now) {
        LeaseRecord renewed = held.until(now.plus(request.duration()));
        if (!lock.replace(held, renewed)) {
            return false;
        }
        held = renewed;
        return true;
    }

    /**
     * Gives it back, if it is still held; doing so again changes nothing.
     *
     * @throws LedgerException when the file cannot be removed; the lease then ends by itself
     */
    public synchronized void release() {
        lock.remove(held);
    }
}
