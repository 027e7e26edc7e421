package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.environment.EnvironmentFile;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Artifact;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody asks for.
 *
 * @param file the environment file as read
 * @param variables what its placeholders are filled from
 * @param application what the application is called when the file does not say
 * @param version the version to deploy; for a rollback the version to go back to, empty for the last good one; empty
 *     for operations that deploy none
 * @param strategy another strategy than the file's, empty for the file's
 * @param strategyOptions what differs from the file's tuning of it
 * @param artifact the file that is deployed, when it is known here
 * @param origin who asks, from where
 * @param deployment the deployment's name, the same for the same deployment; empty for a new one
 * @param against what the branch rules say against the version, each with the way out; a guard like the others
 * @param override the word of a person who may go past guards, as the caller has made sure
 */
public record OperationRequest(
        Operation operation,
        EnvironmentFile file,
        Variables variables,
        String application,
        String version,
        String strategy,
        Map<String, Object> strategyOptions,
        Optional<Artifact> artifact,
        Origin origin,
        String deployment,
        List<String> against,
        Optional<Event.Override> override) {
    public OperationRequest {
        against = List.copyOf(against);
    }

    /** That goes past no guard, and that no branch rule is against. */
    public OperationRequest(
            Operation operation,
            EnvironmentFile file,
            Variables variables,
            String application,
            String version,
            String strategy,
            Map<String, Object> strategyOptions,
            Optional<Artifact> artifact,
            Origin origin,
            String deployment) {
        this(
                operation,
                file,
                variables,
                application,
                version,
                strategy,
                strategyOptions,
                artifact,
                origin,
                deployment,
                List.of(),
                Optional.empty());
    }
}
