package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.model.Computer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import jenkins.util.Timer;

/** Threads for what may wait for a disk or an agent, as long as the controller they belong to is up. */
public final class Background {
    private final Jenkins controller = Jenkins.get();

    /** Runs it at once on another thread; never, when the controller is going down. */
    public void run(Runnable task) {
        if (!controller.isTerminating()) {
            Computer.threadPoolForRemoting.execute(() -> {
                if (!controller.isTerminating()) {
                    task.run();
                }
            });
        }
    }

    /** Runs it after a while; no thread is held meanwhile. */
    public void run(Runnable task, Duration after) {
        if (!controller.isTerminating()) {
            Timer.get().schedule(() -> run(task), Math.max(1, after.toMillis()), TimeUnit.MILLISECONDS);
        }
    }
}
