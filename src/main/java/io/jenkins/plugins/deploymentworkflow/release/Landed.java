package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which commit of a release's branch others may have merged, and where main has it.
 *
 * @param tip that commit; empty when nobody knows it any more
 * @param commits the commits of main that may be the release
 * @param older the tag of another release that has all of it; empty for none
 */
record Landed(Optional<String> tip, List<String> commits, Optional<String> older) {

    /**
     * @param there the branch at the remote, or as it was seen there last: what others merge is that
     * @param here the branch in this clone
     * @param merged its tip as a merge commit of main has it
     */
    static Landed find(
            Site site,
            Remote remote,
            String version,
            String main,
            Optional<String> there,
            Optional<String> here,
            Optional<String> merged)
            throws InterruptedException {
        if (there.isPresent()) {
            Landed landed = at(site, remote, version, main, there.get());
            if (!landed.commits().isEmpty() && landed.older().isEmpty()) {
                return landed;
            }
        }
        boolean ahead =
                here.isPresent() && (there.isEmpty() || site.repository().isAncestor(there.get(), here.get()));
        Optional<String> tip = ahead ? here : there.or(() -> merged);
        return tip.isPresent()
                ? at(site, remote, version, main, tip.get())
                : new Landed(tip, List.of(), Optional.empty());
    }

    private static Landed at(Site site, Remote remote, String version, String main, String tip)
            throws InterruptedException {
        List<String> commits = new Landing(site).of(tip, main);
        return new Landed(Optional.of(tip), commits, older(site, remote, version, tip, commits));
    }

    private static Optional<String> older(Site site, Remote remote, String version, String tip, List<String> commits)
            throws InterruptedException {
        String prefix = site.settings().tags().prefix();
        SemanticVersion own = SemanticVersion.of(version);
        List<SemanticVersion> others = remote.tags().stream()
                .filter(tag -> tag.startsWith(prefix))
                .flatMap(tag -> SemanticVersion.parse(tag.substring(prefix.length())).stream())
                .filter(other -> !other.isPrerelease() && !other.equals(own))
                .sorted(Comparator.reverseOrder())
                .toList();
        for (SemanticVersion other : others) {
            if (commits.contains(remote.tagged(prefix + other).orElseThrow())) {
                return Optional.of(prefix + other);
            }
        }
        for (SemanticVersion other : others) {
            if (other.compareTo(own) < 0) {
                String commit = remote.tagged(prefix + other).orElseThrow();
                boolean here = site.git().run("cat-file", "-e", commit).succeeded();
                return here && site.repository().isAncestor(tip, commit)
                        ? Optional.of(prefix + other)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
