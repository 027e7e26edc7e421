package io.jenkins.plugins.deploymentworkflow.fleet;

import io.jenkins.plugins.deploymentworkflow.fleet.FleetState.Incarnation;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceHealth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * One process of an instance from its start to its end: started or found again, probed, emptied of requests, stopped.
 * It is never started anew once it has been up. Everything here runs on the fleet's own thread.
 */
final class Worker {
    private static final Duration QUIET_POLL = Duration.ofMillis(20);
    private static final Duration WATCH_INTERVAL = Duration.ofMillis(100);
    private static final int PORT_ATTEMPTS = 4;

    /** What all workers of a fleet share. */
    record Machinery(Loop loop, Executor background, Spawner spawner, Prober prober, Ports ports) {}

    private final Machinery machinery;
    private final String id;
    private final Release release;
    private final Map<String, String> secrets;
    private final Consumer<Worker> changed;

    private Incarnation incarnation;
    private Backend backend;
    private ProcessHandle handle;
    private List<ProcessHandle> descendants = List.of();
    private long logStart;
    private int portAttempts;
    private InstanceHealth health = InstanceHealth.STARTING;
    private Instant since = Instant.now();
    private String message = "";
    private int passed;
    private int failed;
    private boolean everHealthy;
    private boolean stopping;
    private boolean gone;

    /** @param changed told after every change, this worker's end included */
    Worker(Machinery machinery, String id, Release release, Map<String, String> secrets, Consumer<Worker> changed) {
        this.machinery = machinery;
        this.id = id;
        this.release = release;
        this.secrets = secrets;
        this.changed = changed;
    }

    void start() {
        int port;
        try {
            port = machinery.ports().take();
        } catch (IOException e) {
            end("could not be started: " + e.getMessage());
            return;
        }
        portAttempts++;
        backend = new Backend(id, release.version(), port);
        incarnation = new Incarnation(release.version(), port, 0, Instant.now(), false);
        logStart = machinery.spawner().logSize(id);
        changed.accept(this);
        CompletableFuture.supplyAsync(() -> spawn(port), machinery.background())
                .whenComplete((process, failure) -> machinery.loop().execute(() -> {
                    if (failure == null) {
                        started(process);
                    } else {
                        end("could not be started: " + failure.getCause().getMessage());
                    }
                }));
    }

    private Process spawn(int port) {
        try {
            return machinery.spawner().start(release, id, port, secrets);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private void started(Process process) {
        handle = process.toHandle();
        Instant start = Spawner.startOf(handle).orElse(incarnation.startedAt());
        incarnation = new Incarnation(release.version(), incarnation.port(), process.pid(), start, false);
        process.onExit()
                .thenAccept(ended -> machinery.loop().execute(() -> exited("exited with " + ended.exitValue())));
        changed.accept(this);
        if (stopping) {
            awaitQuiet(Instant.now());
        } else {
            probe();
        }
    }

    /** Takes over a process that an earlier fleet started; one that was healthy then is healthy after one probe. */
    void adopt(Incarnation found, ProcessHandle process) {
        machinery.ports().keep(found.port());
        handle = process;
        backend = new Backend(id, release.version(), found.port());
        Instant start = Spawner.startOf(process).orElse(found.startedAt());
        incarnation = new Incarnation(found.version(), found.port(), process.pid(), start, found.healthy());
        everHealthy = found.healthy();
        passed = found.healthy() ? release.check().healthyAfter() - 1 : 0;
        changed.accept(this);
        watch();
        probe();
    }

    /** The platform tells late of the end of a process that is no child of this one, so it is looked at. */
    private void watch() {
        if (!gone) {
            if (Spawner.isAlive(handle)) {
                machinery.loop().schedule(WATCH_INTERVAL, this::watch);
            } else {
                exited("exited");
            }
        }
    }

    private void probe() {
        if (gone || stopping || !handle.isAlive()) {
            return;
        }
        ProcessHandle probed = handle;
        long began = System.nanoTime();
        machinery.prober().probe(release.check(), incarnation.port()).thenAccept(result -> machinery
                .loop()
                .execute(() -> {
                    if (probed == handle && !gone && !stopping) {
                        judge(result);
                        Duration spent = Duration.ofNanos(System.nanoTime() - began);
                        machinery
                                .loop()
                                .schedule(
                                        Duration.ofMillis(release.check().intervalMillis())
                                                .minus(spent),
                                        this::probe);
                    }
                }));
    }

    private void judge(Optional<String> failure) {
        passed = failure.isEmpty() ? passed + 1 : 0;
        failed = failure.isEmpty() ? 0 : failed + 1;
        if (failure.isEmpty() && passed >= release.check().healthyAfter()) {
            become(InstanceHealth.HEALTHY, "");
        } else if (failure.isPresent() && health == InstanceHealth.STARTING) {
            become(health, "not healthy yet: " + failure.get());
        } else if (failure.isPresent() && failed >= release.check().unhealthyAfter()) {
            become(InstanceHealth.UNHEALTHY, failure.get());
        }
    }

    private void become(InstanceHealth next, String why) {
        if (next == health && why.equals(message)) {
            return;
        }
        if (next != health) {
            since = Instant.now();
        }
        health = next;
        message = why;
        everHealthy |= next == InstanceHealth.HEALTHY;
        boolean healthy = next == InstanceHealth.HEALTHY;
        incarnation = incarnation == null
                ? null
                : new Incarnation(
                        incarnation.version(), incarnation.port(), incarnation.pid(), incarnation.startedAt(), healthy);
        changed.accept(this);
    }

    /** Takes no more requests, and ends once those under way are answered or the stop timeout is over. */
    void stop() {
        if (gone || stopping) {
            return;
        }
        stopping = true;
        backend.accept(false);
        message = "stopping";
        changed.accept(this);
        if (handle != null) {
            awaitQuiet(Instant.now().plus(release.stopTimeout()));
        }
    }

    private void awaitQuiet(Instant deadline) {
        if (gone) {
            return;
        }
        if (backend.inFlight() > 0 && Instant.now().isBefore(deadline)) {
            machinery.loop().schedule(QUIET_POLL, () -> awaitQuiet(deadline));
            return;
        }
        descendants = handle.descendants().toList();
        handle.destroy();
        machinery.loop().schedule(release.stopTimeout(), this::kill);
    }

    private void kill() {
        if (!gone) {
            handle.descendants().forEach(ProcessHandle::destroyForcibly);
            handle.destroyForcibly();
        }
    }

    private void exited(String how) {
        if (gone) {
            return;
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
        String tail = machinery.spawner().tail(id, logStart, secrets.values());
        if (!stopping && !everHealthy && portAttempts > 0 && portAttempts < PORT_ATTEMPTS && portWasTaken(tail)) {
            machinery.ports().release(incarnation.port());
            backend.closePool();
            handle = null;
            start();
            return;
        }
        end(how + (tail.isEmpty() ? "" : ": " + tail));
    }

    private boolean portWasTaken(String output) {
        return output.contains("Address already in use")
                || output.contains("EADDRINUSE")
                || output.contains("BindException")
                || !Ports.isFree(incarnation.port());
    }

    private void end(String why) {
        gone = true;
        if (backend != null) {
            backend.accept(false);
            backend.closePool();
            machinery.ports().release(incarnation.port());
        }
        machinery.spawner().forget(id);
        incarnation = null;
        become(InstanceHealth.STOPPED, why);
    }

    String id() {
        return id;
    }

    String version() {
        return release.version();
    }

    /** Empty once the process is gone. */
    Optional<Incarnation> incarnation() {
        return Optional.ofNullable(incarnation);
    }

    /** Empty before there is a process. */
    Optional<Backend> backend() {
        return Optional.ofNullable(backend);
    }

    InstanceHealth health() {
        return health;
    }

    Instant since() {
        return since;
    }

    String message() {
        return message;
    }

    boolean stopping() {
        return stopping;
    }

    boolean gone() {
        return gone;
    }

    Duration stopTimeout() {
        return release.stopTimeout();
    }
}
