package io.jenkins.plugins.deploymentworkflow.tool;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentworkflow.fleet.FleetLauncher;
import io.jenkins.plugins.deploymentworkflow.fleet.FleetShutdown;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.Operations;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetJson;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetLocator;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A project directory of a test's own with everything that belongs to it: environment files, artifacts, scripts, the
 * ledger, and the fleets that the tool has started, which end with it.
 */
final class Place implements AutoCloseable {
    static final Duration BOUND = Duration.ofMinutes(2);
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** Two instances of the example application, watched for as long as a test can afford. */
    static final String LOCAL =
            """
            environment: production
            application: storefront
            deployment:
              target:
                local:
                  command: "JAVA -Xmx48m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -jar {{artifact}} --port {{port}}"
                  instances: 2
                  listen: "127.0.0.1:0"
              health: { http: /health, interval: 100ms, healthyAfter: 2, unhealthyAfter: 3, timeout: 60s }
              strategy:
                use: blue-green
                blue-green: { bake: 300ms, keepPrevious: 10m }
                canary: { steps: [50%, 100%], interval: 300ms }
                rolling: { maxSurge: 1, maxUnavailable: 0, pause: 0s }
              monitoring:
                interval: 100ms
                bake: 300ms
                noData: pass
                traffic: { errorRate: 50%, minimumRequests: 5 }
            """
                    .replace("JAVA", JAVA);

    final Path directory;
    private final Path fleets;
    private final Map<String, String> variables = new TreeMap<>();
    private final List<Tool> started = new ArrayList<>();
    private String listen = "127.0.0.1:0";
    private final AtomicInteger commands = new AtomicInteger();
    private StandingTool standing;

    /** @param root empty; for everything of the test */
    Place(Path root) {
        directory = root.resolve("project");
        fleets = root.resolve("fleets");
        try {
            Files.createDirectories(directory.resolve("config/environment"));
            Files.createDirectories(directory.resolve("dist"));
            Files.createDirectories(root.resolve("printed"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        variables.put(FleetLocator.VARIABLE, fleets.toString());
    }

    /** Writes {@code config/environment/<name>.yaml}. */
    Place file(String name, String yaml) {
        return write("config/environment/" + name + ".yaml", yaml);
    }

    Place write(String file, String text) {
        try {
            Files.writeString(directory.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A variable of the tool's environment from now on. */
    Place set(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** The artifact of a version, relative to the project. */
    String artifact(String version, String... faults) {
        return directory
                .relativize(Storefronts.jar(directory.resolve("dist"), version, faults))
                .toString();
    }

    /** Runs the tool to its end, in a process that stays for the next time. */
    Ran run(String... arguments) {
        StandingTool tool;
        synchronized (started) {
            if (standing == null || !standing.has(variables)) {
                stopStanding();
                standing = new StandingTool(java(), directory, variables, printed());
            }
            tool = standing;
        }
        return tool.run(printed(), arguments);
    }

    private void stopStanding() {
        if (standing != null) {
            standing.close();
            standing = null;
        }
    }

    private static List<String> java() {
        return List.of(
                JAVA,
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"));
    }

    private Path printed() {
        return directory.resolveSibling("printed").resolve(Integer.toString(commands.incrementAndGet()));
    }

    /** Starts the tool as a process of its own, which can be killed. */
    Tool start(String... arguments) {
        return start(List.of(), arguments);
    }

    /** @param before what runs the tool, such as {@code setpriv} with options */
    Tool start(List<String> before, String... arguments) {
        List<String> line = new ArrayList<>(before);
        line.addAll(java());
        line.add(Main.class.getName());
        line.addAll(Arrays.asList(arguments));
        Tool tool = Tool.start(line, directory, variables, printed(), String.join(" ", arguments));
        synchronized (started) {
            started.add(tool);
        }
        return tool;
    }

    /** Promotes the version, whose artifact is made for it, and expects it to succeed. */
    void serve(String version, String... options) {
        List<String> line = new ArrayList<>(
                List.of("promote", "production", "--version", version, "--artifact", artifact(version)));
        line.addAll(Arrays.asList(options));
        run(line.toArray(String[]::new)).ends(0);
    }

    /** So that the next test has the environment to itself, whatever became of the last one. */
    void settle(String environment) {
        if (Operations.unfinished(ledgers().ledger("storefront", environment)).isPresent()) {
            killAll();
            run("abort", environment).ends(0);
        }
    }

    private void killAll() {
        synchronized (started) {
            started.forEach(Tool::kill);
            started.clear();
        }
    }

    Path ledger(String environment) {
        return directory.resolve(".deployment-workflow/storefront/" + environment + ".jsonl");
    }

    Entries entries(String environment) {
        return new Entries(ledger(environment));
    }

    /** The ledger as the library reads it. */
    LedgerStore ledgers() {
        return LedgerStore.open(directory.resolve(".deployment-workflow"));
    }

    JsonNode status(String environment) {
        return run("status", environment, "-o", "json").ends(0).json();
    }

    /** From now on the fleet is the one that environment files know under this address. */
    Place listen(String address) {
        listen = address;
        return this;
    }

    FleetEndpoint fleet() {
        return await("the fleet")
                .atMost(BOUND)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> FleetLauncher.running(fleetState()), Optional::isPresent)
                .orElseThrow();
    }

    Path fleetState() {
        return fleets.resolve(listen.replace(':', '_'));
    }

    FleetStatus fleetStatus() {
        return control("GET", "/v1/fleet");
    }

    /** Asks the fleet on its control port, behind the tool's back. */
    FleetStatus control(String method, String path) {
        FleetEndpoint fleet = fleet();
        HttpRequest request = HttpRequest.newBuilder(URI.create(fleet.control() + path))
                .header("Authorization", "Bearer " + fleet.token())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(BOUND)
                .build();
        try {
            HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(200, answer.statusCode());
            return FleetJson.lenient().readValue(answer.body(), FleetStatus.class);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the application answers at a path of the fleet. */
    String get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + fleet().listen() + path))
                .timeout(BOUND)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything below the project directory, for what must not have changed. */
    List<String> files() {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends everything that was started here. */
    @Override
    public void close() throws Exception {
        killAll();
        synchronized (started) {
            stopStanding();
        }
        FleetShutdown.below(fleets);
    }

    static void until(String what, java.util.concurrent.Callable<Boolean> condition) {
        await(what).atMost(BOUND).pollInterval(Duration.ofMillis(10)).until(condition);
    }
}
