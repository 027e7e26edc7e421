package io.jenkins.plugins.deploymentworkflow.steps;

/** Reads parameters that may be left out. */
public final class Given {
    private Given() {}

    /** Without surrounding blanks; empty for one that was left out. */
    public static String text(String value) {
        return value == null ? "" : value.trim();
    }

    /** As {@link #text}, with a value in place of none. */
    static String text(String value, String otherwise) {
        String text = text(value);
        return text.isEmpty() ? otherwise : text;
    }
}
