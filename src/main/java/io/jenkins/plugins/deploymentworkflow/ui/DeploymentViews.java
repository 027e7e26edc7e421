package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The deployments that somebody looks at, kept as they were last read. */
@Extension
public class DeploymentViews {
    private static final int MOST = 200;

    private final String mark = UUID.randomUUID().toString();
    private final Map<String, Reading> readings = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Reading> eldest) {
            return size() > MOST;
        }
    };

    static DeploymentViews get() {
        return ExtensionList.lookupSingleton(DeploymentViews.class);
    }

    /** Differs from one start of the controller to the next. */
    String mark() {
        return mark;
    }

    /**
     * The deployment as of now; empty when its ledger does not have it.
     *
     * @throws io.jenkins.plugins.deploymentworkflow.ledger.LedgerException when the ledger cannot be read
     */
    Optional<DeploymentView> of(String application, String environment, String deployment) {
        String name = application + "/" + environment + "/" + deployment;
        try {
            return reading(name, application, environment, deployment).now();
        } catch (LedgerException e) {
            forget(name);
            throw e;
        }
    }

    /** Why what there is to be known of an environment ends too early; empty when it does not. */
    String problem(String application, String environment) {
        return Indexes.get().of(new LedgerStore.Key(application, environment)).problem();
    }

    /** Whether old entries of an environment were moved out of its ledger. */
    boolean isArchived(String application, String environment) {
        return Indexes.get().of(new LedgerStore.Key(application, environment)).archivedThrough() > 0;
    }

    private synchronized Reading reading(String name, String application, String environment, String deployment) {
        return readings.computeIfAbsent(
                name,
                key -> new Reading(
                        deployment, new IndexedNews(deployment, new LedgerStore.Key(application, environment))));
    }

    /** It is read from its beginning when somebody looks again. */
    private synchronized void forget(String name) {
        readings.remove(name);
    }
}
