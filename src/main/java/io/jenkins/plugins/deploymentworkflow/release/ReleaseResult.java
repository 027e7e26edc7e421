package io.jenkins.plugins.deploymentworkflow.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a command.
 *
 * @param outcome {@code started}, {@code finished}, {@code aborted}, or {@code waiting}: for a pull request that has to be
 *     merged before the same can be asked for again
 * @param branch the branch of the release or hotfix
 * @param version what is released
 * @param tag the name of its tag, also while there is none yet
 * @param merged the branches that it has been merged to
 * @param next the version that develop says from then on; null when no version file has one of its own
 * @param pushed whether the remote has it, as far as it has come
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

    /** As plain maps, lists, texts and truth values; what is not known is null. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("outcome", outcome);
        document.put("branch", branch);
        document.put("version", version);
        document.put("tag", tag);
        document.put("merged", new ArrayList<>(merged));
        document.put("next", next);
        document.put("pushed", pushed);
        document.put("todo", new ArrayList<>(todo));
        document.put("notes", new ArrayList<>(notes));
        return document;
    }
}
