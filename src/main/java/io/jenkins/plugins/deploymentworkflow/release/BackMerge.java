package io.jenkins.plugins.deploymentworkflow.release;

/** The names of branches that bring a release back to develop by pull request. */
final class BackMerge {
    static final String PREFIX = "merge/";

    private BackMerge() {}

    static String branch(String tag, String target) {
        return PREFIX + tag + "-to-" + target.replace('/', '-');
    }
}
