package io.jenkins.plugins.deploymentworkflow.rollout;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolloutLoopTest {
    private static final int THREADS = 4;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(THREADS);
    private final RolloutLoop loop = new RolloutLoop(executor, InstantSource.system());

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void aThousandRolloutsAtOnceEndOnFourThreads() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Map<String, Next> ends = new ConcurrentHashMap<>();
        List<String> failures = new ArrayList<>();
        AtomicBoolean overlap = new AtomicBoolean();
        for (int i = 0; i < 1_000; i++) {
            LiveDeployment deployment = new LiveDeployment("d" + i, i % 5 == 0);
            AtomicBoolean moving = new AtomicBoolean();
            deployment.whenAsked(() -> {
                threads.add(Thread.currentThread());
                if (moving.getAndSet(true)) {
                    overlap.set(true);
                }
            });
            loop.run(deployment.rollout(), new RolloutLoop.Listener() {
                @Override
                public void moved(RolloutState state) {
                    moving.set(false);
                }

                @Override
                public void ended(RolloutState state, Next end) {
                    ends.put(state.deployment(), end);
                }

                @Override
                public void stopped(RolloutState state, RuntimeException failure) {
                    synchronized (failures) {
                        failures.add(state.deployment() + ": " + failure);
                    }
                }
            });
        }
        assertTrue(loop.size() > THREADS, "expected most of them to be under way at once");
        await().atMost(LONGEST).until(() -> loop.size() == 0 || !failures.isEmpty());
        assertEquals(List.of(), failures);
        await().atMost(LONGEST).until(() -> ends.size() == 1_000);
        assertEquals(THREADS, executor.getLargestPoolSize());
        assertTrue(threads.size() <= THREADS, () -> "moved by " + threads.size() + " threads");
        assertFalse(overlap.get(), "a rollout was moved by two threads at once");
        assertEquals(
                800,
                ends.values().stream()
                        .filter(e -> e instanceof Next.Done d && d.outcome() == Outcome.SUCCEEDED)
                        .count());
        assertEquals(
                200,
                ends.values().stream()
                        .filter(e -> e instanceof Next.Done d && d.outcome() == Outcome.ROLLED_BACK)
                        .count());
    }

    @Test
    void whatIsAskedOfARolloutThatWaitsIsSeenWhenItIsWoken() {
        LiveDeployment deployment = new LiveDeployment("d1", false);
        deployment.patience(Duration.ofHours(1));
        AtomicReference<Next> end = new AtomicReference<>();
        AtomicInteger moves = new AtomicInteger();
        loop.run(deployment.rollout(), new RolloutLoop.Listener() {
            @Override
            public void moved(RolloutState state) {
                moves.incrementAndGet();
            }

            @Override
            public void ended(RolloutState state, Next next) {
                end.set(next);
            }

            @Override
            public void stopped(RolloutState state, RuntimeException failure) {
                throw failure;
            }
        });
        await().atMost(LONGEST).until(() -> moves.get() > 0);
        deployment.abort();
        await().atMost(LONGEST).until(() -> {
            loop.wake("d1");
            return end.get() != null;
        });
        assertEquals(Outcome.ABORTED, ((Next.Done) end.get()).outcome());
    }

    @Test
    void aLedgerThatFailsStopsTheRolloutAndKeepsItsRight() {
        LiveDeployment deployment = new LiveDeployment("d1", false);
        deployment.failAppends(new LedgerException("simulated: disk full"));
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        loop.run(deployment.rollout(), new RolloutLoop.Listener() {
            @Override
            public void ended(RolloutState state, Next next) {
                throw new AssertionError("ended: " + next);
            }

            @Override
            public void stopped(RolloutState state, RuntimeException e) {
                failure.set(e);
            }
        });
        await().atMost(LONGEST).until(() -> failure.get() != null);
        assertEquals("simulated: disk full", failure.get().getMessage());
        assertEquals(0, loop.size());
        assertEquals(0, deployment.tenureEnds());
        deployment.failAppends(null);
        AtomicReference<Next> end = new AtomicReference<>();
        loop.run(deployment.rollout(), listener(end));
        await().atMost(LONGEST).until(() -> end.get() != null);
        assertEquals(Outcome.SUCCEEDED, ((Next.Done) end.get()).outcome());
        assertEquals(1, deployment.tenureEnds());
    }

    @Test
    void aRolloutThatAnotherProcessTookOverIsLeftAlone() {
        LiveDeployment deployment = new LiveDeployment("d1", false);
        deployment.loseTenure();
        AtomicReference<Next> end = new AtomicReference<>();
        loop.run(deployment.rollout(), listener(end));
        await().atMost(LONGEST).until(() -> end.get() != null);
        assertTrue(end.get() instanceof Next.Lost, () -> "ended as " + end.get());
        assertEquals(2, deployment.entries());
        assertEquals(0, deployment.tenureEnds());
    }

    @Test
    void theSameDeploymentIsNotMovedTwice() throws InterruptedException {
        CountDownLatch hold = new CountDownLatch(1);
        LiveDeployment deployment = new LiveDeployment("d1", false);
        deployment.whenAsked(() -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        loop.run(deployment.rollout(), listener(new AtomicReference<>()));
        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> loop.run(deployment.rollout(), listener(new AtomicReference<>())));
        assertEquals("deployment d1 is being moved already", refused.getMessage());
        hold.countDown();
    }

    @Test
    void anExecutorThatIsShutDownStopsTheRollout() {
        var closed = Executors.newSingleThreadScheduledExecutor();
        closed.shutdown();
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        new RolloutLoop(closed, InstantSource.system())
                .run(new LiveDeployment("d1", false).rollout(), new RolloutLoop.Listener() {
                    @Override
                    public void ended(RolloutState state, Next next) {
                        throw new AssertionError("ended: " + next);
                    }

                    @Override
                    public void stopped(RolloutState state, RuntimeException e) {
                        failure.set(e);
                    }
                });
        assertTrue(failure.get() != null);
    }

    private static RolloutLoop.Listener listener(AtomicReference<Next> end) {
        return new RolloutLoop.Listener() {
            @Override
            public void ended(RolloutState state, Next next) {
                end.set(next);
            }

            @Override
            public void stopped(RolloutState state, RuntimeException failure) {
                throw failure;
            }
        };
    }
}
