package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.Ongoing;
import java.time.Instant;

/** Shows on standard error how an operation goes. */
interface Progress extends AutoCloseable {
    void show(Instant now);

    @Override
    void close();

    /** A live view on a terminal, plain lines elsewhere. */
    static Progress of(Ongoing ongoing, LedgerStore ledgers) {
        return Screen.isThere()
                ? new LiveView(ongoing, System.err, Screen.of(System.getenv()))
                : new PlainLines(ongoing, ledgers, System.err);
    }
}
