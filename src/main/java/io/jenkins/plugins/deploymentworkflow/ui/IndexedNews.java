package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Index;
import io.jenkins.plugins.deploymentworkflow.ledger.Portion;
import java.util.List;
import java.util.function.Supplier;

/** The entries of a deployment that have come since it was asked last; of the rest of the ledger nothing is read. */
final class IndexedNews implements Supplier<List<Entry>> {
    private final String deployment;
    private final Index index;
    private Portion last = Portion.NONE;

    IndexedNews(String deployment, Index index) {
        this.deployment = deployment;
        this.index = index;
    }

    /** @throws io.jenkins.plugins.deploymentworkflow.ledger.LedgerException when the ledger cannot be read */
    @Override
    public List<Entry> get() {
        if (!index.fresh()) {
            index.refresh(Long.MAX_VALUE);
        }
        last = index.entries(deployment, last);
        return last.entries();
    }
}
