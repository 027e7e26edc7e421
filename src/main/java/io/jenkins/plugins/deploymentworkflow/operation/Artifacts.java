package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Artifact;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import java.util.Optional;

/** Which file a version of an application is: one version is one file, in every environment. */
final class Artifacts {
    private final LedgerStore ledgers;
    private final String application;

    Artifacts(LedgerStore ledgers, String application) {
        this.ledgers = ledgers;
        this.application = application;
    }

    /**
     * The version's file: the one given, or else the one it was first deployed with.
     *
     * @throws Refused when the one given is another file than the one that the version was deployed with
     */
    Optional<Artifact> of(String version, Optional<Artifact> given) {
        Optional<Artifact> known = recorded(version);
        if (known.isPresent()
                && given.isPresent()
                && !known.get().sha256().equals(given.get().sha256())) {
            throw new Refused("the file " + given.get().file() + " is not the one that was deployed as " + version
                    + " before: expected SHA-256 " + known.get().sha256() + " (" + known.get().file() + "), found "
                    + given.get().sha256() + "; give the changed file a version of its own");
        }
        return given.isPresent() ? given : known;
    }

    private Optional<Artifact> recorded(String version) {
        return ledgers.environments().stream()
                .filter(key -> key.application().equals(application))
                .flatMap(key -> ledgers.ledger(key.application(), key.environment()).after(0).stream())
                .map(Entry::event)
                .filter(Event.Started.class::isInstance)
                .map(Event.Started.class::cast)
                .filter(started -> started.version().equals(version) && started.artifact() != null)
                .map(Event.Started::artifact)
                .findFirst();
    }
}
