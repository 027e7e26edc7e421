package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.fleet.FleetLauncher;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetLocator;
import java.io.IOException;
import java.nio.file.Path;

/** The local fleets of this user. */
final class LocalFleets {
    private LocalFleets() {}

    static FleetLocator locator() {
        return FleetLocator.of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Path state(String listen) {
        return locator().stateFor(listen);
    }

    /** @throws TargetException when it does not run and cannot be started */
    static FleetEndpoint start(String listen) {
        return start(state(listen), listen);
    }

    static FleetEndpoint start(Path state, String listen) {
        try {
            return FleetLauncher.ensureRunning(state, listen);
        } catch (IOException e) {
            throw new TargetException("cannot start the local fleet for " + listen + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException("interrupted while starting the local fleet for " + listen, e);
        }
    }
}
