package io.jenkins.plugins.deploymentworkflow.release;

/**
 * A finished release as objects that no branch leads to yet.
 *
 * @param branch the branch of the release or hotfix
 * @param tip its commit, at the remote when it is there
 * @param merged what is merged of it: the tip, or a commit after it that sets the version
 * @param main the commit of main that it is merged into
 * @param target the branch that it goes back to: develop, or for a hotfix the release that is open
 * @param targetTip the commit of that branch
 * @param mainMerge the merge to main
 * @param tag the name of the tag
 * @param tagObject its hash
 * @param back the merge back
 * @param next the version that develop says from now on; null when no version file has one of its own
 */
record Draft(
        Kind kind,
        String version,
        String branch,
        String tip,
        String merged,
        String main,
        String target,
        String targetTip,
        String mainMerge,
        String tag,
        String tagObject,
        String back,
        String next) {

    /** Whether it was made of these very commits. */
    boolean isOf(String otherBranch, String otherTip, String otherMain, String otherTarget, String otherTargetTip) {
        return branch.equals(otherBranch)
                && tip.equals(otherTip)
                && main.equals(otherMain)
                && target.equals(otherTarget)
                && targetTip.equals(otherTargetTip);
    }
}
