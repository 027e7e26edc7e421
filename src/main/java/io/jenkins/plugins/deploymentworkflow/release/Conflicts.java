package io.jenkins.plugins.deploymentworkflow.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to say when a merge has conflicts. They are solved by ordinary commits on the branches, so that it can be done in
 * any clone, and so that what is released has been on the release's branch before.
 */
final class Conflicts {
    private final Site site;
    private final Kind kind;

    Conflicts(Site site, Kind kind) {
        this.site = site;
        this.kind = kind;
    }

    ReleaseStopped withMain(Tip branch, Tip main, List<String> files) {
        return stopped(branch, branch, main, List.of(main), files);
    }

    ReleaseStopped withTarget(Tip branch, Tip main, Tip target, boolean mainToo, List<String> files) {
        return stopped(branch, target, branch, mainToo ? List.of(branch, main) : List.of(branch), files);
    }

    /**
     * @param on the branch to solve them on
     * @param other what it conflicts with
     * @param merges what to merge into it
     */
    private ReleaseStopped stopped(Tip branch, Tip on, Tip other, List<Tip> merges, List<String> files) {
        List<String> commands = new ArrayList<>(List.of("git switch " + on.branch()));
        if (on.behind()) {
            commands.add("git pull --ff-only " + site.settings().remote() + " " + on.branch());
        }
        for (Tip merge : merges) {
            commands.add("git merge --no-ff " + name(merge));
            commands.add("git commit -a --no-edit");
        }
        String switching = on.branch().equals(branch.branch()) ? "" : "git switch " + branch.branch();
        return new ReleaseStopped(on.branch() + " and " + other.branch() + " have conflicts in " + Words.list(files)
                + ". Nothing has changed. Solve them on " + on.branch()
                + ", between each merge and its commit (which is needed only where the merge stopped); of two versions in a"
                + " version file keep the one of " + on.branch() + ":"
                + Words.commands(commands)
                + (switching.isEmpty() ? "" : Words.commands(List.of(switching)))
                + "\nThen finish the " + kind.word() + " again. A merge that you have begun is given up with:"
                + Words.commands(List.of("git merge --abort")));
    }

    private String name(Tip tip) {
        return tip.local().equals(Optional.of(tip.commit()))
                ? tip.branch()
                : site.settings().remote() + "/" + tip.branch();
    }
}
