package io.jenkins.plugins.deploymentworkflow.target;

import io.jenkins.plugins.deploymentworkflow.plan.Action;

/** Performs actions without ever blocking: an effect is started, then polled. */
public interface Effects {
    /**
     * Begins the effect and returns at once. A failure to begin shows at the next {@link #poll}.
     *
     * @param handle names this attempt for ever; starting the same handle again changes nothing
     */
    void start(String handle, Action action);

    /** How far the attempt is; returns at once. */
    Progress poll(String handle, Action action);

    /**
     * Stops the attempt as soon as possible; returns at once, and {@link #poll} shows when it has ended. It may have taken
     * effect all the same, but does so no more once it is seen to have ended. A handle that is not known, or whose
     * attempt has ended, changes nothing.
     */
    void cancel(String handle);
}
