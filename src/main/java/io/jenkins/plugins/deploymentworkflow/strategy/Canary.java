package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The new version runs beside the old one with a small share of the traffic, raised in steps while nothing is wrong.
 * The old version stays whole until the new one is accepted, so that going back is a switch at every step (Argo
 * Rollouts: {@code dynamicStableScale: false}). When the traffic is mixed to begin with, the old versions keep what is
 * left in their proportions, and steps are passed over that would give them back more than they can carry.
 *
 * @param steps shares of traffic, rising; the last is 100%
 * @param interval how long each share below 100% is watched
 * @param replicas instances of the new version from the first step on, when more than its share needs; empty to match
 *     the share, rounded up (Argo Rollouts: {@code matchTrafficWeight})
 * @param keepPrevious how long the previous version is kept running after the new one was accepted
 */
public record Canary(List<Share> steps, Duration interval, Optional<IntOrPercent> replicas, Duration keepPrevious)
        implements Strategy {
    /** @throws IllegalArgumentException when the steps do not rise from above 0% to 100% */
    public Canary {
        steps = List.copyOf(steps);
        Share last = Share.ZERO;
        for (Share step : steps) {
            if (step.compareTo(last) <= 0) {
                throw new IllegalArgumentException("canary steps must rise, found " + steps);
            }
            last = step;
        }
        if (!last.equals(Share.FULL)) {
            throw new IllegalArgumentException("the last canary step must be 100%, found " + steps);
        }
    }

    @Override
    public String name() {
        return "canary";
    }

    @Override
    public Plan plan(PlanRequest request) {
        request.require(Capability.WEIGHTS, name(), "it needs a router that divides traffic by weight");
        request.require(Capability.SURGE, name(), "it runs the new version beside the old one");
        String version = request.version();
        String previous = request.previous();
        int desired = request.desired();
        PlanBuilder plan = new PlanBuilder(request.fleet(), request.bounds(), desired);
        List<String> ids = plan.instancesFor(version, desired);
        int running = 0;
        boolean beside = !previous.isEmpty() && !previous.equals(version);
        for (Share step : beside ? steps : List.of(Share.FULL)) {
            Map<String, Share> shares = plan.beside(version, step);
            if (step.compareTo(plan.share(version)) < 0 && !plan.othersCarry(version, shares)) {
                continue;
            }
            int needed = Math.min(desired, Math.max(Math.max(1, step.ofRoundedUp(desired)), atLeast(desired)));
            if (needed > running) {
                plan.install(version, new ArrayList<>(ids.subList(running, needed)));
                running = needed;
            }
            Duration watch = step.equals(Share.FULL) ? request.bounds().bake() : interval;
            plan.route(shares).analyse(version, step, watch);
        }
        plan.accept(version, ids).cleanUp(version, previous, ids);
        if (beside) {
            plan.retireLater(previous, Previous.instances(request), keepPrevious);
        }
        return plan.build(name(), version, previous);
    }

    private int atLeast(int desired) {
        return replicas.map(r -> r.roundedUp(desired)).orElse(1);
    }
}
