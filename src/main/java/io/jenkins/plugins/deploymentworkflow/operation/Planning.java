package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.environment.HealthSettings;
import io.jenkins.plugins.deploymentworkflow.environment.ProvisionSettings;
import io.jenkins.plugins.deploymentworkflow.environment.Settings;
import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings;
import io.jenkins.plugins.deploymentworkflow.environment.StrategySettings;
import io.jenkins.plugins.deploymentworkflow.environment.StrategySettings.Use;
import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.strategy.BlueGreen;
import io.jenkins.plugins.deploymentworkflow.strategy.Bounds;
import io.jenkins.plugins.deploymentworkflow.strategy.Canary;
import io.jenkins.plugins.deploymentworkflow.strategy.PlanRequest;
import io.jenkins.plugins.deploymentworkflow.strategy.Rollback;
import io.jenkins.plugins.deploymentworkflow.strategy.Rolling;
import io.jenkins.plugins.deploymentworkflow.strategy.ScriptRollback;
import io.jenkins.plugins.deploymentworkflow.strategy.ScriptStrategy;
import io.jenkins.plugins.deploymentworkflow.strategy.Strategy;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Turns an environment's settings into the plan of an operation: a pure function of settings and observed fleet. */
final class Planning {
    /** Room for a target to accept one change. */
    private static final Duration CHANGE = Duration.ofMinutes(1);
    /** The longest wait for a person at a hold. */
    private static final Duration HOLD = Duration.ofHours(1);
    /** How long a canary's or a rolling update's old instances are kept after the new version was accepted. */
    private static final Duration CANARY_KEEPS_PREVIOUS = Duration.ofSeconds(30);

    private Planning() {}

    static Plan plan(Operation operation, Deployable deployable, Target target, Fleet fleet) {
        Settings settings = deployable.settings();
        return switch (operation) {
            case PREPARE -> commands(provisioning(settings));
            case SMOKE -> new Plan("smoke", "", "", 0, List.of(verify("", settings)));
            case STAGE ->
                Approvals.asksForAcceptance(operation, settings)
                        ? accepted(deployment(deployable, target, fleet), settings)
                        : deployment(deployable, target, fleet);
            case PROMOTE -> Approvals.first(verified(deployment(deployable, target, fleet), settings), settings);
            case ROLLBACK -> rollback(deployable, target, fleet, deployable.version());
        };
    }

    /** The plan that makes {@code version} serve again, from what the fleet is like now. */
    static Plan rollback(Deployable deployable, Target target, Fleet fleet, String version) {
        Settings settings = deployable.settings();
        Strategy back = settings.target().orElse(null) instanceof TargetSettings.Script script
                ? new ScriptRollback(script)
                : new Rollback(batch(settings, fleet));
        return back.plan(new PlanRequest(version, fleet, target.capabilities(), bounds(settings)));
    }

    private static Plan deployment(Deployable deployable, Target target, Fleet fleet) {
        Settings settings = deployable.settings();
        return strategy(settings)
                .plan(new PlanRequest(deployable.version(), fleet, target.capabilities(), bounds(settings)));
    }

    private static Strategy strategy(Settings settings) {
        StrategySettings chosen = settings.strategy();
        if (settings.target().orElse(null) instanceof TargetSettings.Script script) {
            return new ScriptStrategy(script, chosen, settings.monitoring());
        }
        return switch (chosen.use()) {
            case BLUE_GREEN -> new BlueGreen(chosen.blueGreen().keepPrevious());
            case CANARY ->
                new Canary(
                        chosen.canary().steps(),
                        chosen.canary().interval(),
                        chosen.canary().replicas(),
                        CANARY_KEEPS_PREVIOUS);
            case ROLLING ->
                new Rolling(
                        chosen.rolling().maxSurge(),
                        chosen.rolling().maxUnavailable(),
                        chosen.rolling().pause());
        };
    }

    /** A rolling update that was limited is taken back as limited; the others had room for twice the fleet anyway. */
    private static IntOrPercent batch(Settings settings, Fleet fleet) {
        if (settings.strategy().use() != Use.ROLLING) {
            return IntOrPercent.percent(100);
        }
        StrategySettings.Rolling rolling = settings.strategy().rolling();
        int together = rolling.maxSurge().roundedUp(fleet.desired())
                + rolling.maxUnavailable().roundedDown(fleet.desired());
        return IntOrPercent.count(Math.max(1, together));
    }

    private static Bounds bounds(Settings settings) {
        HealthSettings health = settings.health();
        Duration drain = settings.target()
                .filter(TargetSettings.Local.class::isInstance)
                .map(t -> ((TargetSettings.Local) t).drainTimeout())
                .orElse(TargetSettings.Local.DEFAULT_DRAIN_TIMEOUT);
        Duration healthy = health.timeout().plus(health.interval().multipliedBy(health.healthyAfter()));
        Duration bake = settings.strategy().use() == Use.BLUE_GREEN
                ? settings.strategy().blueGreen().bake()
                : settings.monitoring().bake();
        return new Bounds(CHANGE, healthy, drain.plusSeconds(5), bake, HOLD);
    }

    private static List<Action> provisioning(Settings settings) {
        List<Action> actions = new ArrayList<>();
        for (ProvisionSettings each : settings.provision()) {
            String text = "( " + each.check() + "\n) || { ( " + each.apply() + "\n) && ( " + each.check() + "\n) ; }";
            actions.add(new Action.RunCommand("provision " + each.name(), text, "", "", Share.ZERO, each.timeout()));
        }
        return actions;
    }

    private static Plan commands(List<Action> actions) {
        return new Plan("prepare", "", "", 0, actions);
    }

    private static Plan verified(Plan plan, Settings settings) {
        return settings.smokeTests().isEmpty() ? plan : onceServing(plan, List.of(verify(plan.version(), settings)));
    }

    private static Plan accepted(Plan plan, Settings settings) {
        if (plan.size() == 0) {
            return plan;
        }
        List<Action> actions = new ArrayList<>();
        if (!settings.smokeTests().isEmpty()) {
            actions.add(verify(plan.version(), settings));
        }
        settings.guards().approval().ifPresent(approval -> actions.add(Approvals.wait(plan.version(), approval)));
        return onceServing(plan, actions);
    }

    /** Right after the last of the traffic has moved, while going back is still a switch. */
    private static Plan onceServing(Plan plan, List<Action> more) {
        int at = plan.size();
        for (int i = 0; i < plan.size(); i++) {
            if (plan.action(i) instanceof Action.SetTraffic) {
                at = i + 1;
            }
        }
        List<Action> actions = new ArrayList<>(plan.actions());
        actions.addAll(at, more);
        return new Plan(plan.strategy(), plan.version(), plan.previousVersion(), plan.required(), actions);
    }

    private static Action verify(String version, Settings settings) {
        Duration longest = Duration.ofSeconds(10);
        for (SmokeTestSettings test : settings.smokeTests()) {
            longest = longest.plus(test.timeout().plus(test.delay()).multipliedBy(test.retries() + 1L));
        }
        return new Action.Verify(
                version,
                settings.smokeTests().stream().map(SmokeTestSettings::name).toList(),
                longest);
    }
}
