package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import org.kohsuke.stapler.StaplerProxy;

/** The part of an environment's address that says whose it is. */
public final class ApplicationPath implements StaplerProxy {
    private final String application;

    ApplicationPath(String application) {
        this.application = application;
    }

    /** Itself, which makes it a part of addresses; what is behind it asks who may see it. */
    @Override
    public Object getTarget() {
        return this;
    }

    /** Null when there is none of this name that the user may see. */
    public EnvironmentPage getEnvironment(String name) {
        LedgerStore.Key asked = new LedgerStore.Key(application, name);
        return Ledgers.get().store().environments().stream()
                .filter(asked::equals)
                .findFirst()
                .filter(key -> Environments.isVisible(Indexes.get().refreshed(key), ""))
                .map(EnvironmentPage::new)
                .orElse(null);
    }
}
