package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.LinkSettings;
import java.util.Optional;

/** Where pull requests are opened. */
public final class PullRequestPage {
    private PullRequestPage() {}

    /**
     * The page that opens a pull request of two branches.
     *
     * @param remote the address that git pushes to, of which neither credentials nor what is no host and no path get
     *     into the answer; empty for none
     * @return nothing when the host is not one whose pages are known
     */
    public static Optional<Address> opening(LinkSettings settings, String remote, String from, String to) {
        return CodeHost.of(settings, remote).proposal(from, to);
    }
}
