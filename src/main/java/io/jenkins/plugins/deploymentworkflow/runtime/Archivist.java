package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentWorkflowConfiguration;
import io.jenkins.plugins.deploymentworkflow.ledger.Archiving;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Moves old entries of the ledgers into archives, once a day, when that is configured. */
@Extension
public class Archivist extends AsyncPeriodicWork {
    private static final Logger LOGGER = Logger.getLogger(Archivist.class.getName());
    private static final String ACTOR = "Jenkins";
    /** So there are some twelve archives of an environment in a year, and not one each day. */
    private static final Duration A_MONTHS_WORTH = Duration.ofDays(30);

    public Archivist() {
        super("Deployment ledger archives");
    }

    @Override
    public long getRecurrencePeriod() {
        return Duration.ofDays(1).toMillis();
    }

    /** Also of a controller that is started anew every night. */
    @Override
    public long getInitialDelay() {
        return Duration.ofHours(1).toMillis();
    }

    @Override
    protected void execute(TaskListener listener) {
        Retention retention = DeploymentWorkflowConfiguration.get().retention();
        if (retention.days() == 0) {
            return;
        }
        LedgerStore ledgers = Ledgers.get().store();
        for (LedgerStore.Key key : ledgers.environments()) {
            try {
                Archiving.Done done = ledgers.archive(key, retention, A_MONTHS_WORTH, ACTOR, Instant.now());
                if (!done.isNothing()) {
                    String where = key.environment() + " of " + key.application();
                    listener.getLogger()
                            .println(where + ": " + done.entries() + " entries were moved into "
                                    + done.archive().map(Object::toString).orElse("no archive") + "; "
                                    + done.removed().size() + " old archives were removed");
                }
            } catch (LedgerException e) {
                LOGGER.log(Level.WARNING, e, () -> "old entries of a ledger are not archived");
            }
        }
    }
}
