package io.jenkins.plugins.deploymentworkflow.verification;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/** An attempt that needs a thread while it waits for the network. It is cancelled by closing what it has open. */
final class BlockingAttempt implements Attempt {
    /** What is done on the thread. */
    interface Look {
        /**
         * @param since when the attempt began to run
         * @param open to be told of the socket before it blocks
         */
        ProbeResult run(Elapsed since, Opened open) throws IOException;
    }

    /** Is told what to close when the attempt is cancelled. */
    interface Opened {
        void is(Closeable open) throws IOException;
    }

    /** The time since the attempt began to run. */
    interface Elapsed {
        Duration now();
    }

    private ProbeResult result;
    private Closeable open;
    private boolean cancelled;

    private BlockingAttempt() {}

    /** @param subject begins the message of a failure */
    static Attempt begin(Executor executor, LongSupplier nanoTime, String subject, Look look) {
        BlockingAttempt attempt = new BlockingAttempt();
        try {
            executor.execute(() -> attempt.run(nanoTime, subject, look));
        } catch (RejectedExecutionException e) {
            attempt.end(ProbeResult.failed(Duration.ZERO, subject + ": could not be begun, the program is ending"));
        }
        return attempt;
    }

    private void run(LongSupplier nanoTime, String subject, Look look) {
        long begun = nanoTime.getAsLong();
        Elapsed since = () -> Duration.ofNanos(nanoTime.getAsLong() - begun);
        try {
            end(look.run(since, this::opened));
        } catch (IOException | RuntimeException e) {
            String message = subject + ", found " + NetworkFailure.words(e) + " " + ProbeResult.after(since.now());
            end(ProbeResult.failed(since.now(), message));
        }
    }

    private synchronized void opened(Closeable socket) throws IOException {
        if (cancelled) {
            socket.close();
            throw new IOException("stopped");
        }
        open = socket;
    }

    private synchronized void end(ProbeResult found) {
        result = found;
    }

    @Override
    public synchronized Optional<ProbeResult> poll() {
        return Optional.ofNullable(result);
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is closed as far as it can be.
            }
        }
    }
}
