package io.jenkins.plugins.deploymentworkflow.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A repository: where it is, what is checked out, its refs. Asks git anew each time, so nothing here is stale. */
public final class Repository {
    private final Git git;
    private final boolean bare;
    private final Path gitDirectory;

    /** There while history is cut off somewhere; names where. */
    private final Path shallow;

    private Repository(Git git, boolean bare, Path gitDirectory, Path shallow) {
        this.git = git;
        this.bare = bare;
        this.gitDirectory = gitDirectory;
        this.shallow = shallow;
    }

    /**
     * The repository that a directory is, or is inside of.
     *
     * @throws GitException when there is none, or it belongs to somebody else, with what to do
     */
    public static Repository discover(Git git) throws InterruptedException {
        List<String> lines = git.run("rev-parse", "--is-bare-repository", "--absolute-git-dir", "--git-path", "shallow")
                .lines();
        Path shallow = git.directory().resolve(lines.get(2));
        return new Repository(git, lines.get(0).equals("true"), Path.of(lines.get(1)), shallow);
    }

    /** Git, in the directory that was given. */
    public Git git() {
        return git;
    }

    /** Without files that are checked out. */
    public boolean isBare() {
        return bare;
    }

    /** Where git keeps what belongs to this work tree, such as a merge under way. */
    public Path gitDirectory() {
        return gitDirectory;
    }

    /** The root of the files that are checked out. */
    public Path workTree() throws InterruptedException {
        return Path.of(git.ask("rev-parse", "--show-toplevel"));
    }

    /** Whether history is cut off somewhere: what was before is not there, and neither are its tags. */
    public boolean isShallow() {
        return Files.exists(shallow);
    }

    /**
     * Whether a range reaches a commit at which this shallow clone ends: then there may be more in it than is there. A
     * range's paths are no matter, since what is not there may touch them.
     */
    public boolean isCutOff(Range range) throws InterruptedException {
        Set<String> ends;
        try {
            ends = Set.copyOf(Files.readAllLines(shallow));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new GitException("cannot be read: " + shallow + " (" + e.getMessage() + ")");
        }
        List<String> arguments = new ArrayList<>(List.of("rev-list", "--max-parents=0"));
        arguments.addAll(range.touching(List.of()).arguments());
        return git.run(arguments, "").lines().stream().anyMatch(ends::contains);
    }

    /** How many commits are in a range. */
    public int count(Range range) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("rev-list", "--count"));
        arguments.addAll(range.arguments());
        return Integer.parseInt(git.run(arguments, "").text());
    }

    /**
     * Fetches all of a shallow clone's history, and its tags, from the remote that it came from.
     *
     * @throws GitException when the remote cannot be reached or refuses, with what it said
     */
    public void deepen() throws InterruptedException {
        git.ask("fetch", "--quiet", "--unshallow", "--tags");
    }

    public Head head() throws InterruptedException {
        GitResult symbolic = git.run("symbolic-ref", "--quiet", "HEAD");
        Optional<String> branch =
                symbolic.succeeded() ? Optional.of(symbolic.text().replaceFirst("^refs/heads/", "")) : Optional.empty();
        return new Head(branch, tip());
    }

    /** The hash of the commit that is checked out; empty before the first one. */
    public Optional<String> tip() throws InterruptedException {
        GitResult commit = git.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
        return commit.succeeded() ? Optional.of(commit.text()) : Optional.empty();
    }

    /** The hash of the commit that the ref of exactly this full name leads to; empty when there is no such ref. */
    public Optional<String> commit(String ref) throws InterruptedException {
        GitResult found = git.run("show-ref", "--verify", "--dereference", "--", ref);
        if (!found.succeeded()) {
            return Optional.empty();
        }
        List<String> lines = found.lines();
        return Optional.of(lines.get(lines.size() - 1).split(" ")[0]);
    }

    /**
     * The commits of all refs below a prefix.
     *
     * @param prefix such as {@code refs/heads/}, with its last slash
     * @return hashes by full names, sorted by name
     */
    public Map<String, String> refs(String prefix) throws InterruptedException {
        Map<String, String> refs = new LinkedHashMap<>();
        git.run("for-each-ref", "--format=%(objectname) %(refname)", prefix)
                .lines()
                .forEach(line -> {
                    int blank = line.indexOf(' ');
                    refs.put(line.substring(blank + 1), line.substring(0, blank));
                });
        return refs;
    }

    /** The full names of the refs below a prefix that lead to this commit, sorted. */
    public List<String> refsContaining(String commit, String prefix) throws InterruptedException {
        return git.run("for-each-ref", "--format=%(refname)", "--contains=" + commit, prefix)
                .lines();
    }

    /** All tags of commits. */
    public List<Tag> tags() throws InterruptedException {
        return new Tags(git).read(Optional.empty());
    }

    /** All tags of commits that led to this one, itself included. */
    public List<Tag> tagsMerged(String commit) throws InterruptedException {
        return new Tags(git).read(Optional.of(commit));
    }

    /** Whether the one led to the other, or is it. */
    public boolean isAncestor(String ancestor, String commit) throws InterruptedException {
        GitResult result = git.run("merge-base", "--is-ancestor", ancestor, commit);
        if (result.exitCode() > 1) {
            throw result.failure();
        }
        return result.succeeded();
    }

    public History history() {
        return new History(git);
    }
}
