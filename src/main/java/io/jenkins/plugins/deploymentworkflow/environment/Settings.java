package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an environment file says about deploying, checked and with every default filled in. Holds no secret: a
 * placeholder that involves one is still as written (see {@link Environment#reveal}).
 *
 * @param file the file it came from, for messages
 * @param target where to deploy; absent when the file names none, since not every command needs one
 * @param smokeTests in the order written; default none
 * @param provision in the order written; default none
 * @param dependencies in the order written; default none
 * @param migrations default none
 * @param flags default none
 * @param services the external services by name ({@code slack}, {@code github}, {@code jira}, {@code clickup}, …)
 */
public record Settings(
        String file,
        Optional<TargetSettings> target,
        HealthSettings health,
        StrategySettings strategy,
        MonitoringSettings monitoring,
        List<SmokeTestSettings> smokeTests,
        GuardSettings guards,
        List<ProvisionSettings> provision,
        List<DependencySettings> dependencies,
        Optional<MigrationSettings> migrations,
        List<FlagSettings> flags,
        Map<String, ServiceSettings> services) {

    /** @throws ConfigurationException when the file names no target */
    public TargetSettings requireTarget() {
        return target.orElseThrow(() -> new ConfigurationException(new Problem(
                file,
                0,
                "deployment.target",
                "expected exactly one of " + String.join(", ", TargetSettings.KINDS)
                        + ", found none; name what to deploy to, for example"
                        + " target: { local: { command: \"...\", instances: 2 } }")));
    }

    /** The same settings with another strategy, as a step or the command line asks for one run. */
    public Settings with(StrategySettings other) {
        return new Settings(
                file,
                target,
                health,
                other,
                monitoring,
                smokeTests,
                guards,
                provision,
                dependencies,
                migrations,
                flags,
                services);
    }
}
