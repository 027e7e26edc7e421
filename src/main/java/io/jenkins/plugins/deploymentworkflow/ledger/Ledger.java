package io.jenkins.plugins.deploymentworkflow.ledger;

import java.time.Instant;
import java.util.List;

/** The append-only log of what happened to one application in one environment; the only truth about it. */
public interface Ledger {
    /**
     * Appends an event; when this returns, it is on disk.
     *
     * @throws LedgerException when it cannot be written or an earlier entry was altered; nothing was appended
     */
    Entry append(Event event, Instant at);

    /**
     * The entries after {@code sequence} that were not moved into archives, by whatever process they were written; quick when there are none.
     *
     * @throws LedgerException when it cannot be read or an entry was altered
     */
    List<Entry> after(long sequence);
}
