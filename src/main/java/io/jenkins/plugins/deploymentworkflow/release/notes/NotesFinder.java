package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Commit;
import io.jenkins.plugins.deploymentworkflow.git.GitResult;
import io.jenkins.plugins.deploymentworkflow.git.Range;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.release.next.Release;
import io.jenkins.plugins.deploymentworkflow.release.next.ShallowHistory;
import io.jenkins.plugins.deploymentworkflow.versioning.CommitMessage;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out between which commits the changes are, and reads them: see {@link ReleaseNotes#of}. */
final class NotesFinder {
    private static final Instant NO_DATE = Instant.ofEpochSecond(100_000_000_000L);

    private final Repository repository;
    private final NotesRequest request;
    private final ReleaseSettings settings;

    NotesFinder(Repository repository, NotesRequest request, ReleaseSettings settings) {
        this.repository = repository;
        this.request = request;
        this.settings = settings;
    }

    ReleaseNotes find() throws InterruptedException {
        Places places = new Places(repository, request.names());
        return request.from().isPresent() ? sinceNamed(places) : sinceLastRelease(places, target(places));
    }

    /** What is between two commits, whichever names they have. */
    ReleaseNotes read(Between between) throws InterruptedException {
        requireWhole(between);
        return reading(between).notes();
    }

    private ReleaseNotes sinceNamed(Places places) throws InterruptedException {
        Between between = between(places);
        ReleaseNotes notes = read(between);
        if (notes.commits() == 0) {
            requireForwards(between, request.to().orElse("what is checked out"));
        }
        return notes;
    }

    /** The same, up to what serves in an environment. */
    ReleaseNotes findUpTo(Serving last) throws InterruptedException {
        Places places = new Places(repository, request.names());
        Deployed deployed = Deployed.of(places, last);
        NotesRequest asked = request.between(request.from(), Optional.of(deployed.commit()));
        NotesFinder finder = new NotesFinder(repository, asked, settings);
        Between between = deployed.last(finder.between(places));
        ReleaseNotes notes = finder.read(between);
        if (notes.commits() == 0) {
            requireForwards(between, "what " + last.environment() + " has");
        }
        return notes;
    }

    /**
     * Most often the highest release before is one that led here, and then the history since shows that: one of its
     * commits was made upon it. Git, asked for it, would walk all of that history as well.
     */
    private ReleaseNotes sinceLastRelease(Places places, Target target) throws InterruptedException {
        List<Release> earlier = places.earlier(target.version(), target.to());
        if (!earlier.isEmpty() && request.paths().isEmpty()) {
            Between likely = between(target, earlier.get(0));
            Reading reading = reading(likely);
            if (reading.isMadeUponStart()) {
                requireWhole(likely);
                return reading.notes();
            }
        }
        return read(sinceLast(places, target, earlier));
    }

    private Between sinceLast(Places places, Target target, List<Release> earlier) throws InterruptedException {
        Optional<Release> last = places.last(earlier, target.to());
        return last.map(one -> between(target, one)).orElseGet(() -> between(target, last, Optional.empty()));
    }

    /** What was asked for, found. */
    Between between(Places places) throws InterruptedException {
        Target target = target(places);
        if (request.from().isEmpty()) {
            return sinceLast(places, target, places.earlier(target.version(), target.to()));
        }
        String from = places.commit("from", request.from().get());
        return between(target, places.at(from), Optional.of(from));
    }

    private Reading reading(Between between) throws InterruptedException {
        CodeHost host = CodeHost.of(settings.links(), remote());
        Reading reading =
                repository.history().gather(range(between), () -> new Reading(between, new Draft(host, settings)));
        if (reading.lastMade.isEmpty()) {
            reading.lastMade = Optional.of(madeAt(between.to()));
        }
        return reading;
    }

    private Range range(Between between) {
        Range all = Range.to(between.to()).touching(request.paths());
        return between.from().map(all::since).orElse(all);
    }

    /** The commits of a range, as they come. */
    private static final class Reading implements Consumer<Commit> {
        private final Between between;
        private final Draft draft;
        private Optional<Instant> lastMade = Optional.empty();
        private boolean madeUponStart;

        Reading(Between between, Draft draft) {
            this.between = between;
            this.draft = draft;
        }

        @Override
        public void accept(Commit commit) {
            draft.add(commit, CommitMessage.parse(commit.message()));
            if (commit.hash().equals(between.to())) {
                lastMade = Optional.of(dated(commit.committed()));
            }
            madeUponStart |= between.from().isPresent()
                    && commit.parents().contains(between.from().get());
        }

        /** A hostile commit may say a time that no calendar has. */
        private static Instant dated(Instant made) {
            return made.isBefore(NO_DATE) ? made : Instant.EPOCH;
        }

        boolean isMadeUponStart() {
            return madeUponStart;
        }

        ReleaseNotes notes() {
            return draft.finish(between, lastMade.orElseThrow());
        }
    }

    /** What the notes are of. */
    private record Target(Optional<SemanticVersion> version, Optional<Release> release, String to) {}

    private Target target(Places places) throws InterruptedException {
        Optional<Release> named = request.version().flatMap(places::release);
        String to = request.to().isPresent()
                ? places.commit("to", request.to().get())
                : named.isPresent() ? named.get().tag().commit() : places.head();
        requireSame(named, to);
        Optional<Release> here = named.or(() -> request.version().isPresent() ? Optional.empty() : places.at(to));
        return new Target(request.version().or(() -> here.map(Release::version)), here, to);
    }

    private Between between(Target target, Release last) {
        return between(target, Optional.of(last), Optional.of(last.tag().commit()));
    }

    private Between between(Target target, Optional<Release> previous, Optional<String> from) {
        return new Between(
                target.version().map(SemanticVersion::toString),
                target.release()
                        .map(one -> one.tag().name())
                        .or(() ->
                                target.version().map(planned -> request.names().tag(planned, previous))),
                previous.map(one -> one.version().toString()),
                previous.map(one -> one.tag().name()),
                from,
                target.to());
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
    private void requireWhole(Between between) throws InterruptedException {
        if (repository.isShallow() && repository.isCutOff(range(between))) {
            throw new ShallowHistory(
                    between.oldName().map(name -> "all that came since " + name).orElse("a release tag"),
                    "the release notes would be wrong");
        }
    }

    /** Who exchanges the two ends should not be told that nothing changed. */
    private void requireForwards(Between between, String last) throws InterruptedException {
        boolean exchanged = request.from().isPresent()
                && !between.from().equals(Optional.of(between.to()))
                && request.paths().isEmpty();
        if (exchanged) {
            throw new ConfigurationException(new Problem(
                    "",
                    0,
                    "from",
                    "expected a commit before " + last + ", found '"
                            + request.from().orElseThrow() + "', which comes after it; exchange the two"));
        }
    }

    private String remote() throws InterruptedException {
        GitResult found = repository.git().run("remote", "get-url", "--", settings.remote());
        return found.succeeded() ? found.text() : "";
    }

    /** Of a last commit that touches none of the paths, and so is not among those that were read. */
    private Instant madeAt(String commit) throws InterruptedException {
        String seconds = repository.git().ask("show", "--no-patch", "--format=%ct", "--end-of-options", commit);
        return seconds.matches("[0-9]{1,11}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : Instant.EPOCH;
    }
}
