package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import java.time.Duration;
import java.util.List;

/**
 * A few instances at a time, until all are done. At no moment are there more than desired + surge instances, nor fewer
 * than desired - unavailable in service. Surge rounds up, unavailable rounds down, and when both come out as 0,
 * unavailable is 1 (Kubernetes: Deployment, rolling update). Where a target cannot surge, instances are replaced where
 * they are.
 *
 * @param pause how long each batch is watched before the next
 */
public record Rolling(IntOrPercent maxSurge, IntOrPercent maxUnavailable, Duration pause) implements Strategy {
    @Override
    public String name() {
        return "rolling";
    }

    @Override
    public Plan plan(PlanRequest request) {
        request.require(Capability.INSTANCES, name(), "it replaces instances one by one");
        int desired = request.desired();
        int size = Replacement.size(request);
        int surge = Replacement.inPlace(request) ? 0 : Math.min(desired, maxSurge.roundedUp(desired));
        int unavailable = Math.min(size, maxUnavailable.roundedDown(size));
        if (surge == 0 && unavailable == 0) {
            unavailable = 1;
        }
        String version = request.version();
        String previous = request.previous();
        PlanBuilder plan = new PlanBuilder(request.fleet(), request.bounds(), size - unavailable);
        List<String> instances = new Replacement(plan, request, surge, unavailable)
                .gather(previous)
                .perform(pause);
        return plan.analyse(version, Share.FULL, request.bounds().bake())
                .accept(version, instances)
                .cleanUp(version, "", instances)
                .build(name(), version, previous);
    }
}
