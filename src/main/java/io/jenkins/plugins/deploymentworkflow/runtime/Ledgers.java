package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.deploymentworkflow.environment.Redactor;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentWorkflowConfiguration;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
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

    /** The environment whose ledger has the deployment. */
    public Optional<LedgerStore.Key> find(String deployment) {
        return store().environments().stream()
                .filter(key -> store().ledger(key.application(), key.environment()).after(0).stream()
                        .map(Entry::event)
                        .anyMatch(event -> event instanceof Event.Started started
                                && started.deployment().equals(deployment)))
                .findFirst();
    }

    private String redact(String text) {
        String redacted = text;
        for (Redactor redactor : redactors.values()) {
            redacted = redactor.redact(redacted);
        }
        return redacted;
    }
}
