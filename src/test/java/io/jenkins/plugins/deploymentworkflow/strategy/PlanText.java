package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import java.util.List;
import java.util.stream.Collectors;

/** Plans in short lines, for tables: instances without the version that their names begin with. */
final class PlanText {
    private PlanText() {}

    static List<String> of(Plan plan) {
        return plan.actions().stream().map(PlanText::of).toList();
    }

    private static String of(Action action) {
        if (action instanceof Action.Install a) {
            return "install " + ids(a.version(), a.instances());
        }
        if (action instanceof Action.AwaitHealthy a) {
            return "await " + ids(a.version(), a.instances());
        }
        if (action instanceof Action.SetTraffic a) {
            return "route "
                    + a.traffic().entrySet().stream()
                            .map(e -> e.getKey() + "=" + e.getValue())
                            .collect(Collectors.joining(" "));
        }
        if (action instanceof Action.Drain a) {
            return "drain " + ids(a.version(), a.instances());
        }
        if (action instanceof Action.Retire a) {
            return "retire " + ids(a.version(), a.instances())
                    + (a.after().isZero() ? "" : " in " + Durations.format(a.after()));
        }
        if (action instanceof Action.Analyse a) {
            return "watch " + a.version() + " at " + a.share() + " for " + Durations.format(a.duration());
        }
        return action.name();
    }

    private static String ids(String version, List<String> instances) {
        return version + " "
                + instances.stream()
                        .map(id -> id.startsWith(version + "-") ? id.substring(version.length() + 1) : id)
                        .collect(Collectors.joining(","));
    }
}
