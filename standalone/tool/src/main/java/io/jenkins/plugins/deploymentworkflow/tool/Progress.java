package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.Ongoing;
import java.time.Instant;

/** Shows on standard error how an operation goes. */
interface Progress extends AutoCloseable {
    /** The launcher says whether standard error is a terminal that understands cursor movements. */
    String TERMINAL = "deployment-workflow.terminal";

    void show(Instant now);

    @Override
    void close();

    /** A live view on a terminal, plain lines elsewhere. */
    static Progress of(Ongoing ongoing, LedgerStore ledgers) {
        return Boolean.getBoolean(TERMINAL) ? new LiveView(ongoing, System.err) : new PlainLines(ongoing, ledgers, System.err);
    }
}
