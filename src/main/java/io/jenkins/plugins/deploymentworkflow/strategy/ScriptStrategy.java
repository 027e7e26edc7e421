package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings;
import io.jenkins.plugins.deploymentworkflow.environment.StrategySettings;
import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings.Script;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.util.List;

/**
 * Brings a version into service by the user's commands: deploy, verify, and with a {@code route} command the traffic.
 * After each wait {@code verify} runs again, for a script target counts no requests.
 *
 * @param strategy which strategy, and how it is tuned
 */
public record ScriptStrategy(Script script, StrategySettings strategy, MonitoringSettings monitoring)
        implements Strategy {
    @Override
    public String name() {
        return strategy.use().toString();
    }

    @Override
    public Plan plan(PlanRequest request) {
        boolean byItself = script.strategies().contains(strategy.use());
        refuseWhatCannotBe(byItself);
        String version = request.version();
        String previous = request.previous();
        ScriptPlan plan = new ScriptPlan(script, monitoring.prometheus().isPresent(), request);
        boolean routed = script.route().isPresent() && !byItself;
        plan.deploy(version, routed ? Share.ZERO : Share.FULL).verify(version);
        if (routed) {
            boolean beside = !previous.isEmpty() && !previous.equals(version);
            if (strategy.use() == StrategySettings.Use.CANARY && beside) {
                steps(plan, version, previous);
            }
            plan.route(version, Share.FULL, previous);
        }
        plan.watch(version, Share.FULL, request.bounds().bake());
        return plan.build(name(), version, previous);
    }

    private void steps(ScriptPlan plan, String version, String previous) {
        List<Share> steps = strategy.canary().steps();
        for (Share step : steps.subList(0, steps.size() - 1)) {
            plan.route(version, step, previous).watch(version, step, strategy.canary().interval());
        }
    }

    private void refuseWhatCannotBe(boolean byItself) {
        if (monitoring.traffic().isPresent()) {
            throw new PlanRefused("deployment.monitoring.traffic cannot be used here: a script target counts no"
                    + " requests, so that the gate would never have data. Remove it; watch through"
                    + " deployment.monitoring.prometheus or a verify command instead.");
        }
        if (strategy.use() == StrategySettings.Use.CANARY && script.route().isEmpty() && !byItself) {
            throw new PlanRefused("strategy canary cannot be used here: this script target cannot divide traffic. Add"
                    + " deployment.target.script.route, a command that gives {{version}} {{weight}} percent of the"
                    + " traffic; or, when the deploy command does canaries by itself, add"
                    + " strategies: [canary] to deployment.target.script; or choose blue-green or rolling.");
        }
    }
}
