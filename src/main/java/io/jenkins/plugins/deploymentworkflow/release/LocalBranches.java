package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.GitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves the branches of the clone to where a release has put them, and the files that are checked out with them. Doing it
 * again changes nothing, so that it can be interrupted anywhere. What has commits of its own is left as it is.
 */
final class LocalBranches {
    private final Site site;
    private final Git git;
    private final Progress progress;

    LocalBranches(Site site, Progress progress) {
        this.site = site;
        this.git = site.git();
        this.progress = progress;
    }

    /** Where files would have to be overwritten that git knows nothing of, or another work tree is in the way. */
    List<String> obstacles(Draft draft) throws InterruptedException {
        List<String> obstacles = new ArrayList<>(elsewhere(
                List.of(draft.branch(), draft.target(), site.branches().main())));
        Optional<String> commit = checkedOut(draft);
        if (obstacles.isEmpty() && commit.isPresent()) {
            refresh();
            GitResult dry = git.run("read-tree", "-m", "-u", "-n", "HEAD", commit.get());
            if (!dry.succeeded()) {
                obstacles.add("the files that are checked out cannot follow: "
                        + Words.plain(dry.errors().strip().replace('\n', ' '))
                        + ". Move what is in the way, or switch to another branch");
            }
        }
        return obstacles;
    }

    /** A branch that is checked out in another work tree must not move below it. */
    List<String> elsewhere(List<String> branches) throws InterruptedException {
        List<String> found = new ArrayList<>();
        String own = site.repository().head().branch().map(Site::head).orElse("");
        String tree = "";
        for (String line : git.run("worktree", "list", "--porcelain").lines()) {
            if (line.startsWith("worktree ")) {
                tree = line.substring("worktree ".length());
            } else if (line.startsWith("branch ")
                    && !line.substring("branch ".length()).equals(own)) {
                String branch = line.substring("branch refs/heads/".length());
                if (branches.contains(branch)) {
                    found.add(branch + " is checked out in another work tree, " + Words.plain(tree)
                            + ". Switch to another branch there");
                }
            }
        }
        return found;
    }

    /** What is to be checked out when the draft is in place; nothing when what is checked out is no branch of it. */
    private Optional<String> checkedOut(Draft draft) throws InterruptedException {
        String head = site.repository().head().branch().orElse("");
        if (head.equals(site.branches().main())) {
            return destination(head, draft.mainMerge());
        }
        if (head.equals(draft.target()) || head.equals(draft.branch())) {
            return destination(draft.target(), draft.back());
        }
        return Optional.empty();
    }

    /** Where the branch can go: forward, or nowhere. */
    private Optional<String> destination(String branch, String commit) throws InterruptedException {
        Optional<String> now = site.repository().commit(Site.head(branch));
        boolean forward = now.isEmpty() || site.repository().isAncestor(now.get(), commit);
        return Optional.of(forward ? commit : now.get());
    }

    /** @param notes gets what was left as it is */
    void follow(Draft draft, List<String> notes) throws InterruptedException {
        Optional<String> commit = checkedOut(draft);
        if (commit.isPresent()) {
            checkOut(commit.get());
            progress.done("checked out " + commit.get().substring(0, 10));
        }
        boolean leaving =
                site.repository().head().branch().filter(draft.branch()::equals).isPresent();
        if (leaving) {
            if (site.repository().commit(Site.head(draft.target())).isEmpty()) {
                git.ask("update-ref", Site.head(draft.target()), draft.back(), "");
            }
            git.ask("symbolic-ref", "-m", "finish " + draft.branch(), "HEAD", Site.head(draft.target()));
            progress.done("switched to " + draft.target());
        }
        StringBuilder updates = new StringBuilder();
        forward(site.branches().main(), draft.mainMerge(), updates, notes);
        forward(draft.target(), draft.back(), updates, notes);
        delete(draft, updates, notes);
        Optional<String> tag = Optional.of(git.run("rev-parse", "--verify", "--quiet", Site.tag(draft.tag()))
                        .output()
                        .strip())
                .filter(hash -> !hash.isEmpty());
        if (tag.isEmpty()) {
            updates.append("create ")
                    .append(Site.tag(draft.tag()))
                    .append(' ')
                    .append(draft.tagObject())
                    .append('\n');
        }
        if (updates.length() > 0) {
            git.run(List.of("update-ref", "-m", "finish " + draft.branch(), "--stdin"), updates.toString())
                    .text();
        }
        git.run("config", "--local", "--remove-section", "branch." + draft.branch());
    }

    private void forward(String branch, String commit, StringBuilder updates, List<String> notes)
            throws InterruptedException {
        Optional<String> now = site.repository().commit(Site.head(branch));
        if (now.isEmpty() || now.get().equals(commit)) {
            return;
        }
        if (site.repository().isAncestor(now.get(), commit)) {
            updates.append("update ").append(Site.head(branch)).append(' ').append(commit);
            updates.append(' ').append(now.get()).append('\n');
        } else {
            notes.add(
                    branch + " has commits here that came meanwhile, and is left as it is: git pull brings the release"
                            + " into it");
        }
    }

    private void delete(Draft draft, StringBuilder updates, List<String> notes) throws InterruptedException {
        Optional<String> now = site.repository().commit(Site.head(draft.branch()));
        if (now.isEmpty()) {
            return;
        }
        if (site.repository().isAncestor(now.get(), draft.merged())) {
            updates.append("delete ")
                    .append(Site.head(draft.branch()))
                    .append(' ')
                    .append(now.get())
                    .append('\n');
        } else {
            notes.add(draft.branch() + " has commits here that are not in the release, and is left as it is");
        }
    }

    /** Makes a branch and checks it out. */
    void begin(String branch, String commit) throws InterruptedException {
        Optional<String> now = site.repository().commit(Site.head(branch));
        if (now.isEmpty()) {
            git.ask("update-ref", "-m", "start " + branch, Site.head(branch), commit, "");
        }
        checkOut(commit);
        progress.done("checked out " + branch);
        git.ask("symbolic-ref", "-m", "start " + branch, "HEAD", Site.head(branch));
        if (site.settings().push()) {
            git.run("branch", "--set-upstream-to=" + site.settings().remote() + "/" + branch, branch);
        }
    }

    private void checkOut(String commit) throws InterruptedException {
        refresh();
        git.ask("read-tree", "-m", "-u", "HEAD", commit);
    }

    /** Files that were copied or restored have other times, and are what they were. */
    private void refresh() throws InterruptedException {
        git.run("update-index", "-q", "--refresh");
    }
}
