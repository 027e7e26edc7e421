package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.environment.Environment;
import io.jenkins.plugins.deploymentworkflow.environment.Settings;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Artifact;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is deployed, where, and how its commands see it.
 *
 * @param application its name
 * @param environment the resolved environment
 * @param version the version, empty for operations that deploy none
 * @param previousVersion the version that serves now, empty when none does
 * @param strategy the strategy's name
 * @param artifact the file, when there is one
 * @param directory where commands run
 */
public record Deployable(
        String application,
        Environment environment,
        String version,
        String previousVersion,
        String strategy,
        Optional<Artifact> artifact,
        String directory) {

    /** What the environment's file says about deploying, with the strategy of this run. */
    public Settings settings() {
        return environment.settings();
    }

    /** The {@code DEPLOY_…} variables that every command gets, without the environment's own. */
    public Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        variables.put("DEPLOY_ENVIRONMENT", environment.name());
        variables.put("DEPLOY_APPLICATION", application);
        variables.put("DEPLOY_VERSION", version);
        variables.put("DEPLOY_PREVIOUS_VERSION", previousVersion);
        variables.put("DEPLOY_STRATEGY", strategy);
        variables.put("DEPLOY_ARTIFACT", artifact.map(Artifact::file).orElse(""));
        return variables;
    }

    /** What {@code {{name}}} stands for in texts. */
    public Map<String, String> placeholders() {
        Map<String, String> values = new TreeMap<>();
        values.put("environment", environment.name());
        values.put("application", application);
        values.put("version", version);
        values.put("previousVersion", previousVersion);
        values.put("strategy", strategy);
        values.put("artifact", artifact.map(Artifact::file).orElse(""));
        return values;
    }
}
