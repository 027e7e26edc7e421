package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A few instances at a time, until all are done. At no moment are there more than desired + surge instances, nor fewer
 * than desired - unavailable in service. Surge rounds up, unavailable rounds down, and when both come out as 0,
 * unavailable is 1 (Kubernetes: Deployment, rolling update).
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
        boolean surges = request.capabilities().contains(Capability.SURGE);
        int desired = request.fleet().desired();
        int surge = surges ? Math.min(desired, maxSurge.roundedUp(desired)) : 0;
        int unavailable = Math.min(desired, maxUnavailable.roundedDown(desired));
        if (surge == 0 && unavailable == 0) {
            unavailable = 1;
        }
        String version = request.version();
        String previous = request.previous();
        List<String> old = previous.equals(version) ? List.of() : Previous.instances(request);
        PlanBuilder plan = new PlanBuilder(request.fleet(), request.bounds(), Math.max(1, desired - unavailable));
        List<String> ids = surges || old.isEmpty() ? plan.instancesFor(version, desired) : old;
        if (old.isEmpty()) {
            plan.install(version, ids).route(Map.of(version, Share.FULL));
        } else {
            new Batches(plan, version, previous, surges).replace(new ArrayList<>(old), ids, surge, unavailable);
        }
        plan.analyse(version, Share.FULL, request.bounds().bake()).cleanUp(version, previous, ids);
        return plan.build(name(), version, previous);
    }

    /** The batches of one rolling update, and which instances are in service meanwhile. */
    private final class Batches {
        private final PlanBuilder plan;
        private final String version;
        private final String previous;
        private final boolean surges;

        Batches(PlanBuilder plan, String version, String previous, boolean surges) {
            this.plan = plan;
            this.version = version;
            this.previous = previous;
            this.surges = surges;
        }

        /** Each batch: take {@code unavailable} old out, bring surge + unavailable new in, take the surged old out. */
        void replace(List<String> old, List<String> ids, int surge, int unavailable) {
            int done = 0;
            while (done < ids.size()) {
                int batch = Math.min(ids.size() - done, surge + unavailable);
                takeOut(old, Math.min(unavailable, batch), done);
                plan.install(version, new ArrayList<>(ids.subList(done, done + batch)));
                done += batch;
                int keep = Math.max(0, Math.min(old.size(), ids.size() - done));
                int leaving = old.size() - keep;
                route(done, keep);
                takeOut(old, leaving, done);
                if (done < ids.size()) {
                    plan.analyse(version, share(done, keep), pause);
                }
            }
        }

        private void takeOut(List<String> old, int count, int inService) {
            int leaving = Math.min(count, old.size());
            if (leaving == 0) {
                return;
            }
            List<String> gone = new ArrayList<>(old.subList(0, leaving));
            old.subList(0, leaving).clear();
            if (!old.isEmpty() || inService > 0) {
                route(inService, old.size());
            }
            if (surges) {
                plan.retire(previous, gone);
            } else {
                plan.drain(previous, gone);
            }
        }

        private void route(int inService, int old) {
            Share share = share(inService, old);
            Map<String, Share> traffic = new TreeMap<>(Map.of(version, share));
            traffic.put(previous, share.complement());
            plan.route(traffic);
        }

        private Share share(int inService, int old) {
            return Share.ofRatio(inService, inService + (long) old);
        }
    }
}
