package io.jenkins.plugins.deploymentworkflow.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a stream to its end and keeps the last of it, so that a process never waits for its reader. */
final class Tail {
    private static final int MOST = 16_384;

    private final byte[] ring = new byte[MOST];
    private long read;

    /** Blocks until the end of the stream. */
    void drain(InputStream in) {
        byte[] buffer = new byte[4096];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                add(buffer, count);
            }
        } catch (IOException e) {
            // The process was stopped; what was read is what there is.
            return;
        }
    }

    private synchronized void add(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            ring[(int) (read++ % MOST)] = bytes[i];
        }
    }

    /** What is kept so far; begins with {@code ...} when something is left out. */
    synchronized String text() {
        if (read <= MOST) {
            return new String(ring, 0, (int) read, StandardCharsets.UTF_8);
        }
        int start = (int) (read % MOST);
        byte[] ordered = new byte[MOST];
        System.arraycopy(ring, start, ordered, 0, MOST - start);
        System.arraycopy(ring, 0, ordered, MOST - start, start);
        return "..." + new String(ordered, StandardCharsets.UTF_8);
    }
}
