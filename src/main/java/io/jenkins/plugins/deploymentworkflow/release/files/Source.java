package io.jenkins.plugins.deploymentworkflow.release.files;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import java.nio.charset.StandardCharsets;

/**
 * A version file's bytes as text, one character for each byte, so that places in the text are places in the file
 * whatever its encoding, as long as that has ASCII in it.
 */
record Source(String file, String text) {
    private static final int MOST_BYTES = 16 << 20;
    private static final String UTF_8_MARK = "\u00EF\u00BB\u00BF";

    /** @throws ConfigurationException when the file is too large or in UTF-16 */
    static Source of(String file, byte[] bytes) {
        Source source = new Source(file, new String(bytes, StandardCharsets.ISO_8859_1));
        if (bytes.length > MOST_BYTES) {
            throw source.wrong(0, "expected at most " + (MOST_BYTES >> 20) + " MiB, found " + bytes.length + " bytes");
        }
        if (source.text.indexOf('\0') >= 0) {
            throw source.wrong(
                    0, "expected text in UTF-8 or another encoding with ASCII in it, found UTF-16 or no text");
        }
        return source;
    }

    /** How many bytes a byte order mark takes at its beginning. */
    int mark() {
        return text.startsWith(UTF_8_MARK) ? UTF_8_MARK.length() : 0;
    }

    Span span(int start, int end) {
        return new Span(file, start, end, text.substring(start, end));
    }

    /** The line of a place, counted from 1. */
    int line(int place) {
        return 1 + (int) text.substring(0, place).chars().filter(c -> c == '\n').count();
    }

    ConfigurationException wrong(int line, String message) {
        return new ConfigurationException(new Problem(file, line, "", message));
    }

    NoVersion none(int line, String message) {
        return new NoVersion(new Problem(file, line, "", message));
    }
}
