package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.Prepared;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows every action that a promotion would take. */
@Command(
        name = "plan",
        description = "Shows every action in order, with its time limit and its undo, touching nothing.",
        sortOptions = false)
final class PlanCommand extends OperationCommand {
    @Mixin
    Release release;

    @Mixin
    Strategy strategy;

    @Override
    Operation operation() {
        return Operation.PROMOTE;
    }

    @Override
    String version() {
        return release.version;
    }

    @Override
    Optional<String> artifact() {
        return Optional.ofNullable(release.artifact);
    }

    @Override
    Strategy strategy() {
        return strategy;
    }

    @Override
    public Integer call() throws InterruptedException {
        Prepared prepared = Workshop.operations(common).plan(request(), Instant.now());
        prepared.warnings().forEach(warning -> System.err.println("warning: " + warning));
        if (common.json()) {
            Output.json(document(prepared));
        } else {
            print(prepared);
        }
        return Main.DONE;
    }

    private static Map<String, Object> document(Prepared prepared) {
        Plan plan = prepared.plan();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("environment", prepared.deployable().environment().name());
        document.put("application", prepared.deployable().application());
        document.put("strategy", plan.strategy());
        document.put("version", plan.version());
        document.put("previousVersion", plan.previousVersion());
        document.put("settings", prepared.deployable().settings());
        List<Map<String, Object>> actions = new ArrayList<>();
        for (Action action : plan.actions()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", action.name());
            row.put("kind", action.kind());
            row.put("instances", action.targets());
            row.put("weight", weight(action, plan.version()));
            row.put("timeout", Durations.format(action.timeout()));
            row.put("undo", action.undo());
            actions.add(row);
        }
        document.put("actions", actions);
        return document;
    }

    /** The new version's share of traffic that the action is about, null when it is about none. */
    private static Share weight(Action action, String version) {
        if (action instanceof Action.SetTraffic route) {
            return route.share(version);
        }
        if (action instanceof Action.Analyse analyse) {
            return analyse.share();
        }
        return null;
    }

    private static void print(Prepared prepared) {
        Plan plan = prepared.plan();
        System.out.println(
                plan.strategy() + " of " + prepared.deployable().application() + " " + plan.version() + " to "
                        + prepared.deployable().environment().name()
                        + (plan.previousVersion().isEmpty()
                                ? ", the first version there"
                                : ", from " + plan.previousVersion()));
        int number = 1;
        for (Action action : plan.actions()) {
            System.out.printf("%3d. %s%n", number++, action.name());
            System.out.printf("     at most %s; undo: %s%n", Durations.format(action.timeout()), action.undo());
        }
        if (plan.actions().isEmpty()) {
            System.out.println("     nothing to do");
        }
    }
}
