package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.model.Api;
import hudson.model.ModelObject;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Index;
import io.jenkins.plugins.deploymentworkflow.ledger.Summary;
import java.time.Instant;
import java.util.List;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One operation of an environment, whether its build is still there or not. */
@ExportedBean
public final class DeploymentPage implements ModelObject, StaplerProxy {
    private static final int LONGEST = 2_000;

    private final EnvironmentPage environment;
    private final Index index;
    private final Summary operation;

    DeploymentPage(EnvironmentPage environment, Index index, Summary operation) {
        this.environment = environment;
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

    /** All of it, as the build's page shows it; null when it cannot be read. */
    public DeploymentView getDetail() {
        Event.Started started = operation.started();
        return DeploymentViews.get()
                .of(started.application(), started.environment(), started.deployment())
                .orElse(null);
    }

    /** Whose views show the detail. */
    public Class<?> getFragments() {
        return DeploymentAction.class;
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

    public String minute(Instant at, String zone) {
        return Environments.minute(at, zone);
    }

    public String second(Instant at, String zone) {
        return Environments.second(at, zone);
    }
}
