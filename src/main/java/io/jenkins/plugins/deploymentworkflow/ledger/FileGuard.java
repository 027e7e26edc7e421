package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread of one process at a time touch the files of an environment. */
final class FileGuard {
    /** Longer than any append takes, so that a process that hangs while it holds the lock is noticed. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

    /**
     * Of this process, by lock file. Static since the operating system's locks belong to the process: it would let two
     * of its threads in, and closing one of two channels to a file would give up the lock of the other.
     */
    private static final ConcurrentMap<Path, ReentrantLock> OF_PROCESS = new ConcurrentHashMap<>();

    /** What is done under the lock. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    private final Path file;

    /** @param file exists, and has nothing but the lock */
    FileGuard(Path file) {
        this.file = file;
    }

    /**
     * Does the work under the lock, whether the thread is interrupted or not.
     *
     * @throws IOException when the lock was not to be had in 30 s, or the work fails
     */
    <T> T hold(Work<T> work) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = Thread.interrupted();
        ReentrantLock ofProcess = OF_PROCESS.computeIfAbsent(file.toRealPath(), path -> new ReentrantLock());
        try {
            while (true) {
                try {
                    if (!ofProcess.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        throw timedOut("another thread of this process");
                    }
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
                    FileLock lock = lock(open, deadline)) {
                interrupted |= Thread.interrupted();
                return work.run();
            } finally {
                ofProcess.unlock();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Asks again and again, since a wait inside the operating system has no deadline. */
    private FileLock lock(RandomAccessFile open, long deadline) throws IOException {
        long pause = TimeUnit.MICROSECONDS.toNanos(200);
        boolean interrupted = false;
        try {
            FileLock lock = open.getChannel().tryLock();
            while (lock == null) {
                if (System.nanoTime() >= deadline) {
                    throw timedOut("another process");
                }
                LockSupport.parkNanos(pause);
                interrupted |= Thread.interrupted();
                pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
                lock = open.getChannel().tryLock();
            }
            return lock;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private IOException timedOut(String holder) {
        return new IOException(holder + " has held the lock " + file + " for " + PATIENCE.toSeconds()
                + " s; it is freed when that process ends");
    }
}
