package io.jenkins.plugins.deploymentworkflow.fleet;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetJson;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetStatus;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceHealth;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A real fleet in a process of its own, and what a test asks of it. */
final class FleetUnderTest implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(90);
    static final JsonMapper JSON = FleetJson.lenient();

    final Path state;
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    FleetEndpoint endpoint;

    private FleetUnderTest(Path state, FleetEndpoint endpoint) {
        this.state = state;
        this.endpoint = endpoint;
    }

    static FleetUnderTest start(Path state) throws Exception {
        return new FleetUnderTest(state, FleetLauncher.ensureRunning(state, "127.0.0.1:0"));
    }

    void startAgain() throws Exception {
        endpoint = FleetLauncher.ensureRunning(state, "127.0.0.1:0");
    }

    record Answer(int status, JsonNode body) {
        String error() {
            return body.path("error").asText();
        }
    }

    Answer control(String method, String path, String json) throws Exception {
        return control(method, path, json, "Bearer " + endpoint.token());
    }

    Answer control(String method, String path, String json, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.control() + path))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .timeout(BOUND);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    FleetStatus does(String method, String path, Object body) throws Exception {
        Answer answer = control(method, path, body == null ? null : JSON.writeValueAsString(body));
        assertEquals(200, answer.status(), () -> method + " " + path + ": " + answer.error());
        return JSON.treeToValue(answer.body(), FleetStatus.class);
    }

    FleetStatus status() throws Exception {
        return does("GET", "/v1/fleet", null);
    }

    InstanceStatus instance(String id) throws Exception {
        return status().instances().stream()
                .filter(instance -> instance.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What runs {@link TestApp}, with more fields on top. */
    static Map<String, Object> release(Map<String, Object> more) {
        String classes = Path.of("target", "test-classes").toAbsolutePath().toString();
        Map<String, Object> release = new TreeMap<>(Map.of(
                "command",
                "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -Xmx32m -Xshare:auto"
                        + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + classes + "' " + TestApp.class.getName(),
                "health",
                Map.of("http", "/health", "intervalMillis", 50, "healthyAfter", 2, "unhealthyAfter", 2),
                "stopTimeoutMillis",
                5000));
        release.putAll(more);
        return release;
    }

    void register(String version) throws Exception {
        does("PUT", "/v1/releases/" + version, release(Map.of()));
    }

    void run(String id, String version) throws Exception {
        does("PUT", "/v1/instances/" + id, Map.of("version", version));
    }

    void traffic(Map<String, Integer> shares) throws Exception {
        does("PUT", "/v1/traffic", shares);
    }

    void awaitHealthy(String... ids) {
        for (String id : ids) {
            awaitInstance(id, instance -> instance.health() == InstanceHealth.HEALTHY);
        }
    }

    void awaitInstance(String id, Predicate<InstanceStatus> condition) {
        await("instance " + id).atMost(BOUND).until(() -> instance(id), condition);
    }

    void awaitGone(String id) {
        await("end of " + id).atMost(BOUND).until(() -> status().instances().stream()
                .noneMatch(instance -> instance.id().equals(id)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + endpoint.listen() + path))
                .timeout(BOUND);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    /** kill -9, and waits for the end. */
    void kill() {
        ProcessHandle.of(endpoint.pid()).ifPresent(handle -> {
            handle.destroyForcibly();
            await("end of the fleet").atMost(BOUND).until(() -> !Spawner.isAlive(handle));
        });
    }

    @Override
    public void close() throws Exception {
        ProcessHandle handle =
                ProcessHandle.of(endpoint.pid()).filter(Spawner::isAlive).orElse(null);
        if (handle != null) {
            assertEquals(202, control("POST", "/v1/shutdown", null).status());
            await("stop of the fleet").atMost(BOUND).until(() -> !Spawner.isAlive(handle));
        }
    }
}
