package io.jenkins.plugins.deploymentworkflow.release.next;

import io.jenkins.plugins.deploymentworkflow.git.Tag;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.Comparator;
import java.util.List;

/** A version that a tag names; a pre-release is one too. */
public record Release(SemanticVersion version, Tag tag) {
    /** The highest version first; of two tags for the same one that with a message. */
    private static final Comparator<Release> HIGHEST_FIRST = Comparator.comparing(Release::version)
            .reversed()
            .thenComparing(release -> !release.tag().annotated())
            .thenComparing(release -> release.tag().name());

    /** The releases among tags, the highest first. */
    public static List<Release> among(List<Tag> tags, TagNames names) {
        return tags.stream()
                .flatMap(tag -> names.version(tag.name()).map(version -> new Release(version, tag)).stream())
                .sorted(HIGHEST_FIRST)
                .toList();
    }
}
