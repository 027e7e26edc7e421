package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.release.next.NextVersion;
import io.jenkins.plugins.deploymentworkflow.release.next.NextVersionRequest;
import io.jenkins.plugins.deploymentworkflow.release.next.TagNames;
import java.util.List;

/** Which version a release is, when nobody says. */
final class Versions {
    private Versions() {}

    /**
     * What the commits since the last release demand.
     *
     * @param notes gets why
     * @throws ReleaseRefused when they demand none
     */
    static String next(Site site, String commit, List<String> notes) throws InterruptedException {
        TagNames names = TagNames.of(site.settings().tags().prefix());
        NextVersion next = NextVersion.at(
                site.repository(), commit, NextVersionRequest.usual().with(names));
        if (!next.isSomethingToRelease()) {
            throw new ReleaseRefused("no commit since the last release demands a new version (fix:, feat: or a breaking"
                    + " change). Say which version: --version");
        }
        notes.addAll(next.notes());
        next.because().stream()
                .findFirst()
                .ifPresent(cause -> notes.add(next.next() + " because of " + Words.plain(cause.subject()) + " ("
                        + Words.plain(cause.reason()) + ")"));
        return next.next().toString();
    }
}
