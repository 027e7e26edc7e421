package io.jenkins.plugins.deploymentworkflow.target.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * One instance of the application, as the fleet sees it.
 *
 * @param version the version it runs or is about to run
 * @param port where its process listens on 127.0.0.1; 0 while it has none
 * @param pid its process; 0 while it has none
 * @param draining whether it gets no new requests, because it was told so or because it is being stopped
 * @param inFlight requests that it is answering now
 * @param since when it came into this health
 * @param message why it is as it is, with the last lines of its output when it has died; empty when there is nothing to
 *     say
 * @param retireAt when the fleet will stop it by itself
 */
public record InstanceStatus(
        String id,
        String version,
        int port,
        long pid,
        InstanceHealth health,
        boolean draining,
        int inFlight,
        Instant since,
        String message,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> retireAt) {}
