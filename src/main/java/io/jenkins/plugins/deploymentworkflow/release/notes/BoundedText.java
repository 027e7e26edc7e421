package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.io.Writer;

/** A text in memory that does not grow for ever. */
final class BoundedText extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int most;

    BoundedText(int most) {
        this.most = most;
    }

    /** There is no end to it. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Full(String message) {
            super(message);
        }
    }

    @Override
    public void write(char[] characters, int start, int count) {
        if (text.length() + count > most) {
            throw new Full("it makes a text of more than " + most + " characters");
        }
        text.append(characters, start, count);
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
