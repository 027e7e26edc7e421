package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.git.GitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Pushes hashes to the branches and tags of the remote: all of them or none. */
final class Push {
    private static final Pattern MOVED = Pattern.compile(
            "non-fast-forward|fetch first|stale info|cannot lock ref|already exists|incorrect old value");
    private static final Pattern NOT_ATOMIC = Pattern.compile("does not support --atomic");

    private final Site site;
    private final List<String> leases = new ArrayList<>();
    private final List<String> refspecs = new ArrayList<>();

    Push(Site site) {
        this.site = site;
    }

    /** Moves a branch forward, or makes a tag or branch that is not there. */
    Push to(String ref, String hash) {
        refspecs.add(hash + ":" + ref);
        return this;
    }

    /** Makes a branch that must not be there. */
    Push create(String ref, String hash) {
        leases.add("--force-with-lease=" + ref + ":");
        return to(ref, hash);
    }

    /** Deletes a branch that must be at this commit: a fix that somebody else pushed is not lost. */
    Push delete(String ref, String hash) {
        leases.add("--force-with-lease=" + ref + ":" + hash);
        refspecs.add(":" + ref);
        return this;
    }

    boolean isEmpty() {
        return refspecs.isEmpty();
    }

    /**
     * Pushes.
     *
     * @throws ReleaseStopped when the remote refuses, with what it said and what to do
     */
    void run() throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("push", "--porcelain", "--no-follow-tags"));
        if (site.settings().atomic()) {
            arguments.add("--atomic");
        }
        arguments.addAll(leases);
        arguments.addAll(List.of("--", site.settings().remote()));
        arguments.addAll(refspecs);
        GitResult result = site.git().run(arguments, "");
        if (!result.succeeded()) {
            throw new ReleaseStopped(explained(result));
        }
    }

    private String explained(GitResult result) {
        String remote = site.settings().remote();
        List<String> rejected = result.output()
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line ->
                        line.replaceFirst("^!\t[^:]*:refs/(heads|tags)/", "").replace('\t', ' '))
                .toList();
        String said = Words.list(rejected.isEmpty() ? errors(result) : rejected);
        String unchanged = "Nothing has changed, neither here nor there. ";
        if (NOT_ATOMIC.matcher(result.errors()).find()) {
            return remote + " cannot take a push as a whole. " + unchanged
                    + "Allow that it is taken in parts, of which some may be refused: --no-atomic, or atomic: false in"
                    + " config/release.yaml";
        }
        if (MOVED.matcher(result.output() + result.errors()).find()) {
            return "somebody else has pushed to " + remote + " meanwhile (" + said + "). "
                    + (site.settings().atomic() ? unchanged : "")
                    + "Do the same again: it begins with what is there now";
        }
        String words = Words.list(errors(result).stream()
                .filter(line -> line.startsWith("remote: "))
                .map(line -> line.substring("remote: ".length()).strip())
                .toList());
        return remote + " refused the push: " + said + (words.isEmpty() ? "" : "; it says: " + words) + ". "
                + (site.settings().atomic() ? unchanged : "")
                + "Have it allowed and do the same again" + protectedBranches();
    }

    private String protectedBranches() {
        String main = site.branches().main();
        return refspecs.stream().anyMatch(refspec -> refspec.endsWith(":" + Site.head(main)))
                ? ". Where " + main + " and " + site.branches().develop() + " take pull requests alone, it goes by"
                        + " these: --pull-requests, or pullRequests: true in config/release.yaml"
                : "";
    }

    private static List<String> errors(GitResult result) {
        return result.errors().lines().filter(line -> !line.isBlank()).toList();
    }
}
