package io.jenkins.plugins.deploymentworkflow.fleet;

import io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts a fleet so that it outlives whoever asked for it: in a session of its own, with its output in a file. */
public final class FleetLauncher {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(25);

    /** What tells Jenkins' process tree killer that a process belongs to a build. */
    private static final List<String> BUILD_COOKIES = List.of(
            "BUILD_ID", "JENKINS_NODE_COOKIE", "JENKINS_SERVER_COOKIE", "HUDSON_COOKIE", "HUDSON_SERVER_COOKIE");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private FleetLauncher() {}

    /**
     * The fleet of a state directory, started when none answers there.
     *
     * @param listen {@code host:port} for the application's clients; port 0 takes any free one
     * @throws StartFailure when no fleet could be started, or the one that runs listens elsewhere
     */
    public static FleetEndpoint ensureRunning(Path state, String listen) throws IOException, InterruptedException {
        Listen wanted = Listen.parse(listen)
                .orElseThrow(() -> new StartFailure(
                        "Expected an address to listen on such as 127.0.0.1:8080, found \"" + listen + "\""));
        Optional<FleetEndpoint> running = running(state);
        if (running.isPresent()) {
            return checked(running.get(), wanted, state);
        }
        Path root = state.toAbsolutePath().normalize();
        Files.createDirectories(
                root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Process process = spawn(root, wanted);
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            running = running(root);
            if (running.isPresent()) {
                return checked(running.get(), wanted, state);
            }
            // A second launcher's fleet is refused while the first one's is still coming up: that one is waited for.
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)
                    && !lastWords(root).contains("Another fleet runs")) {
                throw new StartFailure(lastWords(root));
            }
        }
        process.destroy();
        throw new StartFailure(
                "The fleet did not start within " + START.toSeconds() + " s; see " + root.resolve("fleet.log"));
    }

    /** The fleet that answers for a state directory now. */
    public static Optional<FleetEndpoint> running(Path state) throws IOException, InterruptedException {
        Optional<FleetEndpoint> known = StateDirectory.endpoint(state);
        return known.isPresent() && answers(known.get()) ? known : Optional.empty();
    }

    private static boolean answers(FleetEndpoint endpoint) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.control() + "/v1/fleet"))
                .header("Authorization", "Bearer " + endpoint.token())
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static FleetEndpoint checked(FleetEndpoint found, Listen wanted, Path state) {
        if (!wanted.covers(Listen.parse(found.listen()).orElseThrow())) {
            throw new StartFailure("The fleet of " + state + " listens on " + found.listen() + ", not on " + wanted
                    + ". Use that address, stop that fleet, or choose another state directory");
        }
        return found;
    }

    private static Process spawn(Path root, Listen listen) throws IOException {
        Path log = RotatingLog.prepare(root.resolve("fleet.log"));
        List<String> command = new ArrayList<>(detached());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)),
                FleetMain.class.getName(),
                "--state",
                root.toString(),
                "--listen",
                listen.toString(),
                "--log",
                log.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeAll(BUILD_COOKIES);
        return builder.start();
    }

    /** A session of its own where the platform has {@code setsid} (Linux), else at least deaf to a closing terminal. */
    private static List<String> detached() {
        return onPath("setsid") ? List.of("setsid") : onPath("nohup") ? List.of("nohup") : List.of();
    }

    private static boolean onPath(String program) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH"))
                        .orElse("/usr/bin:/bin")
                        .split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String lastWords(Path root) throws IOException {
        List<String> lines = Files.readAllLines(root.resolve("fleet.log"));
        return lines.isEmpty()
                ? "The fleet ended without a word; see " + root.resolve("fleet.log")
                : lines.get(lines.size() - 1);
    }
}
