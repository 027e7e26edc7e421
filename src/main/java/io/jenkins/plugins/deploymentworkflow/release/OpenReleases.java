package io.jenkins.plugins.deploymentworkflow.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The releases that the remote has branches of and no tags, where they are finished by pull requests. */
final class OpenReleases {
    private final Site site;
    private final Remote remote;
    private final Releasing releasing;

    OpenReleases(Site site, Remote remote) {
        this.site = site;
        this.remote = remote;
        this.releasing = new Releasing(site, remote);
    }

    /**
     * The branch of the one that is open, which a hotfix goes to.
     *
     * @throws ReleaseRefused when several are, or one is on main already, but not tagged
     */
    Optional<String> one() throws InterruptedException {
        List<String> open = untagged();
        if (open.size() > 1) {
            throw new ReleaseRefused("several releases are open: " + Words.list(open)
                    + ". A hotfix goes to the one that is open; finish or delete the others first");
        }
        requireNoneHalfDone();
        return open.stream().findFirst();
    }

    /** A hotfix of a main that has an untagged release would be a hotfix of that, under the version before it. */
    void requireNoneHalfDone() throws InterruptedException {
        List<String> open = untagged();
        remote.fetch(site, open);
        String main = remote.head(site.branches().main()).orElse("");
        for (String branch : main.isEmpty() ? List.<String>of() : open) {
            if (!new Landing(site).of(remote.head(branch).orElseThrow(), main).isEmpty()) {
                throw new ReleaseRefused(branch + " is on " + site.branches().main()
                        + ", but not tagged yet. Finish it first: release finish");
            }
        }
    }

    private List<String> untagged() {
        List<String> open = new ArrayList<>();
        for (String branch : remote.heads(site.branches().release())) {
            String version = releasing
                    .version(Kind.RELEASE, branch)
                    .orElseThrow(() -> new ReleaseRefused("the name of the branch " + Words.plain(branch)
                            + " says no version; expected one such as " + releasing.branch(Kind.RELEASE, "1.4.0")));
            if (remote.tag(releasing.tag(version)).isEmpty()) {
                open.add(branch);
            }
        }
        return open;
    }
}
