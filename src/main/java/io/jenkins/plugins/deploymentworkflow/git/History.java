package io.jenkins.plugins.deploymentworkflow.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The commits of a repository, read as a stream by one git: what is kept of them is up to the reader. */
public final class History {
    /** In bytes. Of a longer message the middle is left out. */
    public static final int LONGEST_MESSAGE = 1 << 20;

    private final Git git;

    public History(Git git) {
        this.git = git;
    }

    /**
     * Hands over each commit of a range, merges too, newest first by the committer's time, as {@code git log} does.
     *
     * @param each is called on another thread, one commit after the other
     * @throws GitException when there is no such commit, or git cannot read the repository
     */
    public void each(Range range, Consumer<Commit> each) throws InterruptedException {
        each(CommitReader.FORMAT, range, each);
    }

    /**
     * Tells the commits of a range, in the same order, to somebody who keeps what is wanted of them. It begins with the
     * first one at once, where {@link #each} waits until git has walked the whole range.
     *
     * @param fresh makes one who was told nothing yet; asked again when the order of the commits was not what their
     *     times say, for then what was told may be wrong
     * @return the one who was told all of the range
     * @throws GitException as {@link #each}
     */
    public <T extends Consumer<Commit>> T gather(Range range, Supplier<T> fresh) throws InterruptedException {
        return gather(CommitReader.FORMAT, range, fresh);
    }

    /** The same for those who need no author: it is empty. It takes git less time. */
    public <T extends Consumer<Commit>> T gatherMessages(Range range, Supplier<T> fresh) throws InterruptedException {
        return gather(CommitReader.MESSAGES, range, fresh);
    }

    private <T extends Consumer<Commit>> T gather(String format, Range range, Supplier<T> fresh)
            throws InterruptedException {
        if (range.isBetweenTwoHashes()) {
            T told = fresh.get();
            Frontier frontier = new Frontier(range.to(), range.without().get(0));
            stream(
                    format,
                    List.of("--end-of-options", range.to(), range.without().get(0), "--"),
                    commit -> {
                        if (frontier.takes(commit)) {
                            told.accept(commit);
                        }
                        return !frontier.isDone();
                    });
            if (frontier.isCertain()) {
                return told;
            }
        }
        T told = fresh.get();
        each(format, range, told);
        return told;
    }

    private void each(String format, Range range, Consumer<Commit> each) throws InterruptedException {
        stream(format, range.arguments(), commit -> {
            each.accept(commit);
            return true;
        });
    }

    /** @param each says whether to go on */
    private void stream(String format, List<String> range, Predicate<Commit> each) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--literal-pathspecs", "log", "-z", "--no-color", format));
        arguments.addAll(range);
        git.stream(
                printed -> {
                    CommitReader reader = new CommitReader(printed);
                    Optional<Commit> next = reader.read();
                    while (next.isPresent() && each.test(next.get())) {
                        next = reader.read();
                    }
                    return null;
                },
                arguments);
    }

    /** How many commits are in a range. */
    public int count(Range range) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--literal-pathspecs", "rev-list", "--count"));
        arguments.addAll(range.arguments());
        return Integer.parseInt(git.run(arguments, "").text());
    }

    /** The hashes of those of a range that are met by going back to the first parent alone, the newest first. */
    public List<String> firstParents(Range range) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--literal-pathspecs", "rev-list", "--first-parent"));
        arguments.addAll(range.arguments());
        return git.run(arguments, "").lines();
    }

    /** All of a range, for short ones. */
    public List<Commit> list(Range range) throws InterruptedException {
        List<Commit> commits = new ArrayList<>();
        each(range, commits::add);
        return commits;
    }
}
