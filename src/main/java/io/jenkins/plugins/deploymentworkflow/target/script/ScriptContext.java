package io.jenkins.plugins.deploymentworkflow.target.script;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the commands of one deployment are told.
 *
 * @param version the version that is being deployed
 * @param previousVersion the version that served when the deployment began, empty when none did
 * @param strategy as users write it, for example {@code blue-green}
 * @param artifacts the path of each version's artifact; a version without one is left out
 * @param directory where the commands run, for messages
 * @param variables further variables for their environment; may hold secrets, so they are never shown
 */
public record ScriptContext(
        String application,
        String environment,
        String version,
        String previousVersion,
        String strategy,
        Map<String, String> artifacts,
        String directory,
        Map<String, String> variables) {
    public ScriptContext {
        artifacts = new TreeMap<>(artifacts);
        variables = new TreeMap<>(variables);
    }

    /** The other version of the deployment: what serves before this one does. */
    String before(String serving) {
        return serving.equals(version) ? previousVersion : version;
    }

    @Override
    public String toString() {
        return "ScriptContext[" + application + " " + version + " to " + environment + "]";
    }
}
