package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Duration;
import java.util.Optional;

/** How a simulated target's surroundings behave; unless told otherwise, everything goes well and takes a moment. */
interface World {
    /** What becomes of a call. */
    enum Call {
        WORKS,
        /** Nothing happens, and it says so. */
        FAILS,
        /** It happens, and it says that it did not. */
        FAILS_LATE,
        /** Nothing happens, until it is cancelled. */
        HANGS,
        /** It is not known any more. */
        VANISHES,
        /** It cannot even be begun. */
        THROWS
    }

    /** What becomes of an instance. */
    enum Fate {
        WELL,
        CRASHES,
        NEVER_HEALTHY
    }

    /** What becomes of a look at the target. */
    enum Look {
        WORKS,
        FAILS,
        NEVER_ANSWERS
    }

    default Call call() {
        return Call.WORKS;
    }

    default Duration callTime() {
        return Duration.ofMillis(300);
    }

    default Look look() {
        return Look.WORKS;
    }

    default Duration lookTime() {
        return Duration.ofMillis(40);
    }

    default Fate fate(String version) {
        return Fate.WELL;
    }

    default Duration startTime(String version) {
        return Duration.ofSeconds(3);
    }

    /** How long an instance lives once it is healthy; empty for long enough. */
    default Optional<Duration> lifeTime(String version) {
        return Optional.empty();
    }

    default Duration drainTime() {
        return Duration.ofSeconds(1);
    }

    /** The part of a version's requests that fail at a share of the traffic. */
    default double errors(String version, Share share) {
        return 0;
    }

    /** Requests a second to all versions together. */
    default double requestsPerSecond() {
        return 20;
    }
}
