package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.analysis.TrafficGate;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.NoData;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Reaction;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Traffic;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.strategy.Canary;
import io.jenkins.plugins.deploymentworkflow.strategy.FleetText;
import io.jenkins.plugins.deploymentworkflow.strategy.PlanRequest;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * What the engine costs: canaries of four instances in five steps, in simulated time, on a simulated target. Only the
 * engine's own work and its ledger's is timed.
 *
 * <p>Arguments: a directory for ledger files, and how many deployments (default 1000; a tenth of it with files).
 */
public final class RolloutBench {
    private static final Fleet FLEET = FleetText.parse("4: 1.0 hhhh 100%");
    private static final int THREADS = 4;

    private long idleNanos;
    private long idleTicks;
    private long busyNanos;
    private long events;
    private long actions;

    private RolloutBench() {}

    public static void main(String[] args) throws InterruptedException {
        Path directory = Path.of(args[0]);
        int deployments = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        measure(deployments, i -> new MemoryLedger());
        LedgerStore store = LedgerStore.open(directory);
        RolloutBench memory = measure(deployments, i -> new MemoryLedger());
        int few = Math.max(1, deployments / 10);
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        RolloutBench file = measure(few, i -> store.ledger("bench-" + run, "e" + i));
        System.out.printf(Locale.ROOT, "%-34s %12s %12s%n", "", "in memory", "in files");
        System.out.printf(Locale.ROOT, "%-34s %12d %12d%n", "deployments", deployments, few);
        line("time per action, µs", memory.busyNanos / 1e3 / memory.actions, file.busyNanos / 1e3 / file.actions);
        line("events per action", (double) memory.events / memory.actions, (double) file.events / file.actions);
        line("time per event, µs", memory.busyNanos / 1e3 / memory.events, file.busyNanos / 1e3 / file.events);
        line("time per look at what waits, µs", memory.idle(), file.idle());
        System.out.printf(Locale.ROOT, "%-34s %,12d%n", "bytes kept per waiting rollout", bytes(deployments));
        atOnce(deployments);
    }

    private double idle() {
        return idleNanos / 1e3 / idleTicks;
    }

    private static void line(String what, double memory, double file) {
        System.out.printf(Locale.ROOT, "%-34s %12.1f %12.1f%n", what, memory, file);
    }

    private static RolloutBench measure(int deployments, IntFunction<Ledger> ledgers) {
        RolloutBench bench = new RolloutBench();
        for (int i = 0; i < deployments; i++) {
            bench.run(ledgers.apply(i), "d" + i, Instant.MAX);
        }
        return bench;
    }

    /** Moves one to its end or until then, and adds up what that took. */
    private Rollout run(Ledger ledger, String name, Instant until) {
        Instant now = Simulation.START;
        SimulatedTarget target = new SimulatedTarget(new World() {}, Simulation.ALL, FLEET, true, now);
        Plan plan = new Canary(
                        List.of(
                                Share.ofPercent(5),
                                Share.ofPercent(25),
                                Share.ofPercent(50),
                                Share.ofPercent(75),
                                Share.FULL),
                        Duration.ofMinutes(5),
                        Optional.empty(),
                        Duration.ofMinutes(30))
                .plan(new PlanRequest("2.0", FLEET, Simulation.ALL, Simulation.BOUNDS));
        ledger.append(Simulation.started(name, "canary", "2.0", "1.0"), now);
        ledger.append(new Event.Planned(name, Event.Phase.FORWARD, 0, plan), now);
        Rollout rollout = new Rollout(name, ports(ledger, target));
        while (now.isBefore(until)) {
            long before = rollout.state().sequence();
            long begin = System.nanoTime();
            Next next = rollout.advance(now);
            long took = System.nanoTime() - begin;
            boolean idle = rollout.state().sequence() == before;
            idleTicks += idle ? 1 : 0;
            idleNanos += idle ? took : 0;
            busyNanos += idle ? 0 : took;
            if (!(next instanceof Next.WaitUntil wait)) {
                events += rollout.state().sequence();
                actions += plan.size();
                break;
            }
            now = wait.at();
            target.advance(now);
        }
        return rollout;
    }

    private static Ports ports(Ledger ledger, SimulatedTarget target) {
        return new Ports(
                ledger,
                target,
                new NoChecks(),
                TrafficGate.of(new Traffic(
                        Optional.of(Share.ofPercent(5)), Optional.empty(), 50, Duration.ofMinutes(1), NoData.FAIL)),
                Reaction.ROLLBACK,
                Reaction.HOLD,
                Recovery.nothing(),
                Tenure.uncontested(),
                Pace.sampling(Duration.ofSeconds(15)));
    }

    /** What the heap loses when rollouts in the middle of their watch are let go, their ledgers and targets kept. */
    private static long bytes(int deployments) {
        List<Object> kept = new ArrayList<>();
        List<Rollout> rollouts = new ArrayList<>();
        RolloutBench bench = new RolloutBench();
        for (int i = 0; i < deployments; i++) {
            MemoryLedger ledger = new MemoryLedger();
            kept.add(ledger);
            rollouts.add(bench.run(ledger, "d" + i, Simulation.START.plus(Duration.ofMinutes(8))));
        }
        long with = used();
        int count = rollouts.size();
        rollouts.clear();
        long without = used();
        return kept.size() == count ? (with - without) / count : -1;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void atOnce(int deployments) throws InterruptedException {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(THREADS);
        RolloutLoop loop = new RolloutLoop(executor, InstantSource.system());
        CountDownLatch left = new CountDownLatch(deployments);
        List<LiveDeployment> all = new ArrayList<>();
        for (int i = 0; i < deployments; i++) {
            all.add(new LiveDeployment("d" + i, false));
        }
        long begin = System.nanoTime();
        for (LiveDeployment deployment : all) {
            loop.run(deployment.rollout(), new RolloutLoop.Listener() {
                @Override
                public void ended(RolloutState state, Next end) {
                    left.countDown();
                }

                @Override
                public void stopped(RolloutState state, RuntimeException failure) {
                    throw failure;
                }
            });
        }
        boolean ended = left.await(10, TimeUnit.MINUTES);
        double seconds = (System.nanoTime() - begin) / 1e9;
        executor.shutdownNow();
        System.out.printf(
                Locale.ROOT,
                "%d deployments at once on %d threads, each some tenths of a second long: %s after %.1f s%n",
                deployments,
                executor.getLargestPoolSize(),
                ended ? "all ended" : (deployments - left.getCount()) + " ended",
                seconds);
    }
}
