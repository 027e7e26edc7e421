package io.jenkins.plugins.deploymentworkflow.tool;

import java.nio.charset.Charset;
import java.util.Map;

/**
 * The terminal that standard error is, as the launcher found it.
 *
 * @param columns 20 at least
 * @param rows 5 at least
 * @param colours whether it may be coloured
 * @param symbols whether it can show more than ASCII
 */
record Screen(int columns, int rows, boolean colours, boolean symbols) {
    /** The launcher says whether standard error is a terminal that understands cursor movements. */
    private static final String TERMINAL = "deployment-workflow.terminal";

    static boolean isThere() {
        return Boolean.getBoolean(TERMINAL);
    }

    /** @param environment where {@code NO_COLOR} counts when it is not empty, as no-color.org has it */
    static Screen of(Map<String, String> environment) {
        String charset = System.getProperty(
                "stderr.encoding",
                System.getProperty(
                        "sun.stderr.encoding", Charset.defaultCharset().name()));
        return new Screen(
                Math.max(20, Integer.getInteger("deployment-workflow.columns", 80)),
                Math.max(5, Integer.getInteger("deployment-workflow.rows", 24)),
                environment.getOrDefault("NO_COLOR", "").isEmpty(),
                Charset.forName(charset).newEncoder().canEncode("✓▸·█░…"));
    }

    String done() {
        return symbols ? "✓" : "+";
    }

    String current() {
        return symbols ? "▸" : ">";
    }

    String pending() {
        return symbols ? "·" : ".";
    }

    /** A bar of that many characters, {@code full} of them filled. */
    String bar(int full, int width) {
        return (symbols ? "█" : "#").repeat(full) + (symbols ? "░" : "-").repeat(width - full);
    }

    /** One line stays one line: a wrapped one could not be drawn over. */
    String cut(String text, int room) {
        String line = text.replaceAll("\\s+", " ").stripTrailing();
        String more = symbols ? "…" : "~";
        return line.length() <= room ? line : line.substring(0, Math.max(0, room - 1)) + more;
    }
}
