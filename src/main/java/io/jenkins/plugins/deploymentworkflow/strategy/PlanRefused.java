package io.jenkins.plugins.deploymentworkflow.strategy;

/** A plan cannot be made; nothing was touched. The message says why and what would allow it. */
public final class PlanRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PlanRefused(String message) {
        super(message);
    }
}
