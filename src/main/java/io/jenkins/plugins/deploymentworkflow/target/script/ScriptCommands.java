package io.jenkins.plugins.deploymentworkflow.target.script;

import io.jenkins.plugins.deploymentworkflow.command.Command;
import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings.Script;
import io.jenkins.plugins.deploymentworkflow.environment.Template;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes actions into commands. Each is told the version that is to serve and, as the previous one, the version that
 * serves before; {@code route} is always told the share of the deployment's own version.
 */
final class ScriptCommands {
    /** Looking must be quick: whoever looks gives up after 30 seconds. */
    private static final Duration LOOK = Duration.ofSeconds(20);

    private static final String PREFIX = "deployment.target.script.";

    private final Script settings;
    private final ScriptContext context;

    ScriptCommands(Script settings, ScriptContext context) {
        this.settings = settings;
        this.context = context;
    }

    /** The key of the action's command in the environment file. */
    static String key(Action action) {
        return PREFIX + (action instanceof Action.RunCommand run ? run.purpose() : "route");
    }

    /** The action's command as written in the environment file. */
    String text(Action action) {
        return action instanceof Action.RunCommand run ? run.command() : settings.route().orElse("");
    }

    /** @throws IllegalArgumentException when the target has no command for it, or its text cannot be filled in */
    Command of(Action action) {
        if (action instanceof Action.RunCommand run) {
            return command(run.purpose(), run.command(), run.version(), run.share(), run.timeout());
        }
        if (action instanceof Action.SetTraffic route) {
            return route(route);
        }
        throw new IllegalArgumentException("a script target cannot " + action.name()
                + ": it is driven by commands alone, and there is none for " + action.kind());
    }

    /** The command that prints what runs. */
    Command observe() {
        return command("observe", settings.observe().orElseThrow(), context.version(), Share.ZERO, LOOK);
    }

    private Command route(Action.SetTraffic route) {
        String text = settings.route()
                .orElseThrow(() -> new IllegalArgumentException("a script target without '" + PREFIX
                        + "route' cannot " + route.name() + "; add a command that gives {{version}} {{weight}} percent"));
        Set<String> known = Set.of(context.version(), context.previousVersion());
        List<String> unknown =
                route.traffic().keySet().stream().filter(v -> !known.contains(v)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("'" + PREFIX + "route' divides traffic between " + context.version()
                    + " and " + context.previousVersion() + " alone, found " + route.traffic());
        }
        return command("route", text, context.version(), route.share(context.version()), route.timeout());
    }

    private Command command(String purpose, String text, String version, Share share, Duration timeout) {
        Map<String, String> values = values(version, share);
        Map<String, String> environment = new TreeMap<>(context.variables());
        values.forEach((name, value) -> environment.put(Template.variable(name), value));
        return new Command(PREFIX + purpose, Template.fillCommand(text, values), environment, timeout);
    }

    private Map<String, String> values(String version, Share share) {
        return Map.of(
                "application", context.application(),
                "environment", context.environment(),
                "version", version,
                "previousVersion", context.before(version),
                "strategy", context.strategy(),
                "artifact", context.artifacts().getOrDefault(version, ""),
                "instance", ScriptState.ALL,
                "weight", share.toString().replace("%", ""));
    }
}
