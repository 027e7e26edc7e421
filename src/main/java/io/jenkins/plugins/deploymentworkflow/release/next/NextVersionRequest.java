package io.jenkins.plugins.deploymentworkflow.release.next;

import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of {@link NextVersion}.
 *
 * @param names which tags are releases
 * @param paths when there are any, only commits that change something below one of them count
 * @param initial the first version, where there is no release yet
 * @param prerelease when given, the next pre-release with this identifier, such as {@code rc}
 */
public record NextVersionRequest(
        TagNames names, List<String> paths, SemanticVersion initial, Optional<String> prerelease) {
    /** Where development begins: semver.org, "How should I deal with revisions in the 0.y.z phase?". */
    public static final SemanticVersion FIRST = SemanticVersion.of(0, 1, 0);

    public NextVersionRequest {
        paths = List.copyOf(paths);
    }

    /** Of the whole repository, tagged as usual. */
    public static NextVersionRequest usual() {
        return new NextVersionRequest(TagNames.usual(), List.of(), FIRST, Optional.empty());
    }

    public NextVersionRequest with(TagNames other) {
        return new NextVersionRequest(other, paths, initial, prerelease);
    }

    public NextVersionRequest touching(List<String> these) {
        return new NextVersionRequest(names, these, initial, prerelease);
    }

    public NextVersionRequest beginningAt(SemanticVersion first) {
        return new NextVersionRequest(names, paths, first, prerelease);
    }

    public NextVersionRequest prereleased(String identifier) {
        return new NextVersionRequest(names, paths, initial, Optional.of(identifier));
    }
}
