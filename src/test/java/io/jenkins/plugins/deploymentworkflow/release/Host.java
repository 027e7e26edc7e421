package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.git.TestRepository;

/** A host of repositories: nobody else moves main and develop, and it merges pull requests as hosts do. */
final class Host {
    private final Shop shop;
    private final TestRepository desk;

    /** What a host does when somebody presses the button. */
    enum Way {
        MERGE,
        SQUASH,
        REBASE,
        FORWARD
    }

    Host(Shop shop) {
        this.shop = shop;
        this.desk = shop.another();
        shop.hook(
                "update",
                "case \"$1\" in refs/heads/main | refs/heads/develop) echo 'GH006: Protected branch update failed'; exit"
                        + " 1 ;; esac\n");
    }

    void merge(String from, String to, Way way) {
        merge(from, to, way, false);
    }

    void merge(String from, String to, Way way, boolean delete) {
        desk.git("fetch", "-q", "--prune");
        desk.git("checkout", "-q", "-B", "desk", "origin/" + (way == Way.REBASE ? from : to));
        switch (way) {
            case MERGE ->
                desk.git("merge", "-q", "--no-ff", "-m", "Merge pull request #7 from acme/" + from, "origin/" + from);
            case SQUASH -> {
                desk.git("merge", "-q", "--squash", "origin/" + from);
                desk.git("commit", "-q", "--allow-empty", "-m", "Let us go (#7)");
            }
            case REBASE -> desk.git("rebase", "-q", "--force-rebase", "origin/" + to);
            case FORWARD -> desk.git("merge", "-q", "--ff-only", "origin/" + from);
        }
        publish(to);
        if (delete) {
            delete(from);
        }
    }

    /** Commits on a branch directly, as a host does when somebody merges what is of no interest. */
    void commit(String branch, String file, String text) {
        desk.git("fetch", "-q", "--prune");
        desk.git("checkout", "-q", "-B", "desk", "origin/" + branch);
        desk.write(file, text).git("add", "--", file);
        desk.git("commit", "-q", "-m", "fix: " + text.strip());
        publish(branch);
    }

    /** Takes the last commit of a branch back. */
    void revert(String branch) {
        desk.git("fetch", "-q", "--prune");
        desk.git("checkout", "-q", "-B", "desk", "origin/" + branch);
        desk.git("revert", "--no-edit", "HEAD");
        publish(branch);
    }

    private void publish(String branch) {
        shop.remote.git("fetch", "-q", desk.directory().toString(), "desk:" + branch);
    }

    void delete(String branch) {
        shop.remote.git("branch", "-D", branch);
    }
}
