package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Brings a version back, from whatever the fleet is like now. It counts on nothing that was hoped for: what the version
 * can carry now it gets at once, what it lacks is installed first, and only then it gets the rest. An instance that is
 * still starting has had its time: an earlier attempt may have waited for it in vain.
 *
 * @param batch how many instances are brought back at a time; less than all where surge was limited. A fleet that is
 *     replaced where it stands never gives all of it up at once: then it is a quarter at a time, rounded down, at least
 *     one (Kubernetes' default)
 */
public record Rollback(IntOrPercent batch) implements Strategy {
    @Override
    public String name() {
        return "rollback";
    }

    /**
     * The plan that makes {@code request.version()} serve everything and retires every other version; with an empty
     * version, the plan after which nothing runs.
     */
    @Override
    public Plan plan(PlanRequest request) {
        String version = request.version();
        if (version.isEmpty()) {
            PlanBuilder plan = new PlanBuilder(request.fleet(), request.bounds(), 0);
            return plan.retire(request.fleet().instances()).build(name(), "", request.previous());
        }
        int size = Replacement.size(request);
        int most = Math.max(1, batch.roundedUp(size));
        if (Replacement.inPlace(request)) {
            return gradually(request, 0, most < size ? most : Math.max(1, size / 4));
        }
        return most < size ? gradually(request, most, 0) : atOnce(request);
    }

    private Plan gradually(PlanRequest request, int surge, int unavailable) {
        int required = Replacement.size(request) - unavailable;
        PlanBuilder plan = new PlanBuilder(request.fleet(), request.bounds(), required).without(stuck(request));
        List<String> instances = new Replacement(plan, request, surge, unavailable)
                .withoutMercy()
                .perform(Duration.ZERO);
        return plan.accept(request.version(), instances)
                .cleanUp(request.version(), "", instances)
                .build(name(), request.version(), request.previous());
    }

    private Plan atOnce(PlanRequest request) {
        String version = request.version();
        int desired = request.desired();
        PlanBuilder plan = new PlanBuilder(request.fleet(), request.bounds(), desired);
        List<Instance> known = request.fleet().of(version);
        List<String> all = plan.without(stuck(request)).instancesFor(version, desired);
        List<String> ready =
                those(all, known.stream().filter(PlanBuilder::ready).toList());
        List<String> leaving = those(
                all,
                known.stream().filter(i -> i.healthy() && !PlanBuilder.ready(i)).toList());
        List<String> missing = all.stream()
                .filter(id -> !ready.contains(id) && !leaving.contains(id))
                .toList();
        return plan.raise(version, ready.size())
                .install(version, leaving)
                .raise(version, ready.size() + leaving.size())
                .retire(stuck(request))
                .install(version, missing)
                .route(Map.of(version, Share.FULL))
                .accept(version, all)
                .cleanUp(version, "", all)
                .build(name(), version, request.previous());
    }

    private static List<Instance> stuck(PlanRequest request) {
        return request.fleet().of(request.version()).stream()
                .filter(i -> i.health() == Health.STARTING)
                .toList();
    }

    private static List<String> those(List<String> ids, List<Instance> instances) {
        return instances.stream().map(Instance::id).filter(ids::contains).toList();
    }
}
