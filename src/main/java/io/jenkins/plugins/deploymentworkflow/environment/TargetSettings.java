package io.jenkins.plugins.deploymentworkflow.environment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is deployed to: exactly one kind per environment. Texts of commands are as in {@link Template}. */
public sealed interface TargetSettings {
    /** The kinds, as they are written in the file. */
    List<String> KINDS = List.of("local", "script", "haproxy", "kubernetes");

    /** The kind, as it is written in the file. */
    String kind();

    /**
     * Processes on this machine, behind the local fleet's own proxy.
     *
     * @param command starts one instance; required; {@code {{port}}} is where it must listen
     * @param instances how many serve, 1 or more; default 1, as replicas in Kubernetes
     * @param listenHost the proxy's address; default {@code 127.0.0.1}
     * @param listenPort the proxy's port, 0 for any free one; default 8080
     * @param directory where the command runs; default the project's directory
     * @param environment variables for the instances; default none
     * @param drainTimeout the longest that requests in flight are waited for; default 30 s
     * @param stopTimeout from asking an instance to end until it is killed; default 10 s
     */
    record Local(
            String command,
            int instances,
            String listenHost,
            int listenPort,
            Optional<String> directory,
            Map<String, String> environment,
            Duration drainTimeout,
            Duration stopTimeout)
            implements TargetSettings {
        public static final int DEFAULT_INSTANCES = 1;
        public static final String DEFAULT_LISTEN = "127.0.0.1:8080";
        public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(30);
        public static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(10);

        @Override
        public String kind() {
            return "local";
        }

        /** Names the variables without their values, which may be private. */
        @Override
        public String toString() {
            return "Local[command=" + command + ", instances=" + instances + ", listen=" + listenHost + ":" + listenPort
                    + directory.map(d -> ", directory=" + d).orElse("") + ", environment=" + environment.keySet()
                    + ", drainTimeout=" + drainTimeout + ", stopTimeout=" + stopTimeout + "]";
        }
    }

    /**
     * The user's own commands.
     *
     * @param deploy puts a version in place; required
     * @param verify says by its exit code whether the version works; default none
     * @param rollback goes back to the previous version; default: {@code deploy} with that version
     * @param route gives the new version {@code {{weight}}} percent of the traffic; default none, and then the target
     *     can do no strategy by itself
     * @param observe prints what runs; default none, and then the ledger is believed
     * @param strategies those that {@code deploy} carries out by itself when told {@code {{strategy}}}; default none
     * @param timeout the longest that any one of the commands may take; default 30 min
     */
    record Script(
            String deploy,
            Optional<String> verify,
            Optional<String> rollback,
            Optional<String> route,
            Optional<String> observe,
            List<StrategySettings.Use> strategies,
            Duration timeout)
            implements TargetSettings {
        public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

        @Override
        public String kind() {
            return "script";
        }
    }

    /**
     * Machines behind HAProxy.
     *
     * @param values as written, numbers and lists as such; known keys: {@code socket}, {@code backend},
     *     {@code install}
     */
    record Haproxy(Map<String, Object> values) implements TargetSettings {
        @Override
        public String kind() {
            return "haproxy";
        }

        @Override
        public String toString() {
            return "Haproxy" + SecretNames.mask(values);
        }
    }

    /**
     * A Kubernetes Deployment.
     *
     * @param values as written, numbers and lists as such; known keys: {@code namespace}, {@code deployment},
     *     {@code container}, {@code image}, {@code routing}
     */
    record Kubernetes(Map<String, Object> values) implements TargetSettings {
        @Override
        public String kind() {
            return "kubernetes";
        }

        @Override
        public String toString() {
            return "Kubernetes" + SecretNames.mask(values);
        }
    }
}
