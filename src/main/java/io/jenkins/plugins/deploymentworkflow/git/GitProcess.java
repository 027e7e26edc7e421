package io.jenkins.plugins.deploymentworkflow.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One running git. Its output is taken by a thread of its own, so that the one that waits can be interrupted; then, and
 * when time is over, git is stopped with everything it started.
 */
final class GitProcess {
    /** To take its lock files away before it is killed. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Process process;
    private final Tail errors = new Tail();
    private final CompletableFuture<Void> errorsRead;
    private final long deadline;
    private volatile boolean printedAll;

    GitProcess(Process process, byte[] input, Duration limit) {
        this.process = process;
        this.deadline = System.nanoTime() + limit.toNanos();
        this.errorsRead = on("errors", () -> {
            errors.drain(process.getErrorStream());
            return null;
        });
        on("input", () -> {
            feed(input);
            return null;
        });
    }

    /** What was taken, and the exit code; 0 for a git that was ended because enough had been taken. */
    record End<T>(T taken, int exitCode) {}

    /**
     * Waits for the end.
     *
     * @throws TimeoutException when it was stopped
     * @throws IOException of the one who takes, unless git itself failed
     */
    <T> End<T> await(Output<T> output) throws InterruptedException, TimeoutException, IOException {
        CompletableFuture<End<T>> taken = on("output", () -> take(output));
        try {
            End<T> end = taken.get(left(), TimeUnit.NANOSECONDS);
            if (end.exitCode() != 0) {
                // Most programs end by themselves when nobody listens.
                process.getInputStream().close();
                process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
                return new End<>(end.taken(), 0);
            }
            if (!process.waitFor(left(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            awaitErrors();
            return new End<>(end.taken(), process.exitValue());
        } catch (ExecutionException e) {
            // Who takes half of something blames its form; when git itself broke off, that is the reason.
            if (printedAll && process.waitFor(left(), TimeUnit.NANOSECONDS) && process.exitValue() != 0) {
                awaitErrors();
                return new End<>(null, process.exitValue());
            }
            throw rethrown(e.getCause());
        } finally {
            stop();
        }
    }

    /** The last of standard error as far as it was read. */
    String errors() {
        return errors.text();
    }

    /** The exit code says here whether something is left. */
    private <T> End<T> take(Output<T> output) throws IOException {
        InputStream printed = process.getInputStream();
        T taken = null;
        try {
            taken = output.take(printed);
        } finally {
            printedAll = printed.read() < 0;
        }
        return new End<>(taken, printedAll ? 0 : 1);
    }

    private void feed(byte[] input) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        }
    }

    /** What git started may hold standard error open for longer than git lives. */
    private void awaitErrors() throws InterruptedException {
        try {
            errorsRead.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return;
        }
    }

    private long left() {
        return Math.max(0, deadline - System.nanoTime());
    }

    private void stop() throws InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private static IOException rethrown(Throwable cause) throws IOException {
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        if (cause instanceof Error failure) {
            throw failure;
        }
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }

    private interface Task<T> {
        T run() throws IOException;
    }

    private static <T> CompletableFuture<T> on(String name, Task<T> task) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        future.complete(task.run());
                    } catch (Throwable e) {
                        future.completeExceptionally(e);
                    }
                },
                "git-" + name);
        thread.setDaemon(true);
        thread.start();
        return future;
    }
}
