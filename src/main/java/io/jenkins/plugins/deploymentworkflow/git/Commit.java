package io.jenkins.plugins.deploymentworkflow.git;

import java.time.Instant;
import java.util.List;

/**
 * A commit as it is in history.
 *
 * @param hash all of its digits
 * @param parents the hashes of its parents, the first one first; none for the first commit of a history, and for one
 *     at which a shallow clone ends
 * @param committed when the commit was made, which is not always when the change was
 * @param message as it was written, trailing line ends aside; malformed UTF-8 is replaced, and the middle of a message
 *     of more than {@link History#LONGEST_MESSAGE} bytes is left out
 */
public record Commit(String hash, List<String> parents, Person author, Instant committed, String message) {
    public Commit {
        parents = List.copyOf(parents);
    }

    /** The message's first line. */
    public String subject() {
        int end = 0;
        while (end < message.length() && message.charAt(end) != '\n' && message.charAt(end) != '\r') {
            end++;
        }
        return message.substring(0, end).strip();
    }

    public boolean isMerge() {
        return parents.size() > 1;
    }

    /** Enough digits for a person to find it. */
    public String shortHash() {
        return hash.substring(0, Math.min(hash.length(), 10));
    }
}
