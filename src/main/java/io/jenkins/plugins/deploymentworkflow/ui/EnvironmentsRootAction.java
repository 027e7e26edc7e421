package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.Extension;
import hudson.model.RootAction;

/** The environments of the whole controller, at the top level. */
@Extension
public class EnvironmentsRootAction extends Environments implements RootAction {
    static final String URL = "deployments";

    @Override
    String scope() {
        return "";
    }

    /** The environments of one application, as a part of their addresses. */
    public ApplicationPath getApplication(String name) {
        return new ApplicationPath(name);
    }

    @Override
    public String getIconFileName() {
        return "symbol-paper-plane-outline";
    }

    @Override
    public String getDisplayName() {
        return Messages.EnvironmentsRootAction_displayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
