package io.jenkins.plugins.deploymentworkflow.runtime;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import java.time.Instant;

/**
 * A deployment that the caretaker cannot bring to its end yet.
 *
 * @param started what it is
 * @param reason what it waits for, in words
 * @param since when it was first found
 * @param next when it is tried again
 */
public record Waiting(Event.Started started, String reason, Instant since, Instant next) {}
