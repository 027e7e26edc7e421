package io.jenkins.plugins.deploymentworkflow.release.next;

import io.jenkins.plugins.deploymentworkflow.versioning.Bump;

/**
 * A commit, and what it does to the version.
 *
 * @param commit its whole hash
 * @param subject the first line of its message, as it was written but for its end when it is very long
 * @param bump how much the version must rise for it; none for one that says nothing
 * @param reason such as {@code feature}, {@code breaking change: ...} or {@code not a conventional commit}
 */
public record Cause(String commit, String subject, Bump bump, String reason) {
    private static final int MOST = 300;

    public Cause {
        subject = bounded(subject);
        reason = bounded(reason);
    }

    private static String bounded(String text) {
        if (text.length() <= MOST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MOST - 2)) ? MOST - 2 : MOST - 1;
        return text.substring(0, end) + "…";
    }
}
