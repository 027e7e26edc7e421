package io.jenkins.plugins.deploymentworkflow.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a deployment will do, in order, before anything is touched.
 *
 * @param strategy the strategy that made it: {@code blue-green}, {@code canary}, {@code rolling}, or {@code rollback}
 * @param version the version that serves everything at its end
 * @param previousVersion the version that serves now, empty when none does
 * @param required healthy instances that carry the whole traffic while it runs; 0 when it may have to take out even the
 *     last one
 * @param actions performed one after another
 */
public record Plan(String strategy, String version, String previousVersion, int required, List<Action> actions)
        implements Serializable {
    public Plan {
        actions = new ArrayList<>(actions);
    }

    public int size() {
        return actions.size();
    }

    public Action action(int index) {
        return actions.get(index);
    }
}
