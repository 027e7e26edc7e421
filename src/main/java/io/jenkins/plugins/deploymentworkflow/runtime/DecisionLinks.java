package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.console.HyperlinkNote;
import jenkins.model.Jenkins;

/** The line of a build's log from which a person gets to where they approve or refuse, with a reason. */
final class DecisionLinks {
    private DecisionLinks() {}

    /**
     * The words are links on Jenkins' page of the log; where it is plain text the address stands for them.
     *
     * @param build its address below the controller's
     */
    static String of(String build, String deployment) {
        String page = build + HasDeployments.URL + "/";
        String root = Jenkins.get().getRootUrl();
        return HyperlinkNote.encodeTo("/" + page + "#" + deployment + HasDeployments.APPROVE, "Approve")
                + " or "
                + HyperlinkNote.encodeTo("/" + page + "#" + deployment + HasDeployments.REFUSE, "refuse")
                + " it, with a reason: "
                + (root == null ? "" : root)
                + page;
    }
}
