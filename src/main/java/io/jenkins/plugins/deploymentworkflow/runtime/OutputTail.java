package io.jenkins.plugins.deploymentworkflow.runtime;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Cuts what a command prints into lines, takes the secrets out of each, passes them on, and keeps the last. */
final class OutputTail extends OutputStream {
    /** As many lines as an error message can bear. */
    static final int LINES = 20;

    /** A longer line is cut, so that a command cannot fill the memory. */
    static final int LONGEST = 8192;

    private final UnaryOperator<String> redact;
    private final Consumer<String> sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Deque<String> last = new ArrayDeque<>();

    OutputTail(UnaryOperator<String> redact, Consumer<String> sink) {
        this.redact = redact;
        this.sink = sink;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            end();
        } else if (line.size() < LONGEST) {
            line.write(b);
        }
    }

    /** Takes what was printed without a line's end as a line. */
    synchronized void finish() {
        if (line.size() > 0) {
            end();
        }
    }

    /** The last lines, secrets masked. */
    synchronized String text() {
        return redact.apply(String.join("\n", last));
    }

    private void end() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        String shown = redact.apply(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        sink.accept(shown);
        last.add(shown);
        if (last.size() > LINES) {
            last.remove();
        }
    }
}
