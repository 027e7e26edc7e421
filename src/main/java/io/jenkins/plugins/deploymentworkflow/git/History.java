package io.jenkins.plugins.deploymentworkflow.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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

    /** The same for those who need neither author nor time: the author is empty, the time 1970. It takes git less time. */
    public void eachMessage(Range range, Consumer<Commit> each) throws InterruptedException {
        each(CommitReader.MESSAGES, range, each);
    }

    private void each(String format, Range range, Consumer<Commit> each) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--literal-pathspecs", "log", "-z", "--no-color", format));
        arguments.addAll(range.arguments());
        git.stream(
                printed -> {
                    CommitReader reader = new CommitReader(printed);
                    for (Optional<Commit> next = reader.read(); next.isPresent(); next = reader.read()) {
                        each.accept(next.get());
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
