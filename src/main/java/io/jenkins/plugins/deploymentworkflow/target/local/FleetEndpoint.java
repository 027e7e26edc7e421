package io.jenkins.plugins.deploymentworkflow.target.local;

import java.net.URI;
import java.time.Instant;

/**
 * Where a running fleet is driven, and with which token: the content of {@code fleet.json} in its state directory,
 * readable by its owner alone.
 *
 * @param pid the process of the fleet
 * @param startedAt when it started
 * @param listen where it serves the application's traffic: {@code host:port}
 * @param control the base address of its control port, on 127.0.0.1
 * @param token what every request to the control port carries; never shown
 */
public record FleetEndpoint(long pid, Instant startedAt, String listen, URI control, String token) {
    /** The name of the file in the state directory. */
    public static final String FILE = "fleet.json";

    @Override
    public String toString() {
        return "fleet " + pid + " on " + listen + ", controlled at " + control;
    }
}
