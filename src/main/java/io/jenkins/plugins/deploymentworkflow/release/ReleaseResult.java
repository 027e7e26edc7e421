package io.jenkins.plugins.deploymentworkflow.release;

import java.util.List;

/**
 * What became of a command.
 *
 * @param outcome {@code started}, {@code finished}, {@code waiting} for pull requests, or {@code aborted}
 * @param branch the branch of the release or hotfix
 * @param version what is released
 * @param tag the name of its tag, also while there is none yet
 * @param merged the branches that it has been merged to
 * @param next the version that develop says from then on; null when no version file has one of its own
 * @param pushed whether the remote has it
 * @param todo what people have to do now
 * @param notes what is worth knowing
 */
public record ReleaseResult(
        String outcome,
        String branch,
        String version,
        String tag,
        List<String> merged,
        String next,
        boolean pushed,
        List<String> todo,
        List<String> notes) {
    public ReleaseResult {
        merged = List.copyOf(merged);
        todo = List.copyOf(todo);
        notes = List.copyOf(notes);
    }
}
