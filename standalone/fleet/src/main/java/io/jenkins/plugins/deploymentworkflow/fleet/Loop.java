package io.jenkins.plugins.deploymentworkflow.fleet;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one thread that owns the fleet's state: whatever reads or changes it runs here, and nothing that blocks does. */
final class Loop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Loop.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "fleet"));

    Loop() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void execute(Runnable task) {
        executor.execute(logged(task));
    }

    Future<?> schedule(Duration delay, Runnable task) {
        return executor.schedule(logged(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
    }

    /**
     * Runs the task and gives its result.
     *
     * @throws RuntimeException what the task threw
     */
    <T> T call(Callable<T> task) {
        try {
            return executor.submit(task).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw Refusal.failed("The fleet did not come to this within " + PATIENCE.toSeconds() + " s; ask again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.failed("The fleet is stopping");
        }
    }

    private static Runnable logged(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.log(System.Logger.Level.ERROR, "The fleet could not finish a step", e);
            }
        };
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
