package io.jenkins.plugins.deploymentworkflow.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tags a release that main has, and brings it back to develop on a branch for a pull request. */
final class WayBack {
    private final Site site;
    private final Progress progress;
    private final ObjectStore objects;
    private final SignedObjects signed;

    WayBack(Site site, Progress progress) {
        this.site = site;
        this.progress = progress;
        this.objects = new ObjectStore(site);
        this.signed = new SignedObjects(site);
    }

    /**
     * Pushes the tag and the branch, both or none.
     *
     * @param tagging whether the tag is missing
     * @throws ReleaseStopped when the way back has conflicts, or the remote refuses
     */
    void push(Standing standing, boolean tagging) throws InterruptedException {
        Push push = new Push(site);
        if (!standing.returned()) {
            String back = has(standing) ? standing.back().orElseThrow() : merged(standing);
            if (!standing.backThere()) {
                push.create(Site.head(standing.backBranch()), back);
            }
            progress.done("merged " + standing.tag() + " back into " + standing.target());
        }
        String tag = tagging
                ? signed.tag(
                        standing.tag(),
                        standing.release(),
                        "Release " + standing.version(),
                        site.settings().tags().sign())
                : "";
        if (tagging) {
            progress.done("tagged " + standing.tag());
            push.create(Site.tag(standing.tag()), tag);
        }
        try {
            push.run();
        } catch (ReleaseStopped refused) {
            if (!tagging || !Remote.ask(site).tag(standing.tag()).equals(Optional.of(tag))) {
                throw refused;
            }
        }
        progress.done("pushed");
        if (tagging) {
            site.git().ask("update-ref", Site.tag(standing.tag()), tag, "");
        }
    }

    /** Whether there is a branch already that brings it back, such as one on which conflicts were solved. */
    private boolean has(Standing standing) throws InterruptedException {
        if (standing.back().isEmpty()) {
            return false;
        }
        if (site.repository().isAncestor(standing.release(), standing.back().get())) {
            return true;
        }
        if (standing.backThere()) {
            throw new ReleaseRefused(site.settings().remote() + " has a branch " + standing.backBranch()
                    + " that has not " + standing.tag() + ". If nobody needs it, delete it: git push "
                    + site.settings().remote() + " --delete " + standing.backBranch());
        }
        return false;
    }

    private String merged(Standing standing) throws InterruptedException {
        Tip target = new Tip(
                standing.target(),
                site.repository().commit(Site.head(standing.target())),
                Optional.of(standing.targetTip()),
                standing.targetTip());
        ObjectStore.Merged merged = new Drafter(site, progress).backTree(standing.version(), known(standing), target);
        if (!merged.conflicts().isEmpty()) {
            List<String> files = new ArrayList<>(
                    objects.merge(standing.targetTip(), standing.release()).conflicts());
            merged.conflicts().stream().filter(file -> !files.contains(file)).forEach(files::add);
            throw PullRequestWords.conflicts(site, standing, files);
        }
        return signed.commit(
                merged.tree(),
                List.of(standing.targetTip(), standing.release()),
                BackMerge.message(standing.tag(), standing.branch(), standing.target()));
    }

    /**
     * The release on main as what it is: the merge of its tip, also where it was squashed. Otherwise all that it has in
     * common with develop would be changed on both sides.
     */
    private String known(Standing standing) throws InterruptedException {
        String release = standing.release();
        boolean merge = standing.tip().isEmpty()
                || site.repository().isAncestor(standing.tip().get(), release);
        return merge
                ? release
                : objects.commit(
                        objects.treeOf(release), List.of(release, standing.tip().get()), "The release");
    }

    /**
     * Whether the target has what the branch brings, but not its commits, since it was squashed or rebased.
     *
     * @throws ReleaseStopped when the branch has conflicts with the target by now
     */
    boolean isThereOtherwise(Standing standing) throws InterruptedException {
        has(standing);
        ObjectStore.Merged merged =
                objects.merge(standing.targetTip(), standing.back().orElseThrow());
        if (!merged.conflicts().isEmpty()) {
            throw PullRequestWords.conflictsByNow(site, standing, merged.conflicts());
        }
        return merged.tree().equals(objects.treeOf(standing.targetTip()));
    }
}
