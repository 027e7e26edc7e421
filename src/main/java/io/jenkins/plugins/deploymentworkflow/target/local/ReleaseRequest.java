package io.jenkins.plugins.deploymentworkflow.target.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;

/**
 * How to run a version.
 *
 * @param command run as {@code /bin/sh -c "exec …"} with <code>{{port}} {{version}} {{instance}} {{artifact}}</code>
 *     filled in; mandatory
 * @param directory where it runs: an absolute path; default: the directory that the fleet keeps for the version
 * @param environment variables beside {@code PORT}, {@code DEPLOY_VERSION}, {@code DEPLOY_INSTANCE} and {@code
 *     DEPLOY_ARTIFACT}; they are kept on disk
 * @param secretEnvironment variables that are kept in memory only: a fleet that was restarted has to be told again
 * @param artifact the absolute path of the file to run; the fleet keeps its own copy
 * @param sha256 what the artifact must be, in lower-case hexadecimal
 * @param health when an instance counts as healthy; default: TCP
 * @param stopTimeoutMillis how long a stopping instance may take to finish its requests, and then again to exit, before
 *     it is killed; default: 10 s
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ReleaseRequest(
        @JsonProperty(required = true) String command,
        Optional<String> directory,
        Map<String, String> environment,
        Map<String, String> secretEnvironment,
        Optional<String> artifact,
        Optional<String> sha256,
        Optional<HealthProbe> health,
        Optional<Long> stopTimeoutMillis) {
    public ReleaseRequest {
        directory = directory == null ? Optional.empty() : directory;
        environment = environment == null ? Map.of() : Map.copyOf(environment);
        secretEnvironment = secretEnvironment == null ? Map.of() : Map.copyOf(secretEnvironment);
        artifact = artifact == null ? Optional.empty() : artifact;
        sha256 = sha256 == null ? Optional.empty() : sha256;
        health = health == null ? Optional.empty() : health;
        stopTimeoutMillis = stopTimeoutMillis == null ? Optional.empty() : stopTimeoutMillis;
    }

    @Override
    public String toString() {
        return "release[command=" + command + ", artifact=" + artifact.orElse("none") + "]";
    }
}
