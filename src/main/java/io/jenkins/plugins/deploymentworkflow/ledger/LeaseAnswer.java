package io.jenkins.plugins.deploymentworkflow.ledger;

/** What {@link EnvironmentLock#tryAcquire} says: the lease, or who has it. */
public sealed interface LeaseAnswer permits Lease, Refusal {}
