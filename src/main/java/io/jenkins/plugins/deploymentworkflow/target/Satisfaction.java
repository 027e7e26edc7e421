package io.jenkins.plugins.deploymentworkflow.target;

import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether an observed fleet shows the effect of an action: what is said to have happened must be seen to have. */
final class Satisfaction {
    private Satisfaction() {}

    static boolean of(Action action, Fleet fleet) {
        if (action instanceof Action.Install install) {
            return all(
                    install,
                    fleet,
                    i -> runs(i, install.version()) && i.health() != Health.STOPPED && !i.draining() && !i.retiring());
        }
        if (action instanceof Action.AwaitHealthy await) {
            return all(await, fleet, i -> runs(i, await.version()) && i.healthy() && !i.draining());
        }
        if (action instanceof Action.SetTraffic route) {
            return sameShares(route, fleet);
        }
        if (action instanceof Action.Drain drain) {
            return allGoneOr(drain, fleet, i -> i.draining() && i.inFlight() == 0 || i.health() == Health.STOPPED);
        }
        if (action instanceof Action.Retire retire) {
            return allGoneOr(
                    retire,
                    fleet,
                    i -> !runs(i, retire.version())
                            || i.health() == Health.STOPPED
                            || !retire.after().isZero() && i.retiring());
        }
        return true;
    }

    private static boolean runs(Instance instance, String version) {
        return instance.version().equals(version);
    }

    private static boolean all(Action action, Fleet fleet, Predicate<Instance> holds) {
        return action.targets().stream()
                .allMatch(id -> find(fleet, id).filter(holds).isPresent());
    }

    private static boolean allGoneOr(Action action, Fleet fleet, Predicate<Instance> holds) {
        return action.targets().stream()
                .allMatch(id -> find(fleet, id).map(holds::test).orElse(true));
    }

    private static boolean sameShares(Action.SetTraffic route, Fleet fleet) {
        boolean asked = route.traffic().entrySet().stream()
                .allMatch(e -> fleet.share(e.getKey()).equals(e.getValue()));
        boolean nothingElse = fleet.traffic().entrySet().stream()
                .allMatch(
                        e -> e.getValue().equals(Share.ZERO) || route.traffic().containsKey(e.getKey()));
        return asked && nothingElse;
    }

    private static Optional<Instance> find(Fleet fleet, String id) {
        return fleet.instances().stream().filter(i -> i.id().equals(id)).findFirst();
    }
}
