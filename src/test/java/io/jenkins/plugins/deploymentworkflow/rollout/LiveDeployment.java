package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Reaction;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.strategy.Bounds;
import io.jenkins.plugins.deploymentworkflow.strategy.Canary;
import io.jenkins.plugins.deploymentworkflow.strategy.FleetText;
import io.jenkins.plugins.deploymentworkflow.strategy.PlanRequest;
import io.jenkins.plugins.deploymentworkflow.strategy.Rollback;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A small canary on a simulated target in real time: what takes seconds elsewhere takes milliseconds here. */
final class LiveDeployment {
    private static final Bounds BOUNDS = new Bounds(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofSeconds(1));

    private final String name;
    private final MemoryLedger entries = new MemoryLedger();
    private final SimulatedTarget target;
    private final AtomicInteger tenureEnds = new AtomicInteger();
    private volatile RuntimeException failure;
    private volatile boolean lost;
    private volatile Runnable whenAsked = () -> {};
    private Duration poll = Duration.ofMillis(20);

    /** @param crashes whether the new version crashes at its start, so that the deployment is taken back */
    LiveDeployment(String name, boolean crashes) {
        this.name = name;
        Fleet fleet = FleetText.parse("2: 1.0 hh 100%");
        Instant now = Instant.now();
        this.target = new SimulatedTarget(new Quick(crashes), Simulation.ALL, fleet, true, now);
        Plan plan = new Canary(
                        List.of(Share.ofPercent(50), Share.FULL),
                        Duration.ofMillis(100),
                        Optional.empty(),
                        Duration.ZERO)
                .plan(new PlanRequest("2.0", fleet, Simulation.ALL, BOUNDS));
        entries.append(Simulation.started(name, "canary", "2.0", "1.0"), now);
        entries.append(new Event.Planned(name, Event.Phase.FORWARD, 0, plan), now);
    }

    private record Quick(boolean crashes) implements World {
        @Override
        public Duration callTime() {
            return Duration.ofMillis(5);
        }

        @Override
        public Duration lookTime() {
            return Duration.ofMillis(2);
        }

        @Override
        public Duration startTime(String version) {
            return Duration.ofMillis(30);
        }

        @Override
        public Duration drainTime() {
            return Duration.ofMillis(5);
        }

        @Override
        public Fate fate(String version) {
            return crashes && version.equals("2.0") ? Fate.CRASHES : Fate.WELL;
        }
    }

    void patience(Duration time) {
        poll = time;
    }

    /** Runs before each look at the ledger, on the thread that moves the rollout. */
    void whenAsked(Runnable hook) {
        whenAsked = hook;
    }

    void failAppends(RuntimeException e) {
        failure = e;
    }

    void loseTenure() {
        lost = true;
    }

    void abort() {
        entries.appendByOthers(new Event.Requested(name, Event.Request.ABORT, "somebody", ""), Instant.now());
    }

    int tenureEnds() {
        return tenureEnds.get();
    }

    int entries() {
        return entries.entries().size();
    }

    Rollout rollout() {
        return new Rollout(
                name,
                new Ports(
                        new Ledger() {
                            @Override
                            public Entry append(Event event, Instant at) {
                                if (failure != null) {
                                    throw failure;
                                }
                                return entries.append(event, at);
                            }

                            @Override
                            public List<Entry> after(long sequence) {
                                whenAsked.run();
                                target.advance(Instant.now());
                                return entries.after(sequence);
                            }
                        },
                        target,
                        new NoChecks(),
                        List.of(),
                        Reaction.ROLLBACK,
                        Reaction.HOLD,
                        (state, fleet) -> new Rollback(IntOrPercent.percent(100))
                                .plan(new PlanRequest(state.previousVersion(), fleet, Simulation.ALL, BOUNDS)),
                        new Tenure() {
                            @Override
                            public boolean keep(Instant now) {
                                return !lost;
                            }

                            @Override
                            public void end() {
                                tenureEnds.incrementAndGet();
                            }
                        },
                        new Pace(poll, Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofMinutes(1), 20)));
    }
}
