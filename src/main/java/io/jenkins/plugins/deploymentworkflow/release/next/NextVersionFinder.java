package io.jenkins.plugins.deploymentworkflow.release.next;

import io.jenkins.plugins.deploymentworkflow.git.GitException;
import io.jenkins.plugins.deploymentworkflow.git.Range;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.versioning.Bump;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks the repository, as seldom as possible, and decides: see {@link NextVersion}. */
final class NextVersionFinder {
    private final Repository repository;
    private final NextVersionRequest request;
    private final List<String> notes = new ArrayList<>();
    private String head;
    private List<Release> releases;

    NextVersionFinder(Repository repository, NextVersionRequest request) {
        this.repository = repository;
        this.request = request;
    }

    NextVersion find() throws InterruptedException {
        return find(repository
                .tip()
                .orElseThrow(() ->
                        new GitException("the repository in " + repository.git().directory()
                                + " has no commit yet, so it has no version. Make the first commit.")));
    }

    NextVersion find(String commit) throws InterruptedException {
        head = commit;
        releases = Release.among(repository.tags(), request.names());
        Since since = sinceLastRelease();
        List<Cause> causes = since.changes().causes();
        SemanticVersion next = next(since, causes);
        if (request.prerelease().isPresent() && !(since.last().isPresent() && causesNothing(causes))) {
            return prereleased(since, causes, next);
        }
        return answer(since.last(), since.last().map(Release::version), next, causes);
    }

    /** The last release that led here, and what came after it. */
    private record Since(Optional<Release> last, Changes changes) {}

    /**
     * Most often the highest release of all is one that led here, and then the history since shows that: one of its
     * commits was made upon it. Only when it did not, git must look for the tags that did.
     */
    private Since sinceLastRelease() throws InterruptedException {
        Optional<Release> highest =
                releases.stream().filter(one -> !one.version().isPrerelease()).findFirst();
        Since since = since(highest);
        if (highest.isPresent() && !ledHere(highest.get(), since.changes())) {
            since = since(releasesLedHere().stream()
                    .filter(one -> !one.version().isPrerelease())
                    .findFirst());
        }
        requireWhole(since.last());
        if (since.last().isEmpty()) {
            if (since.changes().isEmpty()) {
                throw new GitException("no commit of the history changes anything in "
                        + String.join(", ", request.paths()) + "; expected paths relative to "
                        + repository.git().directory());
            }
            notes.add("no tag such as " + request.names() + " leads here, so this is the first version. If there are"
                    + " releases, fetch their tags: git fetch --tags");
        }
        return since;
    }

    private Since since(Optional<Release> release) throws InterruptedException {
        Range range = range(release).touching(request.paths());
        return new Since(release, repository.history().gatherMessages(range, Changes::new));
    }

    private Range range(Optional<Release> release) {
        Range all = Range.to(head);
        return release.map(one -> all.since(one.tag().commit())).orElse(all);
    }

    private boolean ledHere(Release release, Changes since) throws InterruptedException {
        String commit = release.tag().commit();
        if (head.equals(commit) || since.beginAt(commit)) {
            return true;
        }
        // Commits that touch none of the paths are not among the changes.
        return !request.paths().isEmpty() && repository.isAncestor(commit, head);
    }

    private List<Release> releasesLedHere() throws InterruptedException {
        return Release.among(repository.tagsMerged(head), request.names());
    }

    /** Behind the end of a shallow clone there may be more changes, and the release itself. */
    private void requireWhole(Optional<Release> last) throws InterruptedException {
        if (repository.isShallow() && repository.isCutOff(range(last))) {
            throw new ShallowHistory(
                    last.map(release -> "all that came since " + release.tag().name())
                            .orElse("a release tag such as " + request.names()));
        }
    }

    private SemanticVersion next(Since since, List<Cause> causes) throws InterruptedException {
        if (since.last().isEmpty()) {
            return atLeastWhatIsPrereleased(request.initial());
        }
        SemanticVersion current = since.last().get().version();
        Bump bump = greatest(causes);
        if (bump == Bump.NONE) {
            return current;
        }
        return atLeastWhatIsPrereleased(current.bump(inPhase(current, bump)));
    }

    /** After 2.0.0-rc.1 comes 2.0.0, whatever the messages say. */
    private SemanticVersion atLeastWhatIsPrereleased(SemanticVersion next) throws InterruptedException {
        if (releases.stream().noneMatch(release -> leadsUpBeyond(release, next))) {
            return next;
        }
        Optional<Release> beyond = releasesLedHere().stream()
                .filter(release -> leadsUpBeyond(release, next))
                .findFirst();
        beyond.ifPresent(release -> notes.add("the pre-release " + release.tag().name()
                + " leads up to a higher version" + " than the commits demand"));
        return beyond.map(release -> release.version().release()).orElse(next);
    }

    private static boolean leadsUpBeyond(Release release, SemanticVersion next) {
        return release.version().isPrerelease() && release.version().compareTo(next) > 0;
    }

    /** The next one of the same version, numbered above all that exist, on whatever branch. */
    private NextVersion prereleased(Since since, List<Cause> causes, SemanticVersion release)
            throws InterruptedException {
        String identifier = request.prerelease().orElseThrow();
        Optional<Release> before = releasesLedHere().stream()
                .filter(one -> one.version().isPrerelease())
                .filter(one -> one.version().release().equals(release))
                .findFirst();
        if (before.isPresent() && causesNothing(since(before).changes().causes())) {
            SemanticVersion same = before.get().version();
            return new NextVersion(
                    since.last(),
                    Optional.of(same),
                    same,
                    Bump.NONE,
                    before.get().tag().name(),
                    List.of(),
                    0,
                    notes);
        }
        SemanticVersion first = release.prereleased(identifier);
        SemanticVersion next = releases.stream()
                .map(Release::version)
                .filter(one -> one.isPrerelease() && one.release().equals(release))
                .filter(one -> one.prerelease().matches(Pattern.quote(identifier) + "\\.[0-9]+"))
                .max(Comparator.naturalOrder())
                .map(one -> one.bumpPrerelease(identifier))
                .orElse(first);
        Optional<SemanticVersion> current =
                before.map(Release::version).or(() -> since.last().map(Release::version));
        return answer(since.last(), current, next, causes);
    }

    private NextVersion answer(
            Optional<Release> last, Optional<SemanticVersion> current, SemanticVersion next, List<Cause> causes) {
        SemanticVersion from = last.map(Release::version).orElse(SemanticVersion.of(0, 0, 0));
        Bump bump = difference(from, next);
        String tag = request.names().tag(next, last);
        if (bump != Bump.NONE) {
            releases.stream()
                    .filter(release -> release.version().compareTo(next) == 0)
                    .findFirst()
                    .ifPresent(taken -> notes.add("the tag " + taken.tag().name()
                            + " exists already, on a commit that did not lead here: "
                            + taken.tag().commit()));
        }
        List<Cause> told = causes.stream()
                .limit(NextVersion.MOST_CAUSES)
                .map(cause -> new Cause(cause.commit(), cause.subject(), inPhase(from, cause.bump()), cause.reason()))
                .toList();
        return new NextVersion(last, current, next, bump, tag, told, causes.size() - told.size(), notes);
    }

    /** Semantic Versioning, 4: before 1.0.0 nothing is promised, so nothing that breaks leads there by itself. */
    private static Bump inPhase(SemanticVersion current, Bump bump) {
        return current.major() == 0 && bump == Bump.MAJOR ? Bump.MINOR : bump;
    }

    private static Bump difference(SemanticVersion from, SemanticVersion to) {
        if (from.major() != to.major()) {
            return Bump.MAJOR;
        }
        if (from.minor() != to.minor()) {
            return Bump.MINOR;
        }
        return from.patch() != to.patch() ? Bump.PATCH : Bump.NONE;
    }

    private static boolean causesNothing(List<Cause> causes) {
        return greatest(causes) == Bump.NONE;
    }

    private static Bump greatest(List<Cause> causes) {
        return causes.stream().map(Cause::bump).reduce(Bump.NONE, Bump::or);
    }
}
