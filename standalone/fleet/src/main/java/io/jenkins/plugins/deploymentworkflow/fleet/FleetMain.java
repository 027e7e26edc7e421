package io.jenkins.plugins.deploymentworkflow.fleet;

import io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The fleet's process: {@code --state DIR --listen HOST:PORT [--control-port PORT] [--log FILE]}. Runs until SIGTERM or
 * {@code POST /v1/shutdown}; exits with 2 and one message when it cannot start.
 */
public final class FleetMain {
    /** In bytes; twice that is kept. */
    private static final long LOG_SIZE = 1 << 20;

    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(10);

    private final StateDirectory directory;
    private final Loop loop;
    private final Proxy proxy;
    private final ControlPort control;
    private final Fleet fleet;
    private final ExecutorService background;
    private final CountDownLatch stopRequested;

    private FleetMain(
            StateDirectory directory,
            Loop loop,
            Proxy proxy,
            ControlPort control,
            Fleet fleet,
            ExecutorService background,
            CountDownLatch stopRequested) {
        this.directory = directory;
        this.loop = loop;
        this.proxy = proxy;
        this.control = control;
        this.fleet = fleet;
        this.background = background;
        this.stopRequested = stopRequested;
    }

    /** Runs a fleet until it is told to stop. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        FleetMain main;
        try {
            FleetOptions options = FleetOptions.parse(arguments);
            if (options.log().isPresent()) {
                log(options.log().get());
            }
            main = start(options);
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            main.stopRequested.countDown();
            awaitQuietly(stopped);
        }));
        main.stopRequested.await();
        try {
            main.stop();
        } finally {
            stopped.countDown();
        }
        System.exit(0);
    }

    /** From here on all that is printed and logged goes there; what the Java runtime itself says stays where it is. */
    private static void log(Path file) throws IOException {
        PrintStream log = new PrintStream(new RotatingLog(file, LOG_SIZE), true, Charset.defaultCharset());
        System.setOut(log);
        System.setErr(log);
    }

    private static FleetMain start(FleetOptions options) throws IOException, InterruptedException {
        boolean existed = Files.exists(options.state());
        StateDirectory directory = StateDirectory.open(options.state());
        Tally tally = new Tally();
        Router router = new Router(tally);
        Loop loop = new Loop();
        ExecutorService background = Executors.newCachedThreadPool(FleetMain::daemon);
        Proxy proxy = null;
        try {
            FleetState state = directory.load();
            proxy = Proxy.open(options.listen(), router);
            Worker.Machinery machinery =
                    new Worker.Machinery(loop, background, new Spawner(directory), new Prober(background), new Ports());
            Fleet fleet = new Fleet(directory, state, machinery, router, tally, proxy.listen());
            CountDownLatch stopRequested = new CountDownLatch(1);
            String token = BearerToken.random();
            ControlPort control = ControlPort.open(
                    options.controlPort(), new BearerToken(token, new ControlHandler(fleet, stopRequested::countDown)));
            fleet.recover();
            await(SETTLING, () -> !fleet.settling());
            directory.announce(new FleetEndpoint(
                    ProcessHandle.current().pid(), Instant.now(), proxy.listen(), control.address(), token));
            System.err.println(
                    Instant.now() + " Serving on " + proxy.listen() + ", controlled at " + control.address());
            return new FleetMain(directory, loop, proxy, control, fleet, background, stopRequested);
        } catch (StartFailure | IOException e) {
            if (proxy != null) {
                proxy.stopListening();
                proxy.close();
            }
            loop.close();
            background.shutdownNow();
            directory.close();
            if (!existed) {
                removeEmpty(options.state());
            }
            throw e instanceof StartFailure known
                    ? known
                    : new StartFailure("The fleet cannot write to " + options.state() + " (" + e + ")");
        }
    }

    private void stop() throws IOException, InterruptedException {
        proxy.stopListening();
        await(fleet.stopAll().plusSeconds(1), fleet::allStopped);
        directory.withdraw();
        control.close();
        proxy.close();
        loop.close();
        background.shutdownNow();
        directory.close();
        System.err.println(Instant.now() + " Stopped");
    }

    private static void await(Duration bound, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a failed start made goes again; what anybody else put there stays. */
    private static void removeEmpty(Path root) throws IOException {
        for (String name : new String[] {"fleet.lock", "releases", "logs", "run", ""}) {
            try {
                Files.deleteIfExists(root.resolve(name));
            } catch (java.nio.file.DirectoryNotEmptyException e) {
                return;
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fleet-background");
        thread.setDaemon(true);
        return thread;
    }
}
