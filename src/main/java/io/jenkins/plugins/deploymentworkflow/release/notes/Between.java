package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.util.Optional;

/**
 * What release notes are about, by names.
 *
 * @param version empty while it is not released
 * @param tag of it
 * @param previousVersion that the changes are counted from
 * @param previousTag of it
 * @param from the commit that they are counted from; empty for all of history
 * @param to the last commit
 */
record Between(
        Optional<String> version,
        Optional<String> tag,
        Optional<String> previousVersion,
        Optional<String> previousTag,
        Optional<String> from,
        String to) {
    /** As the host compares them. */
    String newName() {
        return tag.orElse(to);
    }

    Optional<String> oldName() {
        return previousTag.or(() -> from);
    }
}
