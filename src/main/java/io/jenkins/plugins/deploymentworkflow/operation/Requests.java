package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Environment;
import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.environment.Settings;
import io.jenkins.plugins.deploymentworkflow.environment.StrategySettings;
import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings;
import io.jenkins.plugins.deploymentworkflow.guard.Calendar;
import io.jenkins.plugins.deploymentworkflow.guard.Schedules;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Artifact;
import io.jenkins.plugins.deploymentworkflow.ledger.History;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what somebody asks for: checks it, completes it, and says what is wrong with it. */
final class Requests {
    private static final String OPTION = "strategy.";

    private Requests() {}

    /** The environment with the strategy asked for; refuses what this version cannot carry out. */
    static Environment resolve(OperationRequest request) {
        Environment environment = request.file().resolve(request.variables());
        if (!request.strategy().isEmpty() || !request.strategyOptions().isEmpty()) {
            StrategySettings own = environment.settings().strategy();
            String name = request.strategy().isEmpty() ? own.use().toString() : request.strategy();
            environment = environment.with(own.override(name, request.strategyOptions()));
        }
        List<Problem> problems = unsupported(request.operation(), environment.settings());
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return environment;
    }

    /**
     * What the application is called.
     *
     * @throws ConfigurationException when no ledger can be named so
     */
    static String application(OperationRequest request, Environment environment, LedgerStore ledgers) {
        String application = environment.application(request.application());
        try {
            ledgers.ledger(application, environment.name());
            return application;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(new Problem(
                    request.file().fileName(),
                    0,
                    "application",
                    e.getMessage() + "; write application: NAME in the file"));
        }
    }

    /** What is written and would be silently left out; a guard that is not kept is worse than none. */
    private static List<Problem> unsupported(Operation operation, Settings settings) {
        List<Problem> problems = new ArrayList<>();
        GuardSettings guards = settings.guards();
        if (operation == Operation.PROMOTE || operation == Operation.STAGE) {
            refuse(problems, settings, guards.rate().isPresent(), "guards.rate");
            refuse(problems, settings, guards.breaker().isPresent(), "guards.breaker");
            refuse(problems, settings, settings.migrations().isPresent(), "migrations");
            refuse(problems, settings, !settings.flags().isEmpty(), "flags");
            refuse(problems, settings, settings.monitoring().prometheus().isPresent(), "monitoring.prometheus");
        }
        if (operation == Operation.PREPARE) {
            refuse(problems, settings, !settings.dependencies().isEmpty(), "dependencies");
        }
        if (operation.deploys()) {
            TargetSettings target = settings.requireTarget();
            refuse(
                    problems,
                    settings,
                    target instanceof TargetSettings.Haproxy || target instanceof TargetSettings.Kubernetes,
                    "target." + target.kind());
        }
        return problems;
    }

    private static void refuse(List<Problem> problems, Settings settings, boolean used, String key) {
        if (used) {
            problems.add(new Problem(
                    settings.file(),
                    0,
                    "deployment." + key,
                    "is understood but not carried out by this version yet; nothing was touched. Remove the section to"
                            + " go on without it"));
        }
    }

    static List<String> warnings(Environment environment) {
        List<String> warnings = new ArrayList<>();
        environment.settings().services().forEach((name, service) -> {
            if (service.enabled()) {
                warnings.add("services." + name + " is enabled, but this version sends no notifications yet");
            }
        });
        return warnings;
    }

    static Deployable deployable(
            OperationRequest request,
            Environment environment,
            String application,
            History history,
            LedgerStore ledgers) {
        Operation operation = request.operation();
        String version = operation.deploys() ? version(request, history, environment.name()) : "";
        Optional<Artifact> artifact = operation.deploys()
                ? new Artifacts(ledgers, application).of(version, request.artifact())
                : Optional.empty();
        return new Deployable(
                application,
                environment,
                version,
                operation.deploys() ? history.current().orElse("") : "",
                operation == Operation.ROLLBACK
                        ? "rollback"
                        : operation.deploys()
                                ? environment.settings().strategy().use().toString()
                                : "",
                artifact,
                request.origin().directory());
    }

    private static String version(OperationRequest request, History history, String environment) {
        String version = request.version();
        if (request.operation() == Operation.ROLLBACK && version.isEmpty()) {
            String current = history.current().orElse("");
            return history.previousGood(current)
                    .orElseThrow(() -> new Refused("nothing to roll back to in " + environment + ": "
                            + (current.isEmpty()
                                    ? "no deployment has succeeded there yet"
                                    : "no other version than " + current
                                            + " has succeeded there and was not taken back since")
                            + "; name a version if you know one"));
        }
        try {
            return SemanticVersion.require(version);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(new Problem("", 0, "version", e.getMessage()));
        }
    }

    /**
     * A command that needs the version's file would otherwise fail with a part of the work done. A plan may be looked at
     * before the file is built.
     *
     * @throws ConfigurationException when a command needs it, and there is none
     */
    static void requireFile(Operation operation, Deployable deployable) {
        if (!operation.deploys() || deployable.artifact().isPresent()) {
            return;
        }
        Settings settings = deployable.settings();
        String command = command(operation, settings.requireTarget());
        if (command.contains("{{artifact}}")) {
            String what = deployable.application() + " " + deployable.version();
            throw new ConfigurationException(new Problem(
                    settings.file(),
                    0,
                    "artifact",
                    "expected a file of " + what + " for {{artifact}} in '" + command + "', found none: "
                            + (operation == Operation.ROLLBACK
                                    ? "no deployment of it is known. Go back to a version that was deployed before"
                                    : "no deployment of it is known, and no file was named. Deploy it with --artifact"
                                            + " FILE (in a step artifact: 'FILE')")));
        }
    }

    private static String command(Operation operation, TargetSettings target) {
        if (target instanceof TargetSettings.Local local) {
            return local.command();
        }
        return target instanceof TargetSettings.Script script
                ? (operation == Operation.ROLLBACK ? script.rollback() : Optional.<String>empty())
                        .orElse(script.deploy())
                : "";
    }

    /** @param past the guards that it goes past, in words */
    static Event.Started started(
            OperationRequest request, Deployable deployable, String deployment, List<String> past) {
        Map<String, String> overrides = new TreeMap<>();
        if (!request.strategy().isEmpty()) {
            overrides.put("strategy", request.strategy());
        }
        request.strategyOptions().forEach((key, value) -> overrides.put(OPTION + key, String.valueOf(value)));
        return new Event.Started(
                deployment,
                request.operation().word(),
                deployable.application(),
                deployable.environment().name(),
                deployable.version(),
                deployable.previousVersion(),
                deployable.strategy(),
                deployable.artifact().orElse(null),
                request.origin(),
                new Event.Configuration(
                        request.file().fileName(),
                        request.file().digest(),
                        request.file().text(),
                        overrides),
                Schedules.of(Calendar.of(deployable.settings().guards())),
                request.against(),
                request.override()
                        .map(said -> new Event.Override(said.by(), said.reason(), past))
                        .orElse(null));
    }

    /** The strategy's options among recorded overrides. */
    static Map<String, Object> options(Map<String, String> overrides) {
        Map<String, Object> options = new TreeMap<>();
        overrides.forEach((key, value) -> {
            if (key.startsWith(OPTION)) {
                options.put(key.substring(OPTION.length()), value);
            }
        });
        return options;
    }
}
