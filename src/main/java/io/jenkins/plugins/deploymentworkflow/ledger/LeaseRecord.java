package io.jenkins.plugins.deploymentworkflow.ledger;

import java.time.Instant;

/**
 * A lease as it stands in its file.
 *
 * @param token tells this acquisition from every other, of the same deployment too
 * @param process who holds it
 */
record LeaseRecord(
        String owner, String deployment, ProcessIdentity process, Instant acquiredAt, Instant until, String token) {
    LeaseRecord until(Instant later) {
        return new LeaseRecord(owner, deployment, process, acquiredAt, later, token);
    }

    boolean expired(Instant now) {
        return !now.isBefore(until);
    }
}
