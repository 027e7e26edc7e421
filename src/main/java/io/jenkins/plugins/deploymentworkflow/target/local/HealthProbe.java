package io.jenkins.plugins.deploymentworkflow.target.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * How the fleet finds out whether an instance is healthy.
 *
 * @param http the path to ask for, such as {@code /health}: any status from 200 to 399 passes; without it, an accepted
 *     TCP connection passes
 * @param tcp true for a TCP connection; may be left out, and excludes {@code http}
 * @param intervalMillis from one probe to the next, 10 or more; default: 1,000
 * @param healthyAfter probes in a row that make it healthy, 1 or more; default: 3
 * @param unhealthyAfter failed probes in a row that make a healthy instance unhealthy, 1 or more; default: 3
 * @param timeoutMillis how long one probe may take, 1 or more; default: 2,000
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record HealthProbe(
        Optional<String> http,
        Optional<Boolean> tcp,
        Optional<Long> intervalMillis,
        Optional<Integer> healthyAfter,
        Optional<Integer> unhealthyAfter,
        Optional<Long> timeoutMillis) {
    public HealthProbe {
        http = http == null ? Optional.empty() : http;
        tcp = tcp == null ? Optional.empty() : tcp;
        intervalMillis = intervalMillis == null ? Optional.empty() : intervalMillis;
        healthyAfter = healthyAfter == null ? Optional.empty() : healthyAfter;
        unhealthyAfter = unhealthyAfter == null ? Optional.empty() : unhealthyAfter;
        timeoutMillis = timeoutMillis == null ? Optional.empty() : timeoutMillis;
    }

    /** A TCP probe with every default. */
    public static HealthProbe defaults() {
        return new HealthProbe(null, null, null, null, null, null);
    }
}
