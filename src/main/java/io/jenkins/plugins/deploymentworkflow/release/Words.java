package io.jenkins.plugins.deploymentworkflow.release;

import java.util.List;

/** What others wrote, made fit for a message of one line. */
public final class Words {
    private static final int LONGEST = 200;

    private Words() {}

    /** Without control characters, which terminals obey, and no longer than a line or two. */
    public static String plain(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", "?");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }

    /** A list for people, with at most ten items. */
    public static String list(List<String> items) {
        String shown =
                String.join(", ", items.stream().limit(10).map(Words::plain).toList());
        return items.size() > 10 ? shown + " and " + (items.size() - 10) + " more" : shown;
    }

    /** Commands to give one after the other, each on a line of its own. */
    static String commands(List<String> commands) {
        return String.join(
                "", commands.stream().map(command -> "\n    " + command).toList());
    }
}
