package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.deploymentworkflow.environment.Redactor;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentWorkflowConfiguration;
import io.jenkins.plugins.deploymentworkflow.ledger.Index;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The controller's ledgers, where they are configured to be when it starts. Nothing is written to them that holds a
 * secret of a deployment under way.
 */
@Extension
public class Ledgers {
    /** Below the controller's home directory; the ledgers are there too unless it is configured otherwise. */
    public static final String DIRECTORY = DeploymentWorkflowConfiguration.LEDGERS;

    private final Map<String, Redactor> redactors = new ConcurrentHashMap<>();
    private LedgerStore store;

    public static Ledgers get() {
        return ExtensionList.lookupSingleton(Ledgers.class);
    }

    public synchronized LedgerStore store() {
        if (store == null) {
            store = LedgerStore.open(DeploymentWorkflowConfiguration.get().ledgers(), this::redact);
        }
        return store;
    }

    /** Keeps what the redactor knows out of the ledgers until {@link #forget}. */
    void keepOut(String deployment, Redactor redactor) {
        redactors.put(deployment, redactor);
    }

    public void forget(String deployment) {
        redactors.remove(deployment);
    }

    /** The environment whose ledger has the deployment. Reads what the indexes have not seen; not for a page's thread. */
    public Optional<LedgerStore.Key> find(String deployment) {
        return store().environments().stream().filter(key -> has(key, deployment)).findFirst();
    }

    private boolean has(LedgerStore.Key key, String deployment) {
        Index index = store().index(key.application(), key.environment());
        index.refresh(Long.MAX_VALUE);
        return index.deployment(deployment).isPresent();
    }

    private String redact(String text) {
        String redacted = text;
        for (Redactor redactor : redactors.values()) {
            redacted = redactor.redact(redacted);
        }
        return redacted;
    }
}
