package io.jenkins.plugins.deploymentworkflow.environment;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One smoke test. Its texts may hold what {@link Template} fills, and secrets as written (see {@link
 * Environment#reveal}).
 *
 * @param name unique in the file; default the probe in words
 * @param retries further attempts after a failed one, 0 or more; default 0
 * @param delay between two attempts; default 1 s
 * @param timeout the longest that one attempt may take; default 30 s
 */
public record SmokeTestSettings(String name, Probe probe, int retries, Duration delay, Duration timeout) {
    public static final int DEFAULT_RETRIES = 0;
    public static final Duration DEFAULT_DELAY = Duration.ofSeconds(1);
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** What is looked at: exactly one per test. */
    public sealed interface Probe {
        /**
         * An HTTP request and what its answer must be.
         *
         * @param url required
         * @param status the status to find; default any of 200 to 299
         * @param contains a text to find in the body; default none
         * @param json by JSON pointer, the value to find there, compared as text; default none
         * @param headers headers to find in the answer, by name in any case; default none
         * @param within the longest that the answer may take and still be good; default no limit but the timeout
         * @param method default {@code GET}
         * @param requestHeaders headers to send; default none
         * @param body a body to send; default none
         */
        record Http(
                String url,
                OptionalInt status,
                Optional<String> contains,
                Map<String, String> json,
                Map<String, String> headers,
                Optional<Duration> within,
                String method,
                Map<String, String> requestHeaders,
                Optional<String> body)
                implements Probe {
            public static final String DEFAULT_METHOD = "GET";

            /** Leaves out the values of what is sent, which may be private. */
            @Override
            public String toString() {
                return "Http[" + method + " " + url + ", status=" + (status.isPresent() ? status.getAsInt() : "2xx")
                        + contains.map(c -> ", contains=" + c).orElse("") + ", json=" + json + ", headers=" + headers
                        + within.map(w -> ", within=" + w).orElse("") + ", requestHeaders=" + requestHeaders.keySet()
                        + body.map(b -> ", body of " + b.length() + " characters")
                                .orElse("") + "]";
            }
        }

        /** A connection that must open. */
        record Tcp(String host, int port) implements Probe {}

        /**
         * A certificate that must be valid, and stay so.
         *
         * @param port default 443
         * @param minDays days for which it must still be valid, 0 or more; default 14
         */
        record Tls(String host, int port, int minDays) implements Probe {
            public static final int DEFAULT_PORT = 443;
            public static final int DEFAULT_MIN_DAYS = 14;
        }

        /**
         * A command that must end with 0.
         *
         * @param text as in {@link Template}
         */
        record Command(String text) implements Probe {}
    }
}
