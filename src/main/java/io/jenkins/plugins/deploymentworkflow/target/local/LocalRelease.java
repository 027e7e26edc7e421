package io.jenkins.plugins.deploymentworkflow.target.local;

import io.jenkins.plugins.deploymentworkflow.environment.Environment;
import io.jenkins.plugins.deploymentworkflow.environment.HealthSettings;
import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a local fleet is to run a version.
 *
 * @param command starts one instance; {@code {{port}}}, {@code {{version}}}, {@code {{instance}}} and {@code
 *     {{artifact}}} are filled in by the fleet
 * @param directory where the command runs
 * @param environment variables that the fleet may keep on disk
 * @param secretEnvironment variables that it keeps in memory alone; never shown
 * @param artifact the file to run, of which the fleet keeps a copy; empty when the command needs none or the fleet knows
 *     the version already
 * @param sha256 of the artifact, hexadecimal
 * @param stopTimeout from asking an instance to end until it is killed
 * @param desired how many instances serve, 1 or more
 */
public record LocalRelease(
        String version,
        String command,
        Path directory,
        Map<String, String> environment,
        Map<String, String> secretEnvironment,
        Optional<Path> artifact,
        Optional<String> sha256,
        HealthSettings health,
        Duration stopTimeout,
        int desired) {
    public LocalRelease {
        environment = new TreeMap<>(environment);
        secretEnvironment = new TreeMap<>(secretEnvironment);
    }

    /**
     * A version as an environment file describes it. The instances get the same variables as commands, and those of the
     * target, which have the last word; what was made from a secret is one.
     *
     * @param project the directory that relative paths start from
     * @param variables about the deployment; not secret
     */
    public static LocalRelease of(
            Environment environment,
            TargetSettings.Local settings,
            String version,
            Path project,
            Map<String, String> variables,
            Optional<Path> artifact,
            Optional<String> sha256) {
        Map<String, String> open = new TreeMap<>(environment.commandEnvironment());
        Map<String, String> secret = new TreeMap<>(open);
        secret.keySet().retainAll(environment.secretCommandNames());
        open.putAll(variables);
        settings.environment().forEach((name, written) -> {
            String value = environment.reveal(written);
            secret.remove(name);
            (value.equals(written) ? open : secret).put(name, value);
        });
        open.keySet().removeAll(secret.keySet());
        return new LocalRelease(
                version,
                settings.command(),
                settings.directory().map(project::resolve).orElse(project),
                open,
                secret,
                artifact,
                sha256,
                environment.settings().health(),
                settings.stopTimeout(),
                settings.instances());
    }

    /** @throws TargetException when a fleet cannot check health like that */
    ReleaseRequest request() {
        return new ReleaseRequest(
                command,
                Optional.of(directory.toAbsolutePath().normalize().toString()),
                environment,
                secretEnvironment,
                artifact.map(file -> file.toAbsolutePath().normalize().toString()),
                sha256.map(digest -> digest.toLowerCase(Locale.ROOT)),
                Optional.of(probe()),
                Optional.of(stopTimeout.toMillis()));
    }

    private HealthProbe probe() {
        Optional<String> path = Optional.empty();
        if (health.probe() instanceof HealthSettings.Probe.Http http) {
            path = Optional.of(http.path());
        } else if (!(health.probe() instanceof HealthSettings.Probe.Tcp tcp)
                || tcp.port().isPresent()) {
            throw new TargetException("deployment.health cannot be used with a local target: it checks its instances by"
                    + " http or by tcp on their own port, found " + health.probe()
                    + ". Write health: { http: /health } or health: { tcp: true }");
        }
        return new HealthProbe(
                path,
                path.isPresent() ? Optional.empty() : Optional.of(true),
                Optional.of(health.interval().toMillis()),
                Optional.of(health.healthyAfter()),
                Optional.of(health.unhealthyAfter()),
                Optional.of(health.checkTimeout().toMillis()));
    }

    /** Names the variables without their values. */
    @Override
    public String toString() {
        return "LocalRelease[version=" + version + ", command=" + command + ", environment=" + environment.keySet()
                + ", secretEnvironment=" + secretEnvironment.keySet() + ", artifact=" + artifact + ", desired="
                + desired + "]";
    }
}
