package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Index;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Portion;
import java.util.List;
import java.util.function.Supplier;

/** The entries of a deployment that have come since it was asked last; of the rest of the ledger nothing is read. */
final class IndexedNews implements Supplier<List<Entry>> {
    /** What is read at once, in bytes; for more than that, the background is waited for. */
    private static final long AT_ONCE = 256 * 1024;

    private final String deployment;
    private final LedgerStore.Key key;
    private Portion last = Portion.NONE;

    IndexedNews(String deployment, LedgerStore.Key key) {
        this.deployment = deployment;
        this.key = key;
    }

    /** @throws LedgerException when the ledger cannot be read, or not as far as the deployment by now */
    @Override
    public List<Entry> get() {
        Indexes indexes = Indexes.get();
        Index index = indexes.of(key);
        if (!index.fresh()) {
            if (index.behind() > AT_ONCE) {
                indexes.refreshed(key);
            } else {
                index.refresh(Long.MAX_VALUE);
            }
        }
        last = index.entries(deployment, last);
        if (last.end() == null && indexes.isBehind(key)) {
            throw new LedgerException("the ledger of " + key.application() + " in " + key.environment()
                    + " is being read for the first time, which takes a while");
        }
        return last.entries();
    }
}
