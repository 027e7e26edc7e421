package io.jenkins.plugins.deploymentworkflow.target;

import io.jenkins.plugins.deploymentworkflow.plan.Action;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A fleet that versions are deployed to, and the router before it. */
public interface Target extends Effects {
    /** The word for its kind in environment files: {@code local}, {@code script}, … */
    String kind();

    Set<Capability> capabilities();

    /**
     * Looks at what really runs; never blocks. The future fails with a
     * {@link TargetException} when the target cannot be asked.
     */
    CompletableFuture<Fleet> observe();

    /** Whether {@code fleet}, as observed, shows that the action has taken effect. */
    default boolean satisfied(Action action, Fleet fleet) {
        return Satisfaction.of(action, fleet);
    }
}
