package io.jenkins.plugins.deploymentworkflow.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads commits as {@link #FORMAT} has git print them: six fields each, ended by NUL, which no field can hold. */
final class CommitReader {
    /** Hash, parents, author by the mailmap, committer's time, message; {@code -z} ends the last one. */
    static final String FORMAT = "--format=tformat:%H%x00%P%x00%aN%x00%aE%x00%ct%x00%B";

    /** The same with no author, which costs git time. */
    static final String MESSAGES = "--format=tformat:%H%x00%P%x00%x00%x00%ct%x00%B";

    private static final String CUT = "\n\n[...]\n\n";
    private static final int LONGEST_FIELD = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;
    private final BoundedBytes field = new BoundedBytes(LONGEST_FIELD);
    private final BoundedBytes body = new BoundedBytes(History.LONGEST_MESSAGE);

    CommitReader(InputStream in) {
        this.in = in;
    }

    /** The next commit, or nothing at the end. */
    Optional<Commit> read() throws IOException {
        if (next == end && !fill()) {
            return Optional.empty();
        }
        String hash = text(field, "");
        List<String> parents = parents(text(field, ""));
        Person author = new Person(text(field, ""), text(field, ""));
        Instant committed = Instant.ofEpochSecond(seconds(text(field, "")));
        String message = text(body, CUT).stripTrailing();
        return Optional.of(new Commit(hash, parents, author, committed, message));
    }

    private static List<String> parents(String hashes) {
        if (hashes.isEmpty()) {
            return List.of();
        }
        return hashes.indexOf(' ') < 0 ? List.of(hashes) : List.of(hashes.split(" "));
    }

    /** The next field. Nearly all of them are in the buffer as a whole and need not be gathered. */
    private String text(BoundedBytes gathering, String cut) throws IOException {
        int stop = endInBuffer();
        if (stop == end) {
            return until(gathering).text(cut);
        }
        int start = next;
        next = stop + 1;
        // Git ends every message with a line end.
        while (stop > start && buffer[stop - 1] == '\n') {
            stop--;
        }
        return new String(buffer, start, stop - start, StandardCharsets.UTF_8);
    }

    private int endInBuffer() {
        int at = next;
        while (at < end && buffer[at] != 0) {
            at++;
        }
        return at;
    }

    private BoundedBytes until(BoundedBytes into) throws IOException {
        into.clear();
        while (true) {
            if (next == end && !fill()) {
                throw new IOException("the history broke off in the middle of a commit");
            }
            int start = next;
            next = endInBuffer();
            into.add(buffer, start, next - start);
            if (next < end) {
                next++;
                return into;
            }
        }
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    /** A hostile commit may say any number. */
    private static long seconds(String text) {
        try {
            return Math.max(0, Math.min(Long.parseLong(text), Instant.MAX.getEpochSecond()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Keeps the first and the last half of what is too long: footers stand at the end of a message. */
    private static final class BoundedBytes {
        private final int most;
        private byte[] bytes = new byte[1024];
        private int size;
        private long dropped;
        private int tailStart;

        BoundedBytes(int most) {
            this.most = most;
        }

        void clear() {
            size = 0;
            dropped = 0;
            tailStart = most / 2;
        }

        void add(byte[] from, int start, int count) {
            int fitting = Math.min(count, most - size);
            if (size + fitting > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(2 * bytes.length, size + fitting)));
            }
            System.arraycopy(from, start, bytes, size, fitting);
            size += fitting;
            for (int i = start + fitting; i < start + count; i++) {
                bytes[tailStart] = from[i];
                tailStart = tailStart + 1 == most ? most / 2 : tailStart + 1;
                dropped++;
            }
        }

        String text(String cut) {
            if (dropped == 0) {
                return new String(bytes, 0, size, StandardCharsets.UTF_8);
            }
            return new String(bytes, 0, most / 2, StandardCharsets.UTF_8)
                    + cut
                    + new String(bytes, tailStart, most - tailStart, StandardCharsets.UTF_8)
                    + new String(bytes, most / 2, tailStart - most / 2, StandardCharsets.UTF_8);
        }
    }
}
