package io.jenkins.plugins.deploymentworkflow.release.current;

import io.jenkins.plugins.deploymentworkflow.release.Violation;
import io.jenkins.plugins.deploymentworkflow.release.current.ChosenVersion.Purpose;
import io.jenkins.plugins.deploymentworkflow.release.next.Release;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a version that somebody says against the branch rules: its tag when it has one, otherwise the branch that is
 * built. What cannot be known is not held against it: a clone may have no tags, and a release is staged before it is
 * tagged.
 */
final class SaidVersion {
    private final CheckedOut at;
    private final Purpose purpose;

    SaidVersion(CheckedOut at, Purpose purpose) {
        this.at = at;
        this.purpose = purpose;
    }

    ChosenVersion judge(String said) throws InterruptedException {
        SemanticVersion version = SemanticVersion.of(said);
        BuiltBranch branch = BuiltBranch.of(at);
        Rules rules = new Rules(at, branch);
        List<Release> tags = at.releases().stream()
                .filter(one -> one.version().toString().equals(said))
                .toList();
        List<Violation> found = new ArrayList<>();
        List<String> why = new ArrayList<>();
        if (!tags.isEmpty()) {
            for (Release tag : tags) {
                found.addAll(rules.against(tag));
            }
        } else if (version.isPrerelease()
                || purpose == Purpose.PRODUCTION && !at.releases().isEmpty()) {
            rules.built(version).ifPresent(violation -> {
                found.add(violation);
                why.add("no tag here names " + said + ", so it is one of what is checked out: " + branch.why());
            });
        }
        return new ChosenVersion(said, why, Rules.words(found));
    }
}
