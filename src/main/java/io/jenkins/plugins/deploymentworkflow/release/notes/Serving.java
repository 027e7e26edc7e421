package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.ledger.Deployment;
import io.jenkins.plugins.deploymentworkflow.ledger.History;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What serves in an environment, by its ledger.
 *
 * @param commit that it was deployed from last; empty when the ledger does not say
 */
public record Serving(String environment, String version, Optional<String> commit) {
    /** Nothing when no version is known to serve. A rollback says nothing about the commit of what it went back to. */
    public static Optional<Serving> of(String environment, History history) {
        return history.current()
                .map(version -> new Serving(
                        environment,
                        version,
                        history.deployments().stream()
                                .filter(Deployment::succeeded)
                                .filter(one -> one.version().equals(version)
                                        && !one.operation().equals("rollback"))
                                .map(one -> one.started().origin().commit())
                                .filter(commit -> !commit.isEmpty())
                                .findFirst()));
    }

    /** As a plain map of texts; what is not known is null. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("environment", environment);
        document.put("version", version);
        document.put("commit", commit.orElse(null));
        return document;
    }
}
