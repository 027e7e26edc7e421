package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.deploymentworkflow.environment.Redactor;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;

/**
 * The controller's ledgers, below its home directory. Nothing is written to them that holds a secret of a deployment
 * under way.
 */
@Extension
public class Ledgers {
    /** Below the controller's home directory. */
    public static final String DIRECTORY = "deployment-workflow";

    private final Map<String, Redactor> redactors = new ConcurrentHashMap<>();
    private LedgerStore store;

    public static Ledgers get() {
        return ExtensionList.lookupSingleton(Ledgers.class);
    }

    public synchronized LedgerStore store() {
        if (store == null) {
            File home = Jenkins.get().getRootDir();
            Path root = home.toPath().resolve(DIRECTORY);
            store = LedgerStore.open(root, this::redact);
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
