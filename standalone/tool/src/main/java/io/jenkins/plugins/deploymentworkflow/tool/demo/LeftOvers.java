package io.jenkins.plugins.deploymentworkflow.tool.demo;

import io.jenkins.plugins.deploymentworkflow.fleet.FleetLauncher;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Fleets of an earlier demo that was interrupted. */
final class LeftOvers {
    private LeftOvers() {}

    /** Shuts down every fleet with its state below the directory, and waits for its end. */
    static void stop(Path fleets) throws IOException, InterruptedException {
        if (!Files.isDirectory(fleets)) {
            return;
        }
        List<Path> states;
        try (Stream<Path> found = Files.list(fleets)) {
            states = found.toList();
        }
        for (Path state : states) {
            Optional<FleetEndpoint> running = FleetLauncher.running(state);
            if (running.isPresent()) {
                stop(running.get());
            }
        }
    }

    private static void stop(FleetEndpoint endpoint) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.control() + "/v1/shutdown"))
                .header("Authorization", "Bearer " + endpoint.token())
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        Optional<ProcessHandle> process = ProcessHandle.of(endpoint.pid());
        if (process.isEmpty()) {
            return;
        }
        try {
            process.get().onExit().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the fleet of an earlier demo (process " + endpoint.pid() + ") did not end", e);
        }
    }
}
