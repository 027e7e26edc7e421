package io.jenkins.plugins.deploymentworkflow.target;

import java.io.Serializable;

/**
 * One running copy of the application.
 *
 * @param id its name within the fleet
 * @param draining it gets no new requests
 * @param retiring its retirement has been ordered for later
 * @param inFlight requests that it is answering now
 * @param message why it is unhealthy or stopped, empty when there is nothing to say
 */
public record Instance(
        String id, String version, Health health, boolean draining, boolean retiring, int inFlight, String message)
        implements Serializable {
    public boolean healthy() {
        return health == Health.HEALTHY;
    }
}
