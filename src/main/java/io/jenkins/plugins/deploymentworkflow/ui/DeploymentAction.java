package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.model.Run;
import io.jenkins.plugins.deploymentworkflow.runtime.HasDeployments;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jenkins.model.RunAction2;

/** The deployments of a build. Only their names are kept with it; all else is read from the ledger. */
public class DeploymentAction implements RunAction2, HasDeployments {
    private final List<Reference> deployments = new ArrayList<>();
    private transient Run<?, ?> run;

    /** Where the ledger has a deployment. */
    private static final class Reference {
        private final String application;
        private final String environment;
        private final String deployment;

        Reference(String application, String environment, String deployment) {
            this.application = application;
            this.environment = environment;
            this.deployment = deployment;
        }
    }

    /** Notes a deployment of the build; doing so again changes nothing. */
    public static void add(Run<?, ?> run, String application, String environment, String deployment)
            throws IOException {
        synchronized (run) {
            DeploymentAction action = run.getAction(DeploymentAction.class);
            if (action == null) {
                action = new DeploymentAction();
                run.addAction(action);
            }
            action.add(new Reference(application, environment, deployment));
        }
        run.save();
    }

    private synchronized void add(Reference added) {
        if (deployments.stream().noneMatch(known -> known.deployment.equals(added.deployment))) {
            deployments.add(added);
        }
    }

    @Override
    public synchronized boolean has(String deployment) {
        return deployments.stream().anyMatch(known -> known.deployment.equals(deployment));
    }

    @Override
    public void onAttached(Run<?, ?> r) {
        run = r;
    }

    @Override
    public void onLoad(Run<?, ?> r) {
        run = r;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** In the order in which they began; one whose ledger is gone is left out. */
    public synchronized List<DeploymentView> getDeployments() {
        return deployments.stream()
                .map(each -> DeploymentView.of(
                        each.deployment,
                        Ledgers.get().store().ledger(each.application, each.environment).after(0)))
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public String getIconFileName() {
        return "symbol-paper-plane-outline";
    }

    @Override
    public String getDisplayName() {
        return Messages.DeploymentAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "deployments";
    }
}
