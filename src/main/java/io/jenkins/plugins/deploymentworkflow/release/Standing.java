package io.jenkins.plugins.deploymentworkflow.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a release has come that is finished by pull requests. All of it is read from the remote, and from branches
 * here where it has none any more.
 *
 * @param branch the branch of the release or hotfix
 * @param tip its commit; at the remote while it is there; empty when nobody knows it any more
 * @param there its commit at the remote
 * @param lost whether the remote had the branch and has it no more
 * @param main the commit of main at the remote
 * @param landings the commits of main that may be the release
 * @param older the tag of an earlier release that has all of it; empty for none
 * @param tagged the commit of its tag at the remote
 * @param fits whether that is a commit of main that has the release
 * @param target the branch that it goes back to: develop, or for a hotfix the release that is open
 * @param targetTip the commit of that branch at the remote
 * @param back the branch that brings it back there, at the remote or, not yet pushed, here; its commit
 * @param backThere whether the remote has that
 * @param returned whether the target has the release
 * @param leaving all branches of this release at the remote, with their commits
 */
record Standing(
        Kind kind,
        String version,
        String tag,
        String branch,
        Optional<String> tip,
        Optional<String> there,
        boolean lost,
        String main,
        List<String> landings,
        Optional<String> older,
        Optional<String> tagged,
        boolean fits,
        String target,
        String targetTip,
        Optional<String> back,
        boolean backThere,
        boolean returned,
        Map<String, String> leaving) {

    String backBranch() {
        return BackMerge.branch(tag, target);
    }

    /** The commit of main that is the release. */
    String release() {
        return tagged.orElseGet(() -> landings.get(0));
    }
}
