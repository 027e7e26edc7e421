package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.EnvVars;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetLocator;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Local fleets as the tool starts them, which controllers of this process find; they end with the test. */
final class LocalFleets implements AutoCloseable {
    private static final Path TOOL = Path.of("standalone/tool/target/deployment-workflow/lib/tool.jar");

    private final Path directory;
    private final List<Integer> started = new ArrayList<>();
    private final String directoryBefore;

    LocalFleets(Path directory) {
        this.directory = directory;
        this.directoryBefore = EnvVars.masterEnvVars.put(FleetLocator.VARIABLE, directory.toString());
    }

    /** Whether there is a tool to start them; {@code bin/deployment-workflow} builds it. */
    static boolean available() {
        return Files.exists(TOOL);
    }

    /** Starts one, and returns the port on which it will serve. */
    int start() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path log = directory.resolve("start-" + port + ".log");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        TOOL.toString(),
                        "fleet",
                        "start",
                        "--listen",
                        "127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().put(FleetLocator.VARIABLE, directory.toString());
        Process starter = command.start();
        assertTrue(starter.waitFor(2, TimeUnit.MINUTES), "the fleet has not started");
        started.add(port);
        assertEquals(0, starter.exitValue(), Files.readString(log));
        return port;
    }

    @Override
    public void close() throws Exception {
        if (directoryBefore == null) {
            EnvVars.masterEnvVars.remove(FleetLocator.VARIABLE);
        } else {
            EnvVars.masterEnvVars.put(FleetLocator.VARIABLE, directoryBefore);
        }
        for (int port : started) {
            shutDown(port);
        }
    }

    private void shutDown(int port) throws Exception {
        JsonNode endpoint = new ObjectMapper()
                .readTree(directory
                        .resolve("127.0.0.1_" + port)
                        .resolve(FleetEndpoint.FILE)
                        .toFile());
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(endpoint.get("control").asText() + "/v1/shutdown"))
                                .header(
                                        "Authorization",
                                        "Bearer " + endpoint.get("token").asText())
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        Optional<ProcessHandle> process =
                ProcessHandle.of(endpoint.get("pid").asLong());
        if (process.isPresent()) {
            process.get().onExit().get(1, TimeUnit.MINUTES);
        }
    }

    /** Builds the example application at a version. */
    static Path storefront(String version, Path directory) throws IOException, InterruptedException {
        Path jar = directory.resolve("storefront-" + version + ".jar");
        Process build = new ProcessBuilder("docs/examples/storefront/build.sh", version, jar.toString())
                .inheritIO()
                .start();
        assertEquals(0, build.waitFor(), "the storefront was not built");
        return jar;
    }
}
