package io.jenkins.plugins.deploymentworkflow.release.current;

import io.jenkins.plugins.deploymentworkflow.git.GitException;
import io.jenkins.plugins.deploymentworkflow.git.GitResult;
import io.jenkins.plugins.deploymentworkflow.git.Range;
import io.jenkins.plugins.deploymentworkflow.release.Words;
import io.jenkins.plugins.deploymentworkflow.release.next.NextVersion;
import io.jenkins.plugins.deploymentworkflow.release.next.NextVersionRequest;
import io.jenkins.plugins.deploymentworkflow.release.next.Release;
import io.jenkins.plugins.deploymentworkflow.versioning.Bump;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The version of a commit without a tag: {@code 1.5.0-dev.7.g1a2b3c4d5e}, the seventh commit on the way to 1.5.0. On the
 * branch of a release {@code 1.5.0-rc.0.dev.7.g1a2b3c4d5e}, and after a pre-release {@code
 * 1.5.0-rc.1.dev.2.g1a2b3c4d5e}. So it is higher than what its commit was made upon, lower than the tag to come, and of
 * one commit alone; and it may stand in names of files, labels and images, which a {@code +} may not.
 */
final class Untagged {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CheckedOut at;
    private final Optional<SemanticVersion> release;
    private final List<String> notes = new ArrayList<>();

    /** @param release what its branch leads up to, when that says so */
    Untagged(CheckedOut at, Optional<SemanticVersion> release) {
        this.at = at;
        this.release = release;
    }

    /** With how it came about. */
    record Version(SemanticVersion version, String why, List<String> notes) {}

    Version version() throws InterruptedException {
        NextVersion next = NextVersion.at(
                at.repository(), at.commit(), NextVersionRequest.usual().with(at.names()));
        List<Release> before = Release.among(at.repository().tagsMerged(at.commit()), at.names());
        requireReleases(before);
        SemanticVersion base = release.isPresent() ? ofBranch(release.get(), next) : demanded(next, before);
        Optional<Release> prerelease = before.stream()
                .filter(one ->
                        one.version().isPrerelease() && one.version().release().equals(base))
                .findFirst();
        Optional<Release> since = prerelease.or(next::last);
        Range range = since.map(tag -> Range.to(at.commit()).since(tag.tag().commit()))
                .orElseGet(() -> Range.to(at.commit()));
        int commits = at.repository().history().count(range);
        at.releases().stream()
                .filter(one -> one.version().equals(base))
                .findFirst()
                .ifPresent(taken -> notes.add(
                        Words.plain(taken.tag().name()) + " exists already, at a commit that did" + " not lead here"));
        String stage =
                prerelease.map(one -> one.version().prerelease() + ".").orElse(release.isPresent() ? "rc.0." : "");
        String why = commits + (commits == 1 ? " commit" : " commits")
                + since.map(tag -> " since " + Words.plain(tag.tag().name())).orElse(" since the beginning")
                + " on the way to " + base;
        return new Version(SemanticVersion.of(base + "-" + stage + "dev." + commits + ".g" + at.brief()), why, notes);
    }

    private SemanticVersion ofBranch(SemanticVersion named, NextVersion next) {
        next.last().filter(last -> last.version().compareTo(named) >= 0).ifPresent(last -> {
            throw new GitException("the commit " + at.brief() + " comes after "
                    + Words.plain(last.tag().name()) + ", so its branch cannot lead up to " + named
                    + " any more. Begin another release or hotfix");
        });
        return named;
    }

    /** What the commits demand; the next patch when they demand nothing, and no less than what a pre-release announced. */
    private static SemanticVersion demanded(NextVersion next, List<Release> before) {
        SemanticVersion demanded =
                next.isSomethingToRelease() ? next.next() : next.next().bump(Bump.PATCH);
        return before.stream()
                .map(Release::version)
                .filter(version -> version.isPrerelease() && version.compareTo(demanded) > 0)
                .findFirst()
                .map(SemanticVersion::release)
                .orElse(demanded);
    }

    /** Without a release before there is no telling whether there was none, or its tag is not here. */
    private void requireReleases(List<Release> before) throws InterruptedException {
        if (!before.isEmpty()) {
            return;
        }
        if (!at.releases().isEmpty()) {
            if (release.isEmpty()) {
                throw new GitException("none of the releases that are known here (the highest is "
                        + Words.plain(at.releases().get(0).tag().name()) + ") led to the commit " + at.brief()
                        + ". Merge " + at.main()
                        + " to its branch, or get the tags that are missing: git fetch --tags");
            }
            return;
        }
        if (!at.repository().git().ask("remote").isEmpty()) {
            askRemote();
        }
        notes.add("there is no release yet");
    }

    private void askRemote() throws InterruptedException {
        String remote = at.settings().remote();
        GitResult asked =
                at.repository().git().within(PATIENCE).run("ls-remote", "--quiet", "--tags", "--refs", "--", remote);
        String none = "there is no tag of a version here, such as " + at.names();
        if (!asked.succeeded()) {
            throw new GitException(none + ", and " + Words.plain(remote) + " cannot be asked whether it has one ("
                    + Words.plain(asked.errors().strip())
                    + "). Fetch the tags: git fetch --tags (in Jenkins also by the"
                    + " behaviour 'Advanced clone behaviours: Fetch tags')");
        }
        boolean released = asked.lines().stream()
                .map(line -> line.replaceFirst("^[0-9a-f]+\\trefs/tags/", ""))
                .anyMatch(tag -> at.names().version(tag).isPresent());
        if (released) {
            throw new GitException(none + ", but " + Words.plain(remote) + " has some. Fetch them: git fetch --tags (in"
                    + " Jenkins also by the behaviour 'Advanced clone behaviours: Fetch tags')");
        }
    }
}
