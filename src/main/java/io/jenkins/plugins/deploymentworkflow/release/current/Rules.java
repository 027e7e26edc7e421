package io.jenkins.plugins.deploymentworkflow.release.current;

import io.jenkins.plugins.deploymentworkflow.release.Violation;
import io.jenkins.plugins.deploymentworkflow.release.next.Release;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the branch rules say against deploying a version, and against the tag that names it. */
final class Rules {
    private final CheckedOut at;
    private final BuiltBranch branch;

    Rules(CheckedOut at, BuiltBranch branch) {
        this.at = at;
        this.branch = branch;
    }

    /** A breach, as people read it. */
    static String words(Violation violation) {
        return "branch rule " + violation.rule() + ": " + violation.what() + "; " + violation.wayOut();
    }

    static List<String> words(List<Violation> violations) {
        return violations.stream().map(Rules::words).toList();
    }

    /**
     * What speaks against the tag of a version.
     *
     * @throws io.jenkins.plugins.deploymentworkflow.release.next.ShallowHistory when that is behind the end of the history
     */
    List<Violation> against(Release tagged) throws InterruptedException {
        List<Violation> found = new ArrayList<>();
        String commit = tagged.tag().commit();
        if (!tagged.version().isPrerelease()) {
            if (at.isOnMain(commit).equals(Optional.of(false))) {
                found.add(new Violation(
                        "tags-are-on-main",
                        at.main(),
                        "the tag " + tagged.tag().name() + " of a release is not on " + at.main()
                                + ", as far as is known here",
                        "finish the release of it; if it was finished, get what the remote has: git fetch --tags "
                                + at.settings().remote() + " " + at.main()));
            }
        } else if (at.isOfMainItself(commit)) {
            at.rules().against(tagged.version(), at.main()).ifPresent(found::add);
        } else if (commit.equals(at.commit())) {
            onBranch(tagged.version()).ifPresent(found::add);
        }
        return found;
    }

    /** What speaks against a pre-release on the branch of a release or hotfix, when it is one and it is known. */
    private Optional<Violation> onBranch(SemanticVersion version) {
        return branch.known()
                .filter(at.rules()::isOfRelease)
                .flatMap(known -> at.rules().against(version, known));
    }

    /** What speaks against a version on the branch that it is built from, when that is known. */
    Optional<Violation> built(SemanticVersion version) {
        return branch.known().flatMap(known -> at.rules().against(version, known));
    }

    /** What speaks against using a version that is no release. */
    Violation unreleased(SemanticVersion version) {
        return new Violation(
                "prereleases-are-not-on-main",
                at.main(),
                version + " is a pre-release, and what is promoted by itself is a release whose tag is on " + at.main(),
                "finish its release (release finish, hotfix finish) and promote from the tag, or say a version");
    }
}
