package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.ledger.Event.Check;
import io.jenkins.plugins.deploymentworkflow.target.Effects;
import java.util.List;

/** Performs {@link io.jenkins.plugins.deploymentworkflow.plan.Action.Verify}: runs checks and keeps what they found. */
public interface Checks extends Effects {
    /** What the checks of an attempt found, once it has ended; empty when nothing is known of it. */
    List<Check> results(String handle);
}
