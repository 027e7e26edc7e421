package io.jenkins.plugins.deploymentworkflow.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A repository made by the real git, the same on every machine: nothing of the user's configuration counts, and each
 * command of git takes a second.
 */
public final class TestRepository {
    /** Keeps the machine's own configuration out of tests. */
    public static final Map<String, String> ALONE = Map.of(
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_AUTHOR_NAME", "Ada Example",
            "GIT_AUTHOR_EMAIL", "ada@example.org",
            "GIT_COMMITTER_NAME", "Grace Example",
            "GIT_COMMITTER_EMAIL", "grace@example.org");

    /** 2026-01-01T00:00:00Z */
    public static final long FIRST_SECOND = 1_767_225_600L;

    private final Path directory;
    private final Git git;
    private long seconds = FIRST_SECOND;
    private int files;

    private TestRepository(Path directory) {
        this.directory = directory;
        this.git = Git.in(directory).with(ALONE);
    }

    /** An empty repository on the branch {@code main}. */
    public static TestRepository init(Path directory) {
        return created(directory, "init", "-q", "-b", "main");
    }

    /** An empty bare repository, to push to. */
    public static TestRepository bare(Path directory) {
        return created(directory, "init", "-q", "--bare", "-b", "main");
    }

    private static TestRepository created(Path directory, String... arguments) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestRepository repository = new TestRepository(directory);
        repository.git(arguments);
        return repository;
    }

    /** A clone of it. Options such as {@code --depth=3} need the source as a URL, which this gives. */
    public TestRepository cloned(Path to, String... options) {
        List<String> arguments = new ArrayList<>(List.of("clone", "-q"));
        arguments.addAll(List.of(options));
        arguments.add("file://" + directory.toAbsolutePath());
        arguments.add(to.toAbsolutePath().toString());
        git(arguments.toArray(String[]::new));
        TestRepository clone = new TestRepository(to);
        clone.seconds = seconds;
        return clone;
    }

    public Path directory() {
        return directory;
    }

    /** Git as the code under test should use it here. */
    public Git git() {
        return git;
    }

    /** Commits a new file with this message and returns the commit's hash. */
    public String commit(String message) {
        return commit("file-" + ++files + ".txt", message);
    }

    /** Commits a change of this file with this message, kept as it is, and returns the commit's hash. */
    public String commit(String file, String message) {
        write(file, message + "\n" + seconds + "\n");
        git("add", "--", file);
        return recorded(List.of("commit", "-q", "--allow-empty-message", "--cleanup=verbatim", "-F", "-"), message);
    }

    public TestRepository write(String file, String text) {
        try {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Merges a branch with a merge commit of this message and returns its hash. */
    public String merge(String branch, String message) {
        git("merge", "-q", "--no-ff", "-m", message, branch);
        return head();
    }

    public TestRepository branch(String name) {
        git("checkout", "-q", "-b", name);
        return this;
    }

    public TestRepository checkout(String name) {
        git("checkout", "-q", name);
        return this;
    }

    /** A lightweight tag of what is checked out. */
    public TestRepository tag(String name) {
        git("tag", "--no-sign", name);
        return this;
    }

    /** An annotated tag of what is checked out. */
    public TestRepository annotatedTag(String name) {
        recorded(List.of("tag", "-a", "-F", "-", name), "Release " + name);
        return this;
    }

    public String head() {
        return git("rev-parse", "HEAD");
    }

    /** What a git command prints; it must succeed. */
    public String git(String... arguments) {
        return run(List.of(arguments), "");
    }

    private String recorded(List<String> arguments, String message) {
        run(arguments, message);
        return head();
    }

    private String run(List<String> arguments, String input) {
        String time = "@" + seconds++ + " +0000";
        Git dated = git.with(Map.of("GIT_AUTHOR_DATE", time, "GIT_COMMITTER_DATE", time));
        try {
            GitResult result = dated.run(arguments, input);
            assertEquals(0, result.exitCode(), () -> result.command() + ": " + result.errors() + result.output());
            return result.text();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
