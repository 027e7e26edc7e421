package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.model.Api;
import hudson.model.ModelObject;
import hudson.security.AccessControlled;
import io.jenkins.plugins.deploymentworkflow.global.Caller;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentPermissions;
import io.jenkins.plugins.deploymentworkflow.ledger.Index;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Summary;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;

/** One operation of an environment, whether its build is still there or not. */
@ExportedBean
public final class DeploymentPage implements ModelObject, StaplerProxy {
    private static final int LONGEST = 2_000;

    private final EnvironmentPage environment;
    private final LedgerStore.Key key;
    private final Index index;
    private final Summary operation;

    DeploymentPage(EnvironmentPage environment, LedgerStore.Key key, Index index, Summary operation) {
        this.environment = environment;
        this.key = key;
        this.index = index;
        this.operation = operation;
    }

    /** Null, as if there were no such operation, for who may not see its environment. */
    @Override
    public Object getTarget() {
        return environment.getTarget() == null ? null : this;
    }

    public EnvironmentPage getEnvironment() {
        return environment;
    }

    @Override
    public String getDisplayName() {
        return operation.operation() + " " + operation.version();
    }

    @Exported(inline = true)
    public OperationRow getOperation() {
        return new OperationRow(operation);
    }

    /** What happened, the oldest first; of a very long one the newest. */
    @Exported(inline = true)
    public List<LogRow> getLog() {
        List<LogRow> rows = LogRow.of(operation.id(), index.entries(operation.id()));
        return rows.subList(Math.max(0, rows.size() - LONGEST), rows.size());
    }

    /** What there is to show as of now. */
    public Shown getShown() {
        try {
            DeploymentView view = DeploymentViews.get()
                    .of(key.application(), key.environment(), operation.id())
                    .orElse(null);
            return new Shown(this, view, DeploymentViews.get().problem(key.application(), key.environment()));
        } catch (LedgerException e) {
            return new Shown(this, null, e.getMessage());
        }
    }

    /**
     * What the page shows at one moment.
     *
     * @param detail all of it, as the build's page shows it; null when it cannot be read
     * @param trouble why it cannot be read, or not to its end; empty when it can
     */
    public record Shown(DeploymentPage page, DeploymentView detail, String trouble) {
        public DeploymentView getDetail() {
            return detail;
        }

        public String getTrouble() {
            return trouble;
        }

        /** Whether anything may still change. */
        public boolean isLive() {
            return detail != null && detail.isRunning();
        }

        /** What happened, the oldest first; while it goes on the newest lines alone. */
        public List<LogRow> getLog() {
            return isLive() ? detail.getLines() : page.getLog();
        }

        /** The same for as long as the page would be the same. */
        public String getTag() {
            return "\"" + DeploymentViews.get().mark() + "." + isLive() + "." + trouble.hashCode() + "."
                    + (detail == null ? "" : detail.sequence()) + "\"";
        }
    }

    /** The changing part of the page, or 304 when it is as the caller has it. */
    public void doFragment(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        if (Fragment.got(request, response)) {
            Shown shown = getShown();
            new Fragment(shown, shown.getTag()).send(this, "fragment.jelly", request, response);
        }
    }

    /** Whether the user may approve or refuse what waits for it. */
    public boolean mayDecide(DeploymentView deployment) {
        return subject().hasPermission(DeploymentPermissions.APPROVE) && deployment.isFor(Caller.current());
    }

    /** Lets it go on; it has to wait for a person, and where it waits for an approval the user has to be named for it. */
    @POST
    public HttpResponse doApprove(@QueryParameter String reason) {
        subject().checkPermission(DeploymentPermissions.APPROVE);
        String why = Asked.reason(reason);
        Caller by = Caller.current();
        return Asked.of(
                asking -> asking.release(
                        key.application(), key.environment(), operation.id(), by, why, Instant.now()),
                HttpResponses.forwardToPreviousPage());
    }

    /** Ends it, as it waits for an approval that the user is named for. */
    @POST
    public HttpResponse doRefuse(@QueryParameter String reason) {
        subject().checkPermission(DeploymentPermissions.APPROVE);
        String why = Asked.reason(reason);
        Caller by = Caller.current();
        return Asked.of(
                asking -> asking.refuse(
                        key.application(), key.environment(), operation.id(), by, why, Instant.now()),
                HttpResponses.forwardToPreviousPage());
    }

    /** What is asked for permission. */
    private AccessControlled subject() {
        return Place.of(Optional.of(operation), index);
    }

    /** Whose views show the detail. */
    public Class<?> getFragments() {
        return DeploymentAction.class;
    }

    /** The address of the build below the controller's; empty when it is not to be seen, or there is none. */
    public String getBuild() {
        return Place.link(operation);
    }

    /** Where a commit can be looked at; empty when that is not known. */
    public String commitLink(String commit) {
        return Place.build(operation).map(run -> CommitLink.of(run, commit)).orElse("");
    }

    public Times times(String zone) {
        return Times.in(zone);
    }

    /** The time of this machine in milliseconds since 1970. */
    public long getNow() {
        return System.currentTimeMillis();
    }

    public Api getApi() {
        return new Api(this);
    }
}
