package io.jenkins.plugins.deploymentworkflow.fleet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.deploymentworkflow.target.local.HealthProbe;
import io.jenkins.plugins.deploymentworkflow.target.local.ReleaseRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How to run a version, checked and with every default filled in.
 *
 * @param environment what may be kept on disk
 * @param secretNames the variables whose values are kept in memory alone
 * @param artifact the fleet's own copy
 * @param sha256 of the artifact
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Release(
        String version,
        String command,
        String directory,
        Map<String, String> environment,
        Set<String> secretNames,
        Optional<String> artifact,
        Optional<String> sha256,
        Check check,
        long stopTimeoutMillis) {

    /** When an instance counts as healthy; no path means TCP. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Check(Optional<String> path, long intervalMillis, int healthyAfter, int unhealthyAfter, long timeoutMillis) {

        static Check of(HealthProbe probe) {
            if (probe.http().isPresent() && probe.tcp().orElse(false)) {
                throw Refusal.badRequest("health: expected either http or tcp, found both");
            }
            if (probe.tcp().isPresent() && !probe.tcp().get() && probe.http().isEmpty()) {
                throw Refusal.badRequest("health: tcp is false and there is no http path; give one of them");
            }
            probe.http().filter(path -> !path.matches("/[!-~]*")).ifPresent(path -> {
                throw Refusal.badRequest("health.http: expected a path such as /health, found \"" + path + "\"");
            });
            return new Check(
                    probe.http(),
                    atLeast("health.intervalMillis", 10, probe.intervalMillis().orElse(1000L)),
                    (int) atLeast("health.healthyAfter", 1, probe.healthyAfter().orElse(3)),
                    (int) atLeast(
                            "health.unhealthyAfter", 1, probe.unhealthyAfter().orElse(3)),
                    atLeast("health.timeoutMillis", 1, probe.timeoutMillis().orElse(2000L)));
        }
    }

    /** @throws Refusal when the request says something impossible */
    static Release of(
            String version, ReleaseRequest request, Optional<ReleaseStore.Stored> stored, Path defaultDirectory) {
        CommandTemplate.check(request.command(), stored.isPresent());
        String directory = request.directory().orElse(defaultDirectory.toString());
        if (!Path.of(directory).isAbsolute()) {
            throw Refusal.badRequest("directory: expected an absolute path, found \"" + directory + "\"");
        }
        for (Map<String, String> variables : new Map[] {request.environment(), request.secretEnvironment()}) {
            for (String name : variables.keySet()) {
                if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                    throw Refusal.badRequest("environment: expected a variable name, found \"" + name + "\"");
                }
                if (variables.get(name).indexOf('\0') >= 0) {
                    throw Refusal.badRequest("environment: the value of " + name + " contains a NUL character");
                }
            }
        }
        return new Release(
                version,
                request.command(),
                directory,
                request.environment(),
                Set.copyOf(request.secretEnvironment().keySet()),
                stored.map(kept -> kept.file().toString()),
                stored.map(ReleaseStore.Stored::sha256),
                Check.of(request.health().orElse(HealthProbe.defaults())),
                atLeast("stopTimeoutMillis", 0, request.stopTimeoutMillis().orElse(10_000L)));
    }

    @JsonIgnore
    Duration stopTimeout() {
        return Duration.ofMillis(stopTimeoutMillis);
    }

    private static long atLeast(String key, long least, long found) {
        if (found < least) {
            throw Refusal.badRequest(key + ": expected " + least + " or more, found " + found);
        }
        return found;
    }
}
