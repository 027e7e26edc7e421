package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import java.time.Instant;

/** What a rollout wants after it was moved. */
public sealed interface Next {
    /** Nothing to do before {@code at}; moving it earlier does no harm. */
    record WaitUntil(Instant at) implements Next {}

    /** It has ended. */
    record Done(Outcome outcome, String reason) implements Next {}

    /** Another process goes on with it; this one must not touch anything any more. */
    record Lost(String reason) implements Next {}
}
