package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings.Script;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.script.ScriptTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a plan of commands down, following what each does to the traffic. */
final class ScriptPlan {
    private final Script script;
    private final boolean gated;
    private final PlanRequest request;
    private final List<Action> actions = new ArrayList<>();
    private Map<String, Share> traffic;

    /** @param gated whether there is a gate that can watch; else a wait is only a wait */
    ScriptPlan(Script script, boolean gated, PlanRequest request) {
        this.script = script;
        this.gated = gated;
        this.request = request;
        this.traffic = new TreeMap<>(request.fleet().traffic());
        traffic.values().removeIf(Share.ZERO::equals);
    }

    /** @param share everything, or nothing when a {@code route} command gives it its traffic later */
    ScriptPlan deploy(String version, Share share) {
        String undo = script.rollback().orElse(script.deploy() + " with the version that served before");
        run(ScriptTarget.DEPLOY, script.deploy(), undo, version, share);
        if (share.equals(Share.FULL)) {
            traffic = Map.of(version, Share.FULL);
        }
        return this;
    }

    ScriptPlan rollback(String version) {
        run(ScriptTarget.ROLLBACK, script.rollback().orElseThrow(), "", version, Share.FULL);
        traffic = Map.of(version, Share.FULL);
        return this;
    }

    ScriptPlan verify(String version) {
        script.verify()
                .ifPresent(text -> run(
                        ScriptTarget.VERIFY, text, "", version, traffic.getOrDefault(version, Share.ZERO)));
        return this;
    }

    /** Gives the version that share, and the other one the rest, unless it is so already. */
    ScriptPlan route(String version, Share share, String other) {
        Map<String, Share> wanted = new TreeMap<>(Map.of(version, share));
        if (!share.equals(Share.FULL)) {
            wanted.put(other, share.complement());
        }
        if (!wanted.equals(traffic)) {
            actions.add(new Action.SetTraffic(wanted, traffic, 1, script.timeout()));
            traffic = wanted;
        }
        return this;
    }

    /** Watches through gates, or waits; then verifies. Without gates and without {@code verify} there is no point. */
    ScriptPlan watch(String version, Share share, Duration duration) {
        if (duration.isZero() || !gated && script.verify().isEmpty() && share.equals(Share.FULL)) {
            return this;
        }
        Duration longest = duration.plus(request.bounds().hold());
        actions.add(
                gated
                        ? new Action.Analyse(version, share, duration, longest)
                        : new Action.Pause(duration, longest));
        return verify(version);
    }

    Plan build(String strategy, String version, String previous) {
        return new Plan(strategy, version, previous, 1, actions);
    }

    private void run(String purpose, String command, String undo, String version, Share share) {
        actions.add(new Action.RunCommand(purpose, command, undo, version, share, script.timeout()));
    }
}
