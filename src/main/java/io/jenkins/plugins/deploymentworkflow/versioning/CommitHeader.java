package io.jenkins.plugins.deploymentworkflow.versioning;

import java.util.Locale;
import java.util.Optional;

/**
 * A line such as {@code feat(api)!: take ranges}.
 *
 * @param type in small letters, since its case says nothing
 * @param scope as it is written; empty when there is none
 * @param breaking whether a {@code !} stands before the colon
 * @param description what follows colon and blank
 */
public record CommitHeader(String type, String scope, boolean breaking, String description) {
    /** The header that a line is, if it is one. Read by hand: there are tens of thousands of them in a history. */
    public static Optional<CommitHeader> parse(String line) {
        int next = 0;
        while (next < line.length() && isOfAType(line.charAt(next))) {
            next++;
        }
        if (next == 0 || !isLetter(line.charAt(0))) {
            return Optional.empty();
        }
        String type = line.substring(0, next).toLowerCase(Locale.ROOT);
        String scope = "";
        if (line.startsWith("(", next)) {
            int close = line.indexOf(')', next);
            if (close < 0 || line.lastIndexOf('(', close) != next) {
                return Optional.empty();
            }
            scope = line.substring(next + 1, close).strip();
            next = close + 1;
        }
        boolean breaking = line.startsWith("!", next);
        next += breaking ? 1 : 0;
        String description =
                line.startsWith(": ", next) ? line.substring(next + 2).strip() : "";
        return description.isEmpty()
                ? Optional.empty()
                : Optional.of(new CommitHeader(type, scope, breaking, description));
    }

    private static boolean isOfAType(char c) {
        return isLetter(c) || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
