package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Range;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.release.next.ShallowHistory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What would change in one environment if it got something else: what would go to production now.
 *
 * @param onto the environment that would change
 * @param of the one whose version it would get; empty when it is what the request says, or what is checked out
 * @param given what the request says; empty for what is checked out
 * @param missing how many commits of the environment are not in what it would get, and would be lost
 */
public record Promotion(
        Serving onto,
        Optional<Serving> of,
        Optional<String> given,
        Direction direction,
        ReleaseNotes notes,
        int missing) {
    private static final int MOST_LETTERS = 1000;

    /** Where the commit lies that it would get. */
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
     * @param request says up to where when no other environment does; nothing of it says from where
     * @throws ConfigurationException when the commit of one is not known or not in the repository
     * @throws ShallowHistory when some of the changes are not there
     */
    public static Promotion of(
            Repository repository, Serving onto, Optional<Serving> of, NotesRequest request, ReleaseSettings settings)
            throws InterruptedException {
        Places places = new Places(repository, request.names());
        Deployed from = Deployed.of(places, onto);
        Optional<Deployed> upTo = of.isPresent() ? Optional.of(Deployed.of(places, of.get())) : Optional.empty();
        NotesRequest asked = request.between(
                Optional.of(from.commit()), upTo.map(Deployed::commit).or(request::to));
        NotesFinder finder = new NotesFinder(repository, asked, settings);
        Between named = from.first(finder.between(places));
        Between between = upTo.map(one -> one.last(named)).orElse(named);
        ReleaseNotes notes = finder.read(between);
        int missing = missing(repository, request, from.commit(), between.to());
        return new Promotion(
                onto,
                of,
                of.isPresent() ? Optional.empty() : request.to(),
                direction(repository, from.commit(), between.to()),
                notes,
                missing);
    }

    private static int missing(Repository repository, NotesRequest request, String from, String to)
            throws InterruptedException {
        Range range = Range.to(from).since(to).touching(request.paths());
        if (repository.isShallow() && repository.isCutOff(range)) {
            throw new ShallowHistory("all that leads to " + from, "the release notes would be wrong");
        }
        return repository.count(range);
    }

    private static Direction direction(Repository repository, String from, String to) throws InterruptedException {
        if (from.equals(to)) {
            return Direction.SAME;
        }
        if (repository.isAncestor(from, to)) {
            return Direction.AHEAD;
        }
        return repository.isAncestor(to, from) ? Direction.BEHIND : Direction.DIVERGED;
    }

    /** How the two stand to each other, in a line. */
    public String sentence() {
        return CleanText.line(words(), MOST_LETTERS);
    }

    private String words() {
        String has = onto.environment() + " has " + onto.version();
        if (of.isPresent()) {
            return has + ", " + of.get().environment() + " has " + of.get().version()
                    + switch (direction) {
                        case AHEAD -> "";
                        case SAME -> ", from the same commit" + consequence();
                        case BEHIND -> ", which is older" + consequence();
                        case DIVERGED -> ", on another branch" + consequence();
                    };
        }
        return has + ", and " + given.map(name -> "'" + name + "'").orElse("what is checked out")
                + switch (direction) {
                    case AHEAD -> " comes after it";
                    case SAME -> " is the same commit" + consequence();
                    case BEHIND -> " is older" + consequence();
                    case DIVERGED -> " is on another branch" + consequence();
                };
    }

    private String consequence() {
        return switch (direction) {
            case AHEAD -> "";
            case SAME -> ": nothing would change";
            case BEHIND -> ": nothing new would go there, and " + lost();
            case DIVERGED -> ": " + lost();
        };
    }

    private String lost() {
        return missing + (missing == 1 ? " commit of " : " commits of ") + onto.environment() + " would be lost";
    }

    /** What it adds to {@link JsonNotes}, as plain maps, texts and numbers. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("fromEnvironment", onto.document());
        document.put("toEnvironment", of.map(Serving::document).orElse(null));
        document.put("direction", direction.name().toLowerCase(Locale.ROOT));
        document.put("missing", missing);
        return document;
    }
}
