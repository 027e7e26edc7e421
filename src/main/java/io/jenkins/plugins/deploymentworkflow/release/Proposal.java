package io.jenkins.plugins.deploymentworkflow.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pushes the branch of a release, for a pull request to main. */
final class Proposal {
    private final Site site;
    private final Kind kind;
    private final Progress progress;

    Proposal(Site site, Kind kind, Progress progress) {
        this.site = site;
        this.kind = kind;
        this.progress = progress;
    }

    /**
     * Pushes what the remote has not, the version set where it is not.
     *
     * @param notes gets what is worth knowing
     * @throws ReleaseStopped when it conflicts with main, or the remote refuses
     */
    void push(Standing standing, Remote remote, List<String> notes) throws InterruptedException {
        List<String> refusals = new ArrayList<>(
                new Releasing(site, remote).reasonsAgainst(standing.version()).toList());
        Optional<Tip> branch = Tip.of(site, remote, standing.branch(), refusals);
        if (!refusals.isEmpty()) {
            throw new ReleaseRefused(refusals);
        }
        Tip main = new Tip(
                site.branches().main(),
                site.repository().commit(Site.head(site.branches().main())),
                Optional.of(standing.main()),
                standing.main());
        String tip = branch.orElseThrow().commit();
        List<String> conflicts =
                new ObjectStore(site).merge(standing.main(), tip).conflicts();
        if (!conflicts.isEmpty()) {
            throw new Conflicts(site, kind).withMain(branch.get(), main, conflicts);
        }
        String proposed = new Drafter(site, progress).bumped(tip, standing.version(), notes);
        if (!proposed.equals(tip)) {
            notes.add("the version files of " + standing.branch() + " did not say " + standing.version()
                    + ", and do in a commit at " + site.settings().remote() + ": git pull");
        }
        if (!Optional.of(proposed).equals(standing.there())) {
            push(standing, proposed);
            progress.done("pushed " + standing.branch());
        }
    }

    private void push(Standing standing, String proposed) throws InterruptedException {
        String ref = Site.head(standing.branch());
        Push push = new Push(site);
        try {
            (standing.there().isEmpty() ? push.create(ref, proposed) : push.to(ref, proposed)).run();
        } catch (ReleaseStopped refused) {
            if (!Remote.ask(site).head(standing.branch()).equals(Optional.of(proposed))) {
                throw refused;
            }
        }
    }
}
