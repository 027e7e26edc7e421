package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Two identical environments: the new version is brought up whole beside the old one, and the traffic switches at once.
 * Going back is switching back, as long as the old one is kept. The terms are those of Argo Rollouts.
 *
 * @param keepPrevious how long the previous version is kept running after the new one was accepted
 */
public record BlueGreen(Duration keepPrevious) implements Strategy {
    @Override
    public String name() {
        return "blue-green";
    }

    @Override
    public Plan plan(PlanRequest request) {
        request.require(Capability.SURGE, name(), "it runs the new version whole beside the old one");
        request.require(Capability.WEIGHTS, name(), "it switches the traffic between two versions");
        String version = request.version();
        String previous = request.previous();
        int desired = request.desired();
        PlanBuilder plan = new PlanBuilder(request.fleet(), request.bounds(), desired);
        List<String> preview = plan.instancesFor(version, desired);
        plan.install(version, preview)
                .route(Map.of(version, Share.FULL))
                .analyse(version, Share.FULL, request.bounds().bake())
                .accept(version, preview)
                .cleanUp(version, previous, preview);
        if (!previous.equals(version)) {
            plan.retireLater(previous, Previous.instances(request), keepPrevious);
        }
        return plan.build(name(), version, previous);
    }
}
