package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import java.util.List;

/** For plans without checks: any use is an error. */
final class NoChecks implements Checks {
    @Override
    public List<Event.Check> results(String handle) {
        throw new IllegalStateException("unexpected: " + handle);
    }

    @Override
    public void start(String handle, Action action) {
        throw new IllegalStateException("unexpected: " + action);
    }

    @Override
    public Progress poll(String handle, Action action) {
        throw new IllegalStateException("unexpected: " + action);
    }

    @Override
    public void cancel(String handle) {
        throw new IllegalStateException("unexpected: " + handle);
    }
}
