package io.jenkins.plugins.deploymentworkflow.rollout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Moves many rollouts with the threads of one executor. A rollout that waits holds none of them, and each is moved by
 * one thread at a time.
 */
public final class RolloutLoop {
    /** Hears how a rollout goes, from the threads that move it; of one rollout, one call at a time. */
    public interface Listener {
        /** It was moved, and goes on. */
        default void moved(RolloutState state) {}

        /** It has ended, or another process goes on with it: nothing moves it here any more. */
        void ended(RolloutState state, Next end);

        /**
         * It could not be moved: the ledger failed, for example. It is not tried again; its right to act was not given
         * back, so that it can be taken up where it stands.
         */
        void stopped(RolloutState state, RuntimeException failure);
    }

    private final ScheduledExecutorService executor;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Course> courses = new ConcurrentHashMap<>();

    /** @param executor as many threads as may be at work at once; not shut down by this */
    public RolloutLoop(ScheduledExecutorService executor, InstantSource clock) {
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Moves the rollout until it ends.
     *
     * @throws IllegalStateException when a rollout of that deployment is being moved here already
     */
    public void run(Rollout rollout, Listener listener) {
        Course course = new Course(rollout, listener);
        if (courses.putIfAbsent(course.deployment, course) != null) {
            throw new IllegalStateException("deployment " + course.deployment + " is being moved already");
        }
        course.wake();
    }

    /** Looks at a rollout now: something has been asked of it. One that is not moved here is passed over. */
    public void wake(String deployment) {
        Course course = courses.get(deployment);
        if (course != null) {
            course.wake();
        }
    }

    /** How many rollouts are being moved. */
    public int size() {
        return courses.size();
    }

    private final class Course {
        private final Rollout rollout;
        private final Listener listener;
        private final String deployment;
        private ScheduledFuture<?> timer;
        private boolean moving;
        private boolean woken;

        Course(Rollout rollout, Listener listener) {
            this.rollout = rollout;
            this.listener = listener;
            this.deployment = rollout.state().deployment();
        }

        synchronized void wake() {
            if (moving) {
                woken = true;
            } else {
                after(Duration.ZERO);
            }
        }

        private void move() {
            synchronized (this) {
                if (moving || courses.get(deployment) != this) {
                    return;
                }
                moving = true;
                woken = false;
            }
            try {
                Next next = rollout.advance(clock.instant());
                if (next instanceof Next.WaitUntil wait) {
                    listener.moved(rollout.state());
                    rest(wait.at());
                } else {
                    courses.remove(deployment, this);
                    listener.ended(rollout.state(), next);
                }
            } catch (RuntimeException e) {
                stop(e);
            } catch (Error e) {
                stop(new IllegalStateException(e));
                throw e;
            }
        }

        private synchronized void rest(Instant until) {
            moving = false;
            Duration left = Duration.between(clock.instant(), until);
            after(woken || left.isNegative() ? Duration.ZERO : left);
        }

        private synchronized void after(Duration delay) {
            if (timer != null) {
                timer.cancel(false);
            }
            try {
                timer = executor.schedule(this::move, delay.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                stop(e);
            }
        }

        private void stop(RuntimeException failure) {
            if (courses.remove(deployment, this)) {
                listener.stopped(rollout.state(), failure);
            }
        }
    }
}
