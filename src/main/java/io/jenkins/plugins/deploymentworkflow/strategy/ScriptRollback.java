package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings.Script;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;

/**
 * Brings a version back by the user's commands: its traffic first where it still stands, then the {@code rollback}
 * command; without that, {@code deploy} with that version where it no longer stands. The plan is empty when the version
 * serves undisturbed, and when there is none to bring back.
 */
public record ScriptRollback(Script script) implements Strategy {
    @Override
    public String name() {
        return "rollback";
    }

    @Override
    public Plan plan(PlanRequest request) {
        String version = request.version();
        Fleet fleet = request.fleet();
        ScriptPlan plan = new ScriptPlan(script, false, request);
        if (!version.isEmpty() && !undisturbed(version, fleet)) {
            boolean routed = script.route().isPresent();
            boolean stands = routed && fleet.healthy(version) > 0;
            if (stands) {
                plan.route(version, Share.FULL, request.previous());
            }
            if (script.rollback().isPresent()) {
                plan.rollback(version);
            } else if (!stands) {
                plan.deploy(version, routed ? Share.ZERO : Share.FULL);
                if (routed) {
                    plan.route(version, Share.FULL, request.previous());
                }
            }
        }
        return plan.build(name(), version, request.previous());
    }

    private static boolean undisturbed(String version, Fleet fleet) {
        return fleet.share(version).equals(Share.FULL)
                && fleet.instances().stream()
                        .allMatch(i -> i.version().equals(version) && i.healthy());
    }
}
