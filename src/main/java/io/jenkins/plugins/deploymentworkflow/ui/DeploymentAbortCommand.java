package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.global.Caller;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentPermissions;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Request;
import io.jenkins.plugins.deploymentworkflow.ledger.Index;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Summary;
import io.jenkins.plugins.deploymentworkflow.ledger.Underway;
import io.jenkins.plugins.deploymentworkflow.operation.Asking;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.args4j.Argument;
import org.kohsuke.args4j.Option;

/** {@code deployment-abort ENVIRONMENT --reason WHY}: turns back what goes on in an environment. */
@Extension
public class DeploymentAbortCommand extends EnvironmentCommand {
    @Argument(metaVar = "ENVIRONMENT", usage = "The environment", required = true)
    private String environment;

    @Option(name = "--reason", metaVar = "WHY", usage = "Why; it is kept in the ledger", required = true)
    private String reason;

    @Override
    public String getShortDescription() {
        return Messages.DeploymentAbortCommand_shortDescription();
    }

    @Override
    int carryOut() throws IOException {
        LedgerStore.Key key = the(environment);
        Index index = Indexes.get().of(key);
        Optional<Summary> goesOn = index.standing().underway().map(Underway::summary);
        Place.of(goesOn, index).checkPermission(DeploymentPermissions.ROLLBACK);
        String why = reason(reason);
        String meant = goesOn.map(Summary::id)
                .orElseThrow(() -> new Refused(Messages.DeploymentAbortCommand_nothing(environment)));
        new Asking(Ledgers.get().store())
                .ask(
                        key.application(),
                        key.environment(),
                        meant,
                        Request.ABORT,
                        Caller.current().id(),
                        why,
                        Instant.now());
        print(Messages.DeploymentAbortCommand_asked(meant), Map.of("deployment", meant, "asked", "abort"));
        return 0;
    }
}
