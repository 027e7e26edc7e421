package io.jenkins.plugins.deploymentworkflow.target.local;

import java.nio.file.Path;
import java.util.Map;

/** Knows where a local fleet keeps its state. */
public interface FleetLocator {
    /** The variable that names another directory for the state of all fleets. */
    String VARIABLE = "DEPLOYMENT_WORKFLOW_FLEETS";

    /**
     * The state directory of the fleet that serves there; it need not exist.
     *
     * @param listen {@code host:port}
     */
    Path stateFor(String listen);

    /**
     * One directory for each address, {@code <host>_<port>}, in the one that {@link #VARIABLE} names or else in {@code
     * .deployment-workflow/fleets} of the home directory.
     *
     * @param environment the variables of this process
     * @param home the user's home directory
     */
    static FleetLocator of(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault(VARIABLE, "");
        Path fleets = named.isEmpty() ? home.resolve(".deployment-workflow").resolve("fleets") : Path.of(named);
        return listen ->
                fleets.resolve(listen.replaceAll("[^A-Za-z0-9.-]+", "_")).toAbsolutePath();
    }
}
