package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.model.Run;
import io.jenkins.plugins.deploymentworkflow.global.Caller;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentPermissions;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.runtime.HasDeployments;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** The deployments of a build. Only their names are kept with it; all else is read from the ledger. */
public class DeploymentAction implements RunAction2, HasDeployments, StaplerProxy {
    /** The page, below the build's. */
    static final String URL = HasDeployments.URL;

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

    private synchronized List<Reference> references() {
        return List.copyOf(deployments);
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

    /** Nothing below this is there for whoever may not see deployments. */
    @Override
    public Object getTarget() {
        run.checkPermission(DeploymentPermissions.VIEW);
        return this;
    }

    /** Whether who asks may see it. */
    public boolean isVisible() {
        return run.hasPermission(DeploymentPermissions.VIEW);
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** The build's address below the controller's. */
    public String getBuild() {
        return run.getUrl();
    }

    /** Whose views show a deployment. */
    public Class<?> getFragments() {
        return DeploymentAction.class;
    }

    /** What the page is about, for Jenkins' own tags. */
    public Run<?, ?> getObject() {
        return run;
    }

    /** In the order in which they began; one whose ledger is gone, or cannot be read, is left out. */
    public List<DeploymentView> getDeployments() {
        return getShown().deployments();
    }

    /** What there is to show as of now. */
    public Shown getShown() {
        List<DeploymentView> views = new ArrayList<>();
        Set<String> troubles = new LinkedHashSet<>();
        boolean passing = false;
        for (Reference each : references()) {
            try {
                DeploymentViews known = DeploymentViews.get();
                Optional<DeploymentView> view = known.of(each.application, each.environment, each.deployment);
                view.ifPresent(views::add);
                String problem = known.problem(each.application, each.environment);
                if (!problem.isEmpty() && view.map(DeploymentView::isRunning).orElse(true)) {
                    troubles.add(problem);
                    passing = true;
                } else if (view.isEmpty() && known.isArchived(each.application, each.environment)) {
                    troubles.add(Messages.DeploymentAction_archived(each.deployment, each.environment, each.application));
                }
            } catch (LedgerException e) {
                troubles.add(e.getMessage());
                passing = true;
            }
        }
        return new Shown(views, List.copyOf(troubles), run.isBuilding() || passing);
    }

    /**
     * What a page shows at one moment.
     *
     * @param troubles why others cannot be shown, or not to their end
     * @param changing whether more may come, or a trouble pass
     */
    public record Shown(List<DeploymentView> deployments, List<String> troubles, boolean changing) {
        public List<DeploymentView> getDeployments() {
            return deployments;
        }

        public List<String> getTroubles() {
            return troubles;
        }

        /** Whether anything may still change. */
        public boolean isLive() {
            return changing || deployments.stream().anyMatch(DeploymentView::isRunning);
        }

        /** The same for as long as a page would be the same. */
        public String getTag() {
            String sequences = deployments.stream()
                    .map(each -> each.getId() + "." + each.sequence())
                    .collect(Collectors.joining("."));
            return "\"" + DeploymentViews.get().mark() + "." + isLive() + "." + troubles.hashCode() + "." + sequences
                    + "\"";
        }
    }

    /** Whether who asks may approve or refuse what waits for it. */
    public boolean mayDecide(DeploymentView deployment) {
        return run.hasPermission(DeploymentPermissions.APPROVE) && deployment.isFor(Caller.current());
    }

    /** Where a commit can be looked at; empty when that is not known. */
    public String commitLink(String commit) {
        return CommitLink.of(run, commit);
    }

    public Times times(String zone) {
        return Times.in(zone);
    }

    /** The time of this machine in milliseconds since 1970, for pages that count on by themselves. */
    public long getNow() {
        return System.currentTimeMillis();
    }

    /** The changing part of the page, or 304 when it is as the caller has it. */
    public void doFragment(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        send("fragment.jelly", request, response);
    }

    /** The same for the build's own page. */
    public void doBrief(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        send("brief.jelly", request, response);
    }

    private void send(String view, StaplerRequest2 request, StaplerResponse2 response)
            throws IOException, ServletException {
        if (Fragment.got(request, response)) {
            Shown shown = getShown();
            new Fragment(shown, shown.getTag()).send(this, view, request, response);
        }
    }

    @Override
    public String getIconFileName() {
        return isVisible() ? "symbol-paper-plane-outline" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.DeploymentAction_displayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
