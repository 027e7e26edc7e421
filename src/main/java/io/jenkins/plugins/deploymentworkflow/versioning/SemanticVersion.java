package io.jenkins.plugins.deploymentworkflow.versioning;

import java.util.regex.Pattern;

/** Whether a text is a version of Semantic Versioning 2.0.0. */
public final class SemanticVersion {
    /** The expression that semver.org suggests. */
    private static final Pattern SYNTAX = Pattern.compile("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)"
            + "(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
            + "(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?");

    private static final int LONGEST = 128;

    private SemanticVersion() {}

    public static boolean isValid(String text) {
        return text.length() <= LONGEST && SYNTAX.matcher(text).matches();
    }

    /**
     * The text, when it is a version.
     *
     * @throws IllegalArgumentException saying what was expected and found
     */
    public static String require(String text) {
        if (!isValid(text)) {
            String hint = text.startsWith("v") && isValid(text.substring(1)) ? " (without the v)" : "";
            throw new IllegalArgumentException(
                    "expected a version such as 1.4.0 or 2.0.0-rc.1 (Semantic Versioning 2.0.0), found '" + text + "'"
                            + hint);
        }
        return text;
    }
}
