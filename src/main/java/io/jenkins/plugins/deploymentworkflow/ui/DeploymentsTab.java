package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.Extension;
import hudson.model.Run;
import java.util.List;
import jenkins.model.Tab;
import jenkins.model.TransientActionFactory;

/** The tab and the card of a build's deployments on Jenkins' new build page; elsewhere it is not seen. */
public class DeploymentsTab extends Tab {
    private final DeploymentAction deployments;

    DeploymentsTab(Run<?, ?> run, DeploymentAction deployments) {
        super(run);
        this.deployments = deployments;
    }

    public DeploymentAction getDeployments() {
        return deployments;
    }

    @Override
    public String getIconFileName() {
        return deployments.getIconFileName();
    }

    @Override
    public String getDisplayName() {
        return deployments.getDisplayName();
    }

    @Override
    public String getUrlName() {
        return deployments.getUrlName();
    }

    /** One for each build that has deployments. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static class Factory extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public List<DeploymentsTab> createFor(Run target) {
            Run<?, ?> run = target;
            return run.getActions().stream()
                    .filter(DeploymentAction.class::isInstance)
                    .map(action -> new DeploymentsTab(run, (DeploymentAction) action))
                    .toList();
        }
    }
}
