package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.GitResult;
import io.jenkins.plugins.deploymentworkflow.git.Range;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.release.next.Release;
import io.jenkins.plugins.deploymentworkflow.release.next.ShallowHistory;
import io.jenkins.plugins.deploymentworkflow.versioning.CommitMessage;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.time.Instant;
import java.util.Optional;

/** Finds out between which commits the changes are, and reads them: see {@link ReleaseNotes#of}. */
final class NotesFinder {
    private final Repository repository;
    private final NotesRequest request;
    private final ReleaseSettings settings;

    NotesFinder(Repository repository, NotesRequest request, ReleaseSettings settings) {
        this.repository = repository;
        this.request = request;
        this.settings = settings;
    }

    ReleaseNotes find() throws InterruptedException {
        Between between = between(new Places(repository, request.names()));
        ReleaseNotes notes = read(between);
        if (notes.commits() == 0) {
            requireForwards(between);
        }
        return notes;
    }

    /** What is between two commits, whichever names they have. */
    ReleaseNotes read(Between between) throws InterruptedException {
        Range all = Range.to(between.to()).touching(request.paths());
        Range range = between.from().map(all::since).orElse(all);
        requireWhole(range, between);
        Draft draft = new Draft(CodeHost.of(settings.links(), remote()), settings);
        repository.history().each(range, commit -> draft.add(commit, CommitMessage.parse(commit.message())));
        return draft.finish(between, madeAt(between.to()));
    }

    private Between between(Places places) throws InterruptedException {
        Optional<Release> named = request.version().flatMap(places::release);
        String to = request.to().isPresent()
                ? places.commit("to", request.to().get())
                : named.isPresent() ? named.get().tag().commit() : places.head();
        requireSame(named, to);
        Optional<Release> here = named.or(() -> request.version().isPresent() ? Optional.empty() : places.at(to));
        Optional<SemanticVersion> version = request.version().or(() -> here.map(Release::version));
        Optional<Release> last = places.before(version, to);
        Optional<String> from = last.map(one -> one.tag().commit());
        if (request.from().isPresent()) {
            from = Optional.of(places.commit("from", request.from().get()));
            last = places.at(from.get());
        }
        Optional<Release> previous = last;
        return new Between(
                version.map(SemanticVersion::toString),
                here.map(one -> one.tag().name())
                        .or(() -> version.map(planned -> request.names().tag(planned, previous))),
                previous.map(one -> one.version().toString()),
                previous.map(one -> one.tag().name()),
                from,
                to);
    }

    private void requireSame(Optional<Release> named, String to) {
        if (named.isPresent() && !named.get().tag().commit().equals(to)) {
            throw new ConfigurationException(new Problem(
                    "",
                    0,
                    "version",
                    "expected " + named.get().version() + " not to be released yet, or at " + to + ", found its tag "
                            + named.get().tag().name() + " at "
                            + named.get().tag().commit()));
        }
    }

    /** Behind the end of a shallow clone there may be more changes, and the release before. */
    private void requireWhole(Range range, Between between) throws InterruptedException {
        if (repository.isShallow() && repository.isCutOff(range)) {
            throw new ShallowHistory(
                    between.oldName().map(name -> "all that came since " + name).orElse("a release tag"),
                    "the release notes would be wrong");
        }
    }

    /** Who exchanges the two ends should not be told that nothing changed. */
    private void requireForwards(Between between) throws InterruptedException {
        boolean exchanged = request.from().isPresent()
                && !between.from().equals(Optional.of(between.to()))
                && request.paths().isEmpty();
        if (exchanged) {
            throw new ConfigurationException(new Problem(
                    "",
                    0,
                    "from",
                    "expected a commit before " + request.to().orElse("what is checked out") + ", found '"
                            + request.from().orElseThrow() + "', which comes after it; exchange the two"));
        }
    }

    private String remote() throws InterruptedException {
        GitResult found = repository.git().run("remote", "get-url", "--", settings.remote());
        return found.succeeded() ? found.text() : "";
    }

    private Instant madeAt(String commit) throws InterruptedException {
        String seconds = repository.git().ask("show", "--no-patch", "--format=%ct", "--end-of-options", commit);
        return seconds.matches("[0-9]{1,11}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : Instant.EPOCH;
    }
}
