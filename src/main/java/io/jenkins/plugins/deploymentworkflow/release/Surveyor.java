package io.jenkins.plugins.deploymentworkflow.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds out how far a release has come that is finished by pull requests. Fetches, and changes nothing else. */
final class Surveyor {
    private final Site site;
    private final Remote remote;
    private final Releasing releasing;

    Surveyor(Site site, Remote remote) {
        this.site = site;
        this.remote = remote;
        this.releasing = new Releasing(site, remote);
    }

    /**
     * Where the release stands.
     *
     * @param branch of the release
     * @param merged its tip as a merge commit of main has it, when the branch itself is nowhere any more
     * @throws ReleaseRefused when the remote lacks main or develop, or it cannot be told where a hotfix goes back to
     */
    Standing survey(Kind kind, String branch, String version, Optional<String> merged) throws InterruptedException {
        String tag = releasing.tag(version);
        String main = head(site.branches().main());
        head(site.branches().develop());
        fetch(kind, branch, tag);
        Optional<String> there = remote.head(branch);
        Optional<String> here = site.repository().commit(Site.head(branch));
        Optional<String> seen = site.repository().commit(site.seen(branch));
        Landed landed = Landed.find(site, remote, version, main, there.or(() -> seen), here, merged);
        Optional<String> tagged = remote.tagged(tag);
        Optional<String> release = tagged.or(() -> landed.commits().stream().findFirst());
        String target = target(kind, release);
        Optional<String> back = remote.head(BackMerge.branch(tag, target));
        return new Standing(
                kind,
                version,
                tag,
                branch,
                landed.tip(),
                there,
                there.isEmpty() && (seen.isPresent() || isTracked(branch)),
                main,
                landed.commits(),
                landed.older(),
                tagged,
                tagged.isPresent() && fits(tagged.get(), main, landed),
                target,
                head(target),
                back.isPresent() ? back : site.repository().commit(Site.head(BackMerge.branch(tag, target))),
                back.isPresent(),
                release.isPresent() && site.repository().isAncestor(release.get(), head(target)),
                branches(branch, tag));
    }

    private void fetch(Kind kind, String branch, String tag) throws InterruptedException {
        List<String> wanted = new ArrayList<>(
                List.of(branch, site.branches().main(), site.branches().develop()));
        wanted.addAll(remote.heads(BackMerge.branch(tag, "")));
        if (kind == Kind.HOTFIX) {
            wanted.addAll(remote.heads(site.branches().release()));
        }
        remote.fetch(site, wanted.stream().distinct().toList());
        String own = site.git()
                .run("rev-parse", "--verify", "--quiet", Site.tag(tag))
                .output()
                .strip();
        Optional<String> theirs = remote.tag(tag);
        if (own.isEmpty() && theirs.isPresent()) {
            Remote.fetchTags(site);
        } else if (!own.isEmpty() && !theirs.equals(Optional.of(own))) {
            throw new ReleaseRefused("the tag " + tag + " exists here already"
                    + (theirs.isPresent()
                            ? ", and is another than at " + site.settings().remote()
                            : "")
                    + ". If it is wrong, delete it: git tag -d " + tag);
        }
    }

    private String head(String branch) {
        return remote.head(branch)
                .orElseThrow(() -> new ReleaseRefused(site.settings().remote() + " has no branch " + branch
                        + ", to which pull requests go. Push it, or name the branches in config/release.yaml:"
                        + " branches: { … }"));
    }

    private boolean isTracked(String branch) throws InterruptedException {
        return site.git().run("config", "--get", "branch." + branch + ".merge").succeeded();
    }

    /** On main, and with everything that is known of the release. */
    private boolean fits(String tagged, String main, Landed landed) throws InterruptedException {
        if (!site.repository().isAncestor(tagged, main)) {
            return false;
        }
        if (landed.tip().isEmpty() || landed.commits().contains(tagged)) {
            return true;
        }
        ObjectStore objects = new ObjectStore(site);
        ObjectStore.Merged merged = objects.merge(tagged, landed.tip().get());
        return merged.conflicts().isEmpty() && merged.tree().equals(objects.treeOf(tagged));
    }

    /** A hotfix goes to the release that is open, or has got there already. */
    private String target(Kind kind, Optional<String> release) throws InterruptedException {
        String develop = site.branches().develop();
        if (kind == Kind.RELEASE || release.isPresent() && site.repository().isAncestor(release.get(), head(develop))) {
            return develop;
        }
        for (String branch : remote.heads(site.branches().release())) {
            if (release.isPresent() && site.repository().isAncestor(release.get(), head(branch))) {
                return branch;
            }
        }
        return new OpenReleases(site, remote).one().orElse(develop);
    }

    private Map<String, String> branches(String branch, String tag) {
        Map<String, String> branches = new TreeMap<>();
        remote.head(branch).ifPresent(head -> branches.put(branch, head));
        remote.heads(BackMerge.branch(tag, ""))
                .forEach(way -> branches.put(way, remote.head(way).orElseThrow()));
        return branches;
    }
}
