package io.jenkins.plugins.deploymentworkflow.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Deletes the branches of a release at the remote, all of them or none, and forgets that they were seen there. */
final class Farewell {
    private final Site site;

    Farewell(Site site) {
        this.site = site;
    }

    /**
     * Doing it again changes nothing.
     *
     * @param leaving the branches, each with the commit that it has to be at; one that others have moved is left
     * @param notes gets what was left as it is
     */
    void say(Map<String, String> leaving, List<String> notes) throws InterruptedException {
        Remote remote = Remote.ask(site);
        Push push = new Push(site);
        List<String> gone = new ArrayList<>();
        for (Map.Entry<String, String> branch : new TreeMap<>(leaving).entrySet()) {
            String name = branch.getKey();
            String there = remote.head(name).orElse("");
            if (there.isEmpty() || there.equals(branch.getValue())) {
                gone.add(name);
            } else {
                notes.add(name + " has commits at " + site.settings().remote()
                        + " that are not in the release, and is left as it is");
            }
            if (there.equals(branch.getValue())) {
                push.delete(Site.head(name), there);
            }
        }
        if (!push.isEmpty()) {
            push.run();
        }
        for (String name : gone) {
            site.git().run("update-ref", "-d", site.seen(name));
            if (name.startsWith(BackMerge.PREFIX)) {
                deleteHere(name, leaving.get(name), notes);
            }
        }
    }

    /** There is one where conflicts were solved. */
    private void deleteHere(String way, String commit, List<String> notes) throws InterruptedException {
        Optional<String> here = site.repository().commit(Site.head(way));
        if (here.isEmpty()) {
            return;
        }
        boolean merged = site.repository().isAncestor(here.get(), commit);
        if (!merged || !site.git().run("branch", "-D", way).succeeded()) {
            notes.add(way + " is checked out here, or has commits of its own, and is left as it is: git branch -D "
                    + way);
        }
    }
}
