package io.jenkins.plugins.deploymentworkflow.fleet;

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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ends fleets with everything that they run. */
public final class FleetShutdown {
    /** Longer than instances are given to end. */
    private static final Duration END = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(25);

    private FleetShutdown() {}

    /** Ends every fleet that has its state in a directory below this one; none of them may be there. */
    public static void below(Path fleets) throws IOException, InterruptedException {
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
                of(running.get());
            }
        }
    }

    /**
     * Asks it to end, and waits for that.
     *
     * @throws IOException when it cannot be asked, refuses, or has not ended within a minute
     */
    public static void of(FleetEndpoint fleet) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fleet.control() + "/v1/shutdown"))
                .header("Authorization", "Bearer " + fleet.token())
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 202) {
            throw new IOException("expected " + fleet + " to accept that it is to end, found HTTP status " + status);
        }
        long end = System.nanoTime() + END.toNanos();
        while (ProcessHandle.of(fleet.pid()).filter(Spawner::isAlive).isPresent()) {
            if (System.nanoTime() > end) {
                throw new IOException(
                        "process " + fleet.pid() + " of " + fleet + " did not end within " + END.toSeconds() + " s");
            }
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        }
    }
}
