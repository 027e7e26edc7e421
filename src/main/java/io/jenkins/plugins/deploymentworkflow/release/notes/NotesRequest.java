package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.release.next.TagNames;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of {@link ReleaseNotes}.
 *
 * @param from a tag, a version, a branch or a commit that the changes are counted from; empty for the last release
 *     before
 * @param to the same that they are counted up to; empty for the tag of the version, or what is checked out
 * @param version that they are of; empty for what a tag of the last commit says
 * @param names which tags are releases
 * @param paths when there are any, only commits that change something below one of them count
 */
public record NotesRequest(
        Optional<String> from,
        Optional<String> to,
        Optional<SemanticVersion> version,
        TagNames names,
        List<String> paths) {
    public NotesRequest {
        paths = List.copyOf(paths);
    }

    /** What came since the last release. */
    public static NotesRequest usual() {
        return new NotesRequest(Optional.empty(), Optional.empty(), Optional.empty(), TagNames.usual(), List.of());
    }

    public NotesRequest between(Optional<String> first, Optional<String> last) {
        return new NotesRequest(first, last, version, names, paths);
    }

    public NotesRequest of(SemanticVersion one) {
        return new NotesRequest(from, to, Optional.of(one), names, paths);
    }

    public NotesRequest with(TagNames other) {
        return new NotesRequest(from, to, version, other, paths);
    }

    public NotesRequest touching(List<String> these) {
        return new NotesRequest(from, to, version, names, these);
    }
}
