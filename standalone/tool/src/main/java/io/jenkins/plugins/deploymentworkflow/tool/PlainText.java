package io.jenkins.plugins.deploymentworkflow.tool;

import java.util.regex.Pattern;

/** What others wrote, on one line of a terminal: nothing in it moves the cursor, colours or turns the direction. */
final class PlainText {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]");

    private PlainText() {}

    static String of(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
