package io.jenkins.plugins.deploymentworkflow.target.local;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Starts the process of a local fleet. */
public interface FleetStarter {
    /**
     * Starts a fleet unless one runs there, and returns at once.
     *
     * @param state its state directory
     * @param listen {@code host:port} for the application's clients
     * @return done when the fleet answers; fails with the reason when it could not be started
     */
    CompletableFuture<FleetEndpoint> start(Path state, String listen);
}
