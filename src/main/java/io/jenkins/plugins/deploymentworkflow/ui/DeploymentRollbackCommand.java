package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.global.Caller;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentPermissions;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.runtime.ByHand;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kohsuke.args4j.Argument;
import org.kohsuke.args4j.Option;

/** {@code deployment-rollback ENVIRONMENT --reason WHY}: goes back to an earlier version, without a build. */
@Extension
public class DeploymentRollbackCommand extends EnvironmentCommand {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Argument(metaVar = "ENVIRONMENT", usage = "The environment", required = true)
    private String environment;

    @Option(name = "--to-version", metaVar = "VERSION", usage = "The version to go back to; the last good one without it")
    private String toVersion = "";

    @Option(name = "--reason", metaVar = "WHY", usage = "Why; it is kept in the ledger", required = true)
    private String reason;

    @Override
    public String getShortDescription() {
        return Messages.DeploymentRollbackCommand_shortDescription();
    }

    /** Waits until it has begun, not until it has ended. */
    @Override
    int carryOut() throws IOException, InterruptedException {
        LedgerStore.Key key = the(environment);
        Place.of(Optional.empty(), Indexes.get().of(key)).checkPermission(DeploymentPermissions.ROLLBACK);
        String why = reason(reason);
        String by = Caller.current().id();
        try {
            String deployment = ByHand.rollback(key.application(), key.environment(), toVersion.strip(), by, why)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            print(
                    Messages.DeploymentRollbackCommand_begun(deployment),
                    Map.of("deployment", deployment, "environment", key.environment()));
            return 0;
        } catch (ExecutionException e) {
            throw new AbortException(e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw new AbortException(Messages.DeploymentRollbackCommand_late(PATIENCE.toSeconds()));
        }
    }
}
