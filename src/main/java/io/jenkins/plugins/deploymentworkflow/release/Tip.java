package io.jenkins.plugins.deploymentworkflow.release;

import java.util.List;
import java.util.Optional;

/**
 * Where a branch stands: here, at the remote, and which of the two has all of the other.
 *
 * @param commit the further of the two
 */
record Tip(String branch, Optional<String> local, Optional<String> remote, String commit) {

    /**
     * @param refusals gets the reason when there is no such branch, or none of the two has all of the other
     * @return nothing then
     */
    static Optional<Tip> of(Site site, Remote remote, String branch, List<String> refusals)
            throws InterruptedException {
        Optional<String> here = site.repository().commit(Site.head(branch));
        Optional<String> there = remote.head(branch);
        if (here.isEmpty() && there.isEmpty()) {
            refusals.add(missing(site, branch));
            return Optional.empty();
        }
        if (here.isEmpty() || there.isEmpty() || here.equals(there)) {
            return Optional.of(new Tip(branch, here, there, here.or(() -> there).orElseThrow()));
        }
        if (site.repository().isAncestor(here.get(), there.get())) {
            return Optional.of(new Tip(branch, here, there, there.get()));
        }
        if (site.repository().isAncestor(there.get(), here.get())) {
            return Optional.of(new Tip(branch, here, there, here.get()));
        }
        String seen = site.settings().remote() + "/" + branch;
        refusals.add(branch + " and " + seen + " have diverged: each has commits that the other has not. Bring them"
                + " together: git switch " + branch + " && git pull --rebase "
                + site.settings().remote() + " " + branch);
        return Optional.empty();
    }

    private static String missing(Site site, String branch) throws InterruptedException {
        boolean develop = branch.equals(site.branches().develop());
        String expected = "there is no branch " + branch + ". ";
        if (develop) {
            return expected + "Make it: git branch " + branch + " "
                    + site.branches().main()
                    + "; or name the branch where work goes on: branches: { develop: … } in config/release.yaml";
        }
        if (branch.equals("main")
                && site.repository().commit(Site.head("master")).isPresent()) {
            return expected + "If master is what production runs, say so in config/release.yaml: branches: { main:"
                    + " master }";
        }
        return expected
                + (branch.equals(site.branches().main())
                        ? "Name the branch that production runs in config/release.yaml: branches: { main: … }"
                        : "git branch --all shows those that there are");
    }

    /** Whether the remote lacks commits that are here. */
    boolean ahead() {
        return remote.isPresent() && !remote.get().equals(commit);
    }

    /** Whether commits of the remote are not here yet. */
    boolean behind() {
        return local.isPresent() && !local.get().equals(commit);
    }
}
