package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a deployment is watched, and what is done when a gate fails.
 *
 * @param interval between two looks; default 15 s
 * @param bake how long it is watched after all the traffic has moved; default 10 min when there is a gate, 0 s when
 *     there is none, for there is nothing to watch then
 * @param noData what a gate without data means, unless the gate says otherwise; default {@link NoData#FAIL}
 * @param prometheus default none
 * @param traffic on the target's own counters; default none
 * @param onCritical when a critical rule fires, or the traffic gate fails; default {@link Reaction#ROLLBACK}
 * @param onWarning when a warning rule fires; default {@link Reaction#HOLD}
 */
public record MonitoringSettings(
        Duration interval,
        Duration bake,
        NoData noData,
        Optional<Prometheus> prometheus,
        Optional<Traffic> traffic,
        Reaction onCritical,
        Reaction onWarning) {

    public static final Duration DEFAULT_BAKE_WITH_GATE = Duration.ofMinutes(10);

    /** What applies when the file has no {@code monitoring}. */
    public static final MonitoringSettings DEFAULT = new MonitoringSettings(
            Duration.ofSeconds(15),
            Duration.ZERO,
            NoData.FAIL,
            Optional.empty(),
            Optional.empty(),
            Reaction.ROLLBACK,
            Reaction.HOLD);

    /** What it means when a gate has no data. */
    public enum NoData {
        /** The gate fails. */
        FAIL,
        /** The deployment waits for data. */
        HOLD,
        /** The gate passes, and its verdict says that it had no data. */
        PASS
    }

    /** What is done about a gate that fails. */
    public enum Reaction {
        ROLLBACK,
        /** The deployment stays where it is until the gate passes or a person decides. */
        HOLD,
        /** It is only recorded. */
        REPORT
    }

    /**
     * Prometheus as the source of gates.
     *
     * @param url its base address; required; a secret in it is as written, see {@link Environment#reveal}
     * @param alerts files of alerting rules, relative to the project's directory; one or more
     * @param credential the id of the credential to log in with; default none
     * @param noData default what {@code monitoring.noData} says
     * @param timeout the longest that one query may take; default 10 s
     */
    public record Prometheus(
            String url, List<String> alerts, Optional<String> credential, NoData noData, Duration timeout) {
        public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    }

    /**
     * A gate on the target's own counters. It has at least one of the two limits.
     *
     * @param errorRate the largest share of requests that may fail (status 500 and above); default no limit
     * @param p90 the longest that the fastest nine of ten requests may take; default no limit
     * @param minimumRequests fewer in the window are no data; default 50
     * @param window the newest part of the past that is looked at; default 1 min
     * @param noData default what {@code monitoring.noData} says
     */
    public record Traffic(
            Optional<Share> errorRate, Optional<Duration> p90, int minimumRequests, Duration window, NoData noData) {
        public static final int DEFAULT_MINIMUM_REQUESTS = 50;
        public static final Duration DEFAULT_WINDOW = Duration.ofMinutes(1);
    }
}
