package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.util.List;

/**
 * A feature flag that a deployment switches on, and off again when it is taken back.
 *
 * @param name required, unique in the file
 * @param with the operation that switches it; default {@link Operation#PROMOTE}
 * @param ramp the shares of users that get it, rising, the last is 100% (added when it was not written); default at
 *     once
 */
public record FlagSettings(String name, Operation with, List<Share> ramp) {
    public static final List<Share> DEFAULT_RAMP = List.of(Share.FULL);

    /** The operations a flag can go with. */
    public enum Operation {
        STAGE,
        PROMOTE
    }
}
