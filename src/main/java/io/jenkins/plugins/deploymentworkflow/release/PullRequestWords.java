package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.git.GitResult;
import io.jenkins.plugins.deploymentworkflow.release.notes.PullRequestPage;
import java.util.ArrayList;
import java.util.List;

/** What people are told to do about pull requests. */
final class PullRequestWords {
    private PullRequestWords() {}

    static List<String> toMain(Site site, Standing standing) throws InterruptedException {
        String main = site.branches().main();
        return todo(
                standing,
                "open a pull request from " + standing.branch() + " to " + main
                        + ", unless one is open, and have it merged, best with a merge commit"
                        + page(site, standing.branch(), main));
    }

    static List<String> back(Site site, Standing standing) throws InterruptedException {
        return todo(
                standing,
                "open a pull request from " + standing.backBranch() + " to " + standing.target()
                        + ", unless one is open, and have it merged with a merge commit, neither squashed nor rebased"
                        + page(site, standing.backBranch(), standing.target()));
    }

    static List<String> again(Site site, Standing standing) throws InterruptedException {
        return todo(
                standing,
                standing.target() + " has what " + standing.backBranch() + " brings, but not its commits: it was"
                        + " squashed or rebased, and the next version would be counted from the wrong release. Open a"
                        + " pull request from it again, and have it merged with a merge commit"
                        + page(site, standing.backBranch(), standing.target()));
    }

    private static List<String> todo(Standing standing, String first) {
        return List.of(first, "then do the same again: " + standing.kind().word() + " finish");
    }

    static String close(Site site, Standing standing) {
        return "close the pull request from " + standing.branch() + " to "
                + site.branches().main() + ", if one is open";
    }

    private static String page(Site site, String from, String to) throws InterruptedException {
        GitResult found = site.git()
                .run("remote", "get-url", "--push", "--", site.settings().remote());
        String remote = found.succeeded() ? found.output().strip() : "";
        return PullRequestPage.opening(site.settings().links(), remote, from, to)
                .map(page -> ": " + page)
                .orElse("");
    }

    /** Solved on a branch of their own, since nobody pushes to the target. */
    static ReleaseStopped conflicts(Site site, Standing standing, List<String> files) {
        String remote = site.settings().remote();
        List<String> commands = new ArrayList<>(List.of(
                "git switch --no-track -c " + standing.backBranch() + " " + remote + "/" + standing.target(),
                "git merge --no-ff -m \""
                        + BackMerge.message(standing.tag(), standing.branch(), standing.target()) + "\" "
                        + standing.release(),
                "git commit -a --no-edit",
                "git push " + remote + " " + standing.backBranch()));
        return stopped(site, standing, files, commands);
    }

    static ReleaseStopped conflictsByNow(Site site, Standing standing, List<String> files) {
        String remote = site.settings().remote();
        List<String> commands = List.of(
                "git switch " + standing.backBranch(),
                "git merge --no-ff " + remote + "/" + standing.target(),
                "git commit -a --no-edit",
                "git push " + remote + " " + standing.backBranch());
        return stopped(site, standing, files, commands);
    }

    private static ReleaseStopped stopped(Site site, Standing standing, List<String> files, List<String> commands) {
        return new ReleaseStopped(standing.target() + " and " + standing.tag() + " have conflicts in "
                + Words.list(files) + ". Nothing has changed. Solve them on " + standing.backBranch()
                + ", between the merge and its commit; of two versions in a version file keep the one of "
                + standing.target() + ":" + Words.commands(commands) + "\nThen finish the "
                + standing.kind().word() + " again. A merge that you have begun is given up with:"
                + Words.commands(List.of("git merge --abort")));
    }

    static ReleaseRefused refusal(Site site, Stage stage, Standing standing) {
        String remote = site.settings().remote();
        String main = site.branches().main();
        String branch = standing.branch();
        String tag = standing.tag();
        return new ReleaseRefused(
                switch (stage) {
                    case LOST ->
                        remote + " has " + branch + " no more, and no commit of " + main + " is it beyond doubt. If its"
                                + " pull request was closed, push it again: git push " + remote + " "
                                + standing.tip().orElseThrow() + ":" + Site.head(branch)
                                + ". If it was merged with other changes, say which commit it is: "
                                + tagging(site, tag);
                    case EMPTY ->
                        branch + " has nothing that " + standing.older().orElseThrow()
                                + " has not. Delete it: git branch -D " + branch;
                    case AMBIGUOUS ->
                        "several commits of " + main + " may be " + branch + ": " + Words.list(standing.landings())
                                + ". Say which it is: " + tagging(site, tag);
                    case TAGGED_ELSEWHERE ->
                        "the tag " + tag + " exists already at " + remote + ", but what it leads to is not on " + main
                                + ", or has not all of " + branch + ". If the tag is wrong and nobody uses it yet,"
                                + " delete it: git tag -d " + tag + " && git push " + remote + " --delete " + tag
                                + ". If commits came to " + branch + " after it was merged, bring them to another"
                                + " branch and delete this one: git push " + remote + " --delete " + branch;
                    default ->
                        "there is no branch " + Words.plain(branch) + ", no tag " + tag + " and no merge of it on "
                                + main + " that names it. Begin it: "
                                + standing.kind().word() + " start --version " + standing.version()
                                + "; if it was squashed or rebased, say which commit it is: " + tagging(site, tag);
                });
    }

    private static String tagging(Site site, String tag) {
        return "git tag -a " + tag + " -m \"Release " + tag + "\" <commit> && git push "
                + site.settings().remote() + " " + tag + "; then do the same again";
    }
}
