package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A target that is made ready for a version only when the first action is performed on it, not when the deployment
 * begins: a deployment that waits for an approval touches nothing, and tells the target nothing, before it is given.
 */
final class ReadyLater implements Target {
    private final Target target;
    private final Deployable deployable;
    private final Surroundings surroundings;
    private final Map<String, CompletableFuture<Void>> begun = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private volatile boolean ready;

    ReadyLater(Target target, Deployable deployable, Surroundings surroundings) {
        this.target = target;
        this.deployable = deployable;
        this.surroundings = surroundings;
    }

    @Override
    public String kind() {
        return target.kind();
    }

    @Override
    public Set<Capability> capabilities() {
        return target.capabilities();
    }

    @Override
    public CompletableFuture<Fleet> observe() {
        return ready ? target.observe() : surroundings.look(target, deployable);
    }

    @Override
    public boolean satisfied(Action action, Fleet fleet) {
        return target.satisfied(action, fleet);
    }

    /** Making ready may wait for the target, and so does not happen on the thread that moves the rollout. */
    @Override
    public void start(String handle, Action action) {
        if (ready) {
            target.start(handle, action);
        } else {
            begun.computeIfAbsent(
                    handle,
                    h -> CompletableFuture.runAsync(() -> {
                        surroundings.ready(target, deployable);
                        ready = true;
                        if (cancelled.contains(handle)) {
                            throw new TargetException("cancelled before it began");
                        }
                        target.start(handle, action);
                    }));
        }
    }

    @Override
    public Progress poll(String handle, Action action) {
        CompletableFuture<Void> beginning = begun.get(handle);
        if (beginning == null) {
            return target.poll(handle, action);
        }
        if (!beginning.isDone()) {
            return new Progress.Running("making the target ready");
        }
        try {
            beginning.join();
            return target.poll(handle, action);
        } catch (CompletionException e) {
            return new Progress.Failed(action.name() + ": " + e.getCause().getMessage());
        }
    }

    @Override
    public void cancel(String handle) {
        cancelled.add(handle);
        CompletableFuture<Void> beginning = begun.get(handle);
        if (beginning == null) {
            target.cancel(handle);
        } else {
            beginning.thenRun(() -> target.cancel(handle));
        }
    }
}
