package io.jenkins.plugins.deploymentworkflow.target.script;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a fleet that only commands can reach: what those that succeeded have set, and which one has been
 * begun and did not succeed, after which nobody knows.
 *
 * @param traffic share of each version
 * @param installed the versions that are in place; with the reason where that is in doubt, else empty
 */
record ScriptState(Map<String, Share> traffic, Map<String, String> installed) {
    /** The name of the one instance that a script deploys to. */
    static final String ALL = "all";

    ScriptState {
        traffic = new TreeMap<>(traffic);
        installed = new TreeMap<>(installed);
    }

    /** @param version empty when nothing serves, or when nothing is known */
    static ScriptState serving(String version) {
        return version.isEmpty()
                ? new ScriptState(Map.of(), Map.of())
                : new ScriptState(Map.of(version, Share.FULL), Map.of(version, ""));
    }

    /** This state after what a deployment has done since. */
    ScriptState replay(List<Event> events) {
        ScriptState state = this;
        Plan plan = null;
        for (Event event : events) {
            if (event instanceof Event.Planned planned) {
                plan = planned.plan();
            } else if (event instanceof Event.ActionStarted started && plan != null) {
                state = state.begun(plan.action(started.index()));
            } else if (event instanceof Event.ActionEnded ended && plan != null) {
                Action action = plan.action(ended.index());
                state = ended.outcome() == Event.ActionOutcome.DONE
                        ? state.done(action)
                        : state.failed(action, ended.message());
            }
        }
        return state;
    }

    ScriptState begun(Action action) {
        return failed(action, "");
    }

    /**
     * Its command did not succeed: what it was to bring into service is in doubt.
     *
     * @param reason empty when none was given
     */
    ScriptState failed(Action action, String reason) {
        if (action instanceof Action.RunCommand run && changesWhatRuns(run)) {
            return with(
                    run.version(), reason.isEmpty() ? run.purpose() + " was begun and not seen to succeed" : reason);
        }
        return this;
    }

    ScriptState done(Action action) {
        if (action instanceof Action.SetTraffic route) {
            Map<String, String> known = new TreeMap<>(installed);
            route.before().keySet().forEach(version -> known.putIfAbsent(version, ""));
            route.traffic().keySet().forEach(version -> known.putIfAbsent(version, ""));
            return new ScriptState(route.traffic(), known);
        }
        if (action instanceof Action.RunCommand run && changesWhatRuns(run)) {
            return switchesEverything(run) ? serving(run.version()) : with(run.version(), "");
        }
        return this;
    }

    /** The same with what has been seen from outside; doubts stay. */
    ScriptState seen(Map<String, Share> seen) {
        Map<String, String> known = new TreeMap<>(installed);
        seen.keySet().forEach(version -> known.putIfAbsent(version, ""));
        return new ScriptState(seen, known);
    }

    /** One instance for each version; all of the traffic needs one. */
    Fleet fleet() {
        List<Instance> instances = new ArrayList<>();
        installed.forEach((version, doubt) -> instances.add(new Instance(
                installed.size() == 1 ? ALL : version,
                version,
                doubt.isEmpty() ? Health.HEALTHY : Health.UNHEALTHY,
                false,
                false,
                0,
                doubt)));
        return new Fleet(1, instances, traffic, Map.of());
    }

    static boolean changesWhatRuns(Action.RunCommand run) {
        return run.purpose().equals(ScriptTarget.DEPLOY) || run.purpose().equals(ScriptTarget.ROLLBACK);
    }

    /** A command that is told less than everything puts its version in place beside the one that serves. */
    static boolean switchesEverything(Action.RunCommand run) {
        return run.share().equals(Share.FULL);
    }

    private ScriptState with(String version, String doubt) {
        Map<String, String> known = new TreeMap<>(installed);
        known.put(version, doubt);
        return new ScriptState(traffic, known);
    }
}
