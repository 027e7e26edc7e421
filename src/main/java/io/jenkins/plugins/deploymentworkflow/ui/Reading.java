package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One deployment, read as far as its ledger goes. Nothing is read twice, and after its end nothing at all. */
final class Reading {
    private final Supplier<List<Entry>> news;
    private final DeploymentFold fold;
    private Optional<DeploymentView> view = Optional.empty();

    /** @param news the entries of its ledger that have come since it was asked last */
    Reading(String deployment, Supplier<List<Entry>> news) {
        this.news = news;
        this.fold = new DeploymentFold(deployment);
    }

    /**
     * As of now; empty when the ledger does not have it.
     *
     * @throws io.jenkins.plugins.deploymentworkflow.ledger.LedgerException when the ledger cannot be read; there is no
     *     going on with this then
     */
    synchronized Optional<DeploymentView> now() {
        if (fold.over()) {
            return view;
        }
        boolean changed = false;
        for (Entry entry : news.get()) {
            changed |= fold.apply(entry);
        }
        if (changed) {
            view = fold.view();
        }
        return view;
    }
}
