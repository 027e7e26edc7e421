package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.GitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the clone is fit for a release: each reason why not, with the way out. */
final class Readiness {
    private static final Pattern VERSION = Pattern.compile("git version (\\d+)\\.(\\d+).*");
    /** {@code git merge-tree --write-tree} */
    private static final int OLDEST_MINOR = 38;

    private static final int MOST_FILES = 10;

    private final Site site;
    private final Git git;
    private final List<String> refusals = new ArrayList<>();

    private Readiness(Site site) {
        this.site = site;
        this.git = site.git();
    }

    static List<String> refusals(Site site) throws InterruptedException {
        Readiness readiness = new Readiness(site);
        readiness.version();
        readiness.identity();
        readiness.whole();
        readiness.attached();
        readiness.clean();
        return readiness.refusals;
    }

    private void version() throws InterruptedException {
        String found = git.ask("--version");
        Matcher version = VERSION.matcher(found);
        if (version.matches()) {
            int major = Integer.parseInt(version.group(1));
            int minor = Integer.parseInt(version.group(2));
            if (major < 2 || major == 2 && minor < OLDEST_MINOR) {
                refusals.add(
                        "releases need git 2." + OLDEST_MINOR + " or newer, found " + found + "; install a newer one");
            }
        }
    }

    private void identity() throws InterruptedException {
        for (String who : List.of("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT")) {
            GitResult found = git.run("var", who);
            if (!found.succeeded()) {
                refusals.add(
                        "git does not know who commits here. Tell it: git config user.name \"Your Name\" && git config"
                                + " user.email you@example.org");
                return;
            }
        }
    }

    private void whole() throws InterruptedException {
        if (site.repository().isShallow()) {
            refusals.add("this clone is shallow: where branches left each other is cut off. Get the rest: git fetch"
                    + " --unshallow");
        }
    }

    private void attached() throws InterruptedException {
        if (site.repository().head().isDetached()) {
            refusals.add("no branch is checked out (detached HEAD). Check one out: git switch "
                    + site.branches().develop());
        }
    }

    private void clean() throws InterruptedException {
        if (git.run("rev-parse", "--verify", "--quiet", "MERGE_HEAD").succeeded()) {
            refusals.add("a merge is under way. Commit it (git commit) or give it up (git merge --abort)");
            return;
        }
        List<String> changed = git.run("status", "--porcelain", "--untracked-files=no", "--ignore-submodules=untracked")
                .lines();
        if (!changed.isEmpty()) {
            String files = String.join(
                    ", ",
                    changed.stream()
                            .limit(MOST_FILES)
                            .map(line -> Words.plain(line.substring(Math.min(3, line.length()))))
                            .toList());
            refusals.add("there are changes that are not committed: " + files
                    + (changed.size() > MOST_FILES ? " and " + (changed.size() - MOST_FILES) + " more" : "")
                    + ". Commit them (git commit -a) or put them aside (git stash)");
        }
    }
}
