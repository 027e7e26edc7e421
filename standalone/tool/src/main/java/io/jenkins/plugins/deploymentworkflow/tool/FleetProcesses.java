package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.fleet.FleetLauncher;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetStarter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Starts local fleets as processes that outlive the tool. */
public final class FleetProcesses implements FleetStarter {
    @Override
    public CompletableFuture<FleetEndpoint> start(Path state, String listen) {
        return CompletableFuture.supplyAsync(() -> launch(state, listen));
    }

    private static FleetEndpoint launch(Path state, String listen) {
        try {
            return FleetLauncher.ensureRunning(state, listen);
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
