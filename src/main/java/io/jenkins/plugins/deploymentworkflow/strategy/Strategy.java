package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.plan.Plan;

/** A planner: works out what to do from what is observed, and does nothing itself. */
public interface Strategy {
    /** The name in environment files: {@code blue-green}, {@code canary}, {@code rolling}. */
    String name();

    /**
     * The actions that bring the version into service; the same plan for the same request, always.
     *
     * @throws PlanRefused when the target or the numbers do not allow it, with the reason
     */
    Plan plan(PlanRequest request);
}
