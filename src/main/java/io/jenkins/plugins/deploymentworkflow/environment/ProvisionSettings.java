package io.jenkins.plugins.deploymentworkflow.environment;

import java.time.Duration;

/**
 * A part of the infrastructure that is made if it is not there.
 *
 * @param name required, unique in the file
 * @param check ends with 0 when it is there; required
 * @param apply makes it, after which the check must pass; required
 * @param timeout the longest that either command may take; default 30 min
 */
public record ProvisionSettings(String name, String check, String apply, Duration timeout) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);
}
