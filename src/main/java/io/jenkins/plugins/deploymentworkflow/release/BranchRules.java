package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What git-flow allows: which branch leaves which, what main takes, which version belongs where. Reads nothing. */
public final class BranchRules {
    static final String FEATURE = "feature/";

    private final ReleaseSettings settings;
    private final ReleaseSettings.Branches branches;

    public BranchRules(ReleaseSettings settings) {
        this.settings = settings;
        this.branches = settings.branches();
    }

    /**
     * Why a version does not belong on a branch: releases are on main alone, pre-releases are not, and on the branch
     * of a release only its own are.
     *
     * @return nothing when it does
     */
    public Optional<Violation> against(SemanticVersion version, String branch) {
        if (branch.equals(branches.main())) {
            return version.isPrerelease()
                    ? Optional.of(new Violation(
                            "prereleases-are-not-on-main",
                            branch,
                            version + " is a pre-release, and " + branch + " takes releases alone",
                            "tag pre-releases on the branch of their release"))
                    : Optional.empty();
        }
        if (!version.isPrerelease()) {
            return Optional.of(new Violation(
                    "tags-are-on-main",
                    branch,
                    version + " is a release, and releases are on " + branches.main() + " alone, not on "
                            + Words.plain(branch),
                    "finish its release, or make it a pre-release such as " + version.release() + "-rc.1"));
        }
        for (Kind kind : Kind.values()) {
            Optional<SemanticVersion> own = version(kind, branch);
            if (own.isPresent() && !own.get().release().equals(version.release())) {
                return Optional.of(new Violation(
                        "names-say-versions",
                        branch,
                        version + " is none of " + Words.plain(branch),
                        "expected a pre-release of " + own.get().release()));
            }
        }
        return Optional.empty();
    }

    /** Whether a branch is one of releases or hotfixes. */
    public boolean isOfRelease(String branch) {
        return branch.startsWith(branches.release()) || branch.startsWith(branches.hotfix());
    }

    /** The version that the branch of a release or a hotfix leads up to, as its name says; empty for every other. */
    public Optional<SemanticVersion> release(String branch) {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> version(kind, branch).stream())
                .map(SemanticVersion::release)
                .findFirst();
    }

    /** Why the name of a release's or hotfix's branch is none. */
    public Optional<Violation> againstName(String branch) {
        if (!isOfRelease(branch) || release(branch).isPresent()) {
            return Optional.empty();
        }
        String start = branch.startsWith(branches.release()) ? branches.release() : branches.hotfix();
        return Optional.of(new Violation(
                "names-say-versions",
                branch,
                "the name of " + Words.plain(branch) + " says no version",
                "expected one such as " + start + settings.tags().prefix() + "1.4.0"));
    }

    /** The version that the name of a release's or hotfix's branch says. */
    Optional<SemanticVersion> version(Kind kind, String branch) {
        String start = kind.prefix(branches) + settings.tags().prefix();
        return branch.startsWith(start) ? SemanticVersion.parse(branch.substring(start.length())) : Optional.empty();
    }

    /**
     * Why a commit of main is none that main takes.
     *
     * @param parents how many it has
     * @param subject of its message
     * @param released whether it is tagged as a release
     */
    Optional<Violation> onMain(String hash, int parents, String subject, boolean released) {
        boolean named = mentions(Kind.RELEASE, subject) || mentions(Kind.HOTFIX, subject);
        boolean squashed = settings.pullRequests() && parents == 1 && (released || named);
        if (parents == 0 || squashed || parents > 1 && (released || named)) {
            return Optional.empty();
        }
        String commit = hash.substring(0, Math.min(10, hash.length())) + " (" + Words.plain(subject) + ")";
        return Optional.of(
                parents == 1
                        ? new Violation(
                                "main-takes-releases-only",
                                branches.main(),
                                "commit " + commit + " was made on " + branches.main() + " directly",
                                "make such changes on a hotfix: hotfix start")
                        : new Violation(
                                "main-takes-releases-only",
                                branches.main(),
                                "merge " + commit + " brought something else than a release or a hotfix",
                                "merge it to " + branches.develop() + " and release it"));
    }

    private boolean mentions(Kind kind, String subject) {
        return subject.contains(kind.prefix(branches) + settings.tags().prefix());
    }

    /** The branch that this one has to leave; nothing when there is no rule for its name. */
    Optional<String> origin(String branch) {
        if (branch.startsWith(branches.release()) || branch.startsWith(FEATURE)) {
            return Optional.of(branches.develop());
        }
        return branch.startsWith(branches.hotfix()) ? Optional.of(branches.main()) : Optional.empty();
    }

    /**
     * Why a branch does not leave the one that it should.
     *
     * @param meets main or develop, whichever one meets first going back from it by first parents; both where they are
     *     met at the same commit; none where neither was met within bounds
     */
    Optional<Violation> leaving(String branch, List<String> meets) {
        Optional<String> origin = origin(branch);
        if (origin.isEmpty() || meets.isEmpty() || meets.contains(origin.get())) {
            return Optional.empty();
        }
        String rule = branch.startsWith(branches.hotfix())
                ? "hotfixes-leave-main"
                : branch.startsWith(FEATURE) ? "features-leave-develop" : "releases-leave-develop";
        String name = Words.plain(branch);
        return Optional.of(new Violation(
                rule,
                branch,
                name + " leaves " + String.join(" and ", meets) + ", not " + origin.get(),
                "bring its commits to a branch of " + origin.get() + ": git rebase --onto " + origin.get() + " "
                        + meets.get(0) + " " + name));
    }
}
