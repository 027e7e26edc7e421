package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.release.next.Release;
import io.jenkins.plugins.deploymentworkflow.release.next.TagNames;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.Optional;

/**
 * What would change in one environment if it got what another one has: what would go to production now.
 *
 * @param onto the environment that would change
 * @param of the one whose version it would get
 * @param missing how many commits of the first are not in the second, and would be lost
 */
public record Promotion(Serving onto, Serving of, Direction direction, ReleaseNotes notes, int missing) {
    /** Where the other environment's commit lies. */
    public enum Direction {
        /** After this one's: all that is new is in the notes. */
        AHEAD,
        /** It is the same commit. */
        SAME,
        /** Before this one's: nothing is new, and something would be lost. */
        BEHIND,
        /** On another branch: some of it is new, and something would be lost. */
        DIVERGED
    }

    /**
     * @param names which tags are releases
     * @throws ConfigurationException when the commit of one is not known or not in the repository
     * @throws io.jenkins.plugins.deploymentworkflow.release.next.ShallowHistory when some of the changes are not there
     */
    public static Promotion of(
            Repository repository, Serving onto, Serving of, TagNames names, ReleaseSettings settings)
            throws InterruptedException {
        Places places = new Places(repository, names);
        String from = commit(places, onto);
        String to = commit(places, of);
        Between between = new Between(
                Optional.of(of.version()),
                tag(places, of, to),
                Optional.of(onto.version()),
                tag(places, onto, from),
                Optional.of(from),
                to);
        ReleaseNotes notes = new NotesFinder(repository, NotesRequest.usual().with(names), settings).read(between);
        int missing = Integer.parseInt(repository.git().ask("rev-list", "--count", "--end-of-options", from, "^" + to));
        return new Promotion(onto, of, direction(from, to, notes, missing), notes, missing);
    }

    private static Direction direction(String from, String to, ReleaseNotes notes, int missing) {
        if (from.equals(to)) {
            return Direction.SAME;
        }
        if (missing == 0) {
            return Direction.AHEAD;
        }
        return notes.commits() == 0 ? Direction.BEHIND : Direction.DIVERGED;
    }

    private static String commit(Places places, Serving serving) throws InterruptedException {
        if (serving.commit().isPresent()) {
            Optional<String> deployed = places.find(serving.commit().get());
            if (deployed.isPresent()) {
                return deployed.get();
            }
        }
        return release(places, serving)
                .map(one -> one.tag().commit())
                .orElseThrow(() -> new ConfigurationException(new Problem(
                        "",
                        0,
                        serving.environment(),
                        serving.commit()
                                        .map(commit -> "the commit " + commit + " that " + serving.version()
                                                + " was deployed from is not in this repository")
                                        .orElse("the ledger does not say from which commit " + serving.version()
                                                + " was deployed")
                                + ", and no tag is of this version. Fetch what is missing: git fetch --tags")));
    }

    private static Optional<String> tag(Places places, Serving serving, String commit) {
        return release(places, serving)
                .filter(one -> one.tag().commit().equals(commit))
                .map(one -> one.tag().name());
    }

    private static Optional<Release> release(Places places, Serving serving) {
        return SemanticVersion.parse(serving.version()).flatMap(places::release);
    }
}
