package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.Extension;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.details.Detail;
import jenkins.model.details.DetailFactory;

/** Where a build has deployed to, beside its other details on Jenkins' new build page. */
public class DeploymentDetail extends Detail {
    private final DeploymentView deployment;

    DeploymentDetail(Run<?, ?> run, DeploymentView deployment) {
        super(run);
        this.deployment = deployment;
    }

    @Override
    public String getIconClassName() {
        return deployment.getSymbol();
    }

    @Override
    public String getDisplayName() {
        return deployment.getTitle() + ": " + deployment.getOutcome();
    }

    @Override
    public String getLink() {
        return DeploymentAction.URL + "/#" + deployment.getId();
    }

    /** The last deployment of a build to each environment. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static class Factory extends DetailFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public List<DeploymentDetail> createFor(Run target) {
            Run<?, ?> run = target;
            DeploymentAction action = run.getAction(DeploymentAction.class);
            Map<String, DeploymentView> last = new LinkedHashMap<>();
            if (action != null && action.isVisible()) {
                action.getDeployments().stream()
                        .filter(DeploymentView::isDeploying)
                        .forEach(each -> last.put(each.getApplication() + "/" + each.getEnvironment(), each));
            }
            List<DeploymentDetail> details = new ArrayList<>();
            last.values().forEach(each -> details.add(new DeploymentDetail(run, each)));
            return details;
        }
    }
}
