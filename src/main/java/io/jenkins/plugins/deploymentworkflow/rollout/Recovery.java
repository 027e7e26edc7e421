package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import java.util.List;

/** Works out how to take a deployment back: a pure function of what was done and what is seen now. */
public interface Recovery {
    /** The plan that brings back what served before; without actions when there is nothing to take back. */
    Plan plan(RolloutState state, Fleet fleet);

    /** For operations that change nothing. */
    static Recovery nothing() {
        return (state, fleet) -> new Plan("rollback", state.previousVersion(), state.version(), 0, List.of());
    }
}
