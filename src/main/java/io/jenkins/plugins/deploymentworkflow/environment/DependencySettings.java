package io.jenkins.plugins.deploymentworkflow.environment;

import java.time.Duration;
import java.util.Optional;

/**
 * A tool or library that must be there in a certain version.
 *
 * @param name required, unique in the file
 * @param check prints the version that is installed; required
 * @param requires a range of Semantic Versioning, such as {@code >=3.10}; required
 * @param install installs it, after which the check must pass; default none: it is only checked
 * @param timeout the longest that either command may take; default 10 min
 */
public record DependencySettings(
        String name, String check, String requires, Optional<String> install, Duration timeout) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);
}
