package io.jenkins.plugins.deploymentworkflow.fleet;

import static io.jenkins.plugins.deploymentworkflow.fleet.FleetUnderTest.BOUND;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.analysis.Counters;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetStatus;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceHealth;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceStatus;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One fleet with two instances of 1.0.0 and one of 2.0.0, which every test finds healthy. */
class FleetTrafficTest {
    @TempDir
    static Path directory;

    private static FleetUnderTest fleet;
    private static Path gate;
    private static Path sick;

    @BeforeAll
    static void startFleet() throws Exception {
        gate = directory.resolve("gate");
        sick = directory.resolve("sick");
        fleet = FleetUnderTest.start(directory.resolve("state"));
        fleet.register("1.0.0");
        fleet.does(
                "PUT",
                "/v1/releases/2.0.0",
                FleetUnderTest.release(
                        Map.of("environment", Map.of("GATE", gate.toString(), "SICK", sick.toString()))));
        fleet.does("PUT", "/v1/desired", Map.of("instances", 2));
    }

    @AfterAll
    static void stopFleet() throws Exception {
        fleet.close();
        assertTrue(Files.notExists(directory.resolve("state/fleet.json")), "a stopped fleet is not announced");
    }

    @BeforeEach
    void startInstances() throws Exception {
        Files.deleteIfExists(gate);
        Files.deleteIfExists(sick);
        fleet.run("a1", "1.0.0");
        fleet.run("a2", "1.0.0");
        fleet.run("b1", "2.0.0");
        fleet.awaitHealthy("a1", "a2", "b1");
        fleet.traffic(Map.of("1.0.0", 10_000));
    }

    @Test
    void aQuarterOfAThousandRequestsIsTwoHundredAndFifty() throws Exception {
        fleet.traffic(Map.of("1.0.0", 7_500, "2.0.0", 2_500));
        Load load = new Load(fleet, "/", 4, 250);
        load.join();
        assertEquals(List.of(), load.failures());
        assertEquals(250, load.of("2.0.0"));
        assertEquals(750, load.of("1.0.0"));
    }

    @Test
    void theFleetCountsWhatItsClientsCount() throws Exception {
        fleet.traffic(Map.of("1.0.0", 5_000, "2.0.0", 5_000));
        FleetStatus before = fleet.status();
        Load good = new Load(fleet, "/", 4, 50);
        good.join();
        Load bad = new Load(fleet, "/error", 4, 25);
        bad.join();
        assertEquals(List.of(), good.failures());
        await().atMost(BOUND)
                .until(() ->
                        fleet.status().totals().requests() - before.totals().requests() == 300);
        FleetStatus after = fleet.status();
        assertEquals(100, after.totals().errors() - before.totals().errors());
        assertEquals(0, after.totals().unrouted() - before.totals().unrouted());
        for (String version : List.of("1.0.0", "2.0.0")) {
            Counters counted =
                    after.counters().get(version).minus(before.counters().getOrDefault(version, Counters.NONE));
            assertEquals(good.of(version) + bad.of(version), counted.requests(), version);
            assertEquals(bad.of(version), counted.errors(), version);
            assertEquals(
                    counted.requests(),
                    counted.latencyBuckets().stream().mapToLong(Long::longValue).sum(),
                    "every request has a latency");
            assertTrue(counted.quantile(0.9).orElseThrow().toNanos() > 0);
        }
    }

    @Test
    void noRequestFailsWhileEveryInstanceIsReplacedUnderLoad() throws Exception {
        try (Load load = new Load(fleet, "/", 4, 100_000)) {
            await().atMost(BOUND).until(() -> load.of("1.0.0") > 50);
            fleet.run("a1", "2.0.0");
            fleet.awaitInstance(
                    "a1",
                    now -> now.health() == InstanceHealth.HEALTHY
                            && now.version().equals("2.0.0"));
            fleet.traffic(Map.of("1.0.0", 5_000, "2.0.0", 5_000));
            await().atMost(BOUND).until(() -> load.of("2.0.0") > 50);
            fleet.traffic(Map.of("2.0.0", 10_000));
            fleet.run("a2", "2.0.0");
            fleet.awaitInstance(
                    "a2",
                    now -> now.health() == InstanceHealth.HEALTHY
                            && now.version().equals("2.0.0"));
            int seen = load.answered();
            await().atMost(BOUND).until(() -> load.answered() > seen + 100);
            load.close();
            assertEquals(List.of(), load.failures());
        }
    }

    @Test
    void anInstanceThatDiesUnderLoadLosesNoRequest() throws Exception {
        try (Load load = new Load(fleet, "/", 4, 100_000)) {
            await().atMost(BOUND).until(() -> load.answered() > 100);
            ProcessHandle.of(fleet.instance("a1").pid()).orElseThrow().destroyForcibly();
            fleet.awaitInstance("a1", instance -> instance.health() == InstanceHealth.STOPPED);
            int seen = load.answered();
            await().atMost(BOUND).until(() -> load.answered() > seen + 100);
            load.close();
            assertEquals(List.of(), load.failures());
        }
        assertTrue(
                fleet.instance("a1").message().startsWith("exited with 137"),
                fleet.instance("a1").message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/half", "/half-chunked"})
    void anAnswerThatBreaksOffIsAnErrorOfItsVersion(String path) throws Exception {
        FleetStatus before = fleet.status();
        assertThrows(IOException.class, () -> fleet.get(path));
        await("the answer is counted").atMost(BOUND).until(() -> requests("1.0.0") == 1 + requests(before, "1.0.0"));
        FleetStatus after = fleet.status();
        assertEquals(1, after.counters().get("1.0.0").minus(of(before, "1.0.0")).errors());
        assertEquals(1, after.totals().errors() - before.totals().errors());
        // Some instance has died of it; no other version has anything to do with that.
        assertEquals(of(before, "2.0.0"), of(after, "2.0.0"));
    }

    @Test
    void aClientThatHangsUpIsNoErrorOfTheVersion() throws Exception {
        FleetStatus before = fleet.status();
        String[] listen = fleet.endpoint.listen().split(":");
        try (Socket client = new Socket(listen[0], Integer.parseInt(listen[1]))) {
            client.getOutputStream().write("GET /long HTTP/1.1\r\nHost: shop\r\n\r\n".getBytes(US_ASCII));
            assertEquals(10_000, client.getInputStream().readNBytes(10_000).length);
            client.setSoLinger(true, 0);
        }
        await("the request is counted").atMost(BOUND).until(() -> requests("1.0.0") == 1 + requests(before, "1.0.0"));
        assertEquals(
                0,
                fleet.status()
                        .counters()
                        .get("1.0.0")
                        .minus(of(before, "1.0.0"))
                        .errors());
    }

    private static long requests(String version) throws Exception {
        return requests(fleet.status(), version);
    }

    private static long requests(FleetStatus status, String version) {
        return of(status, version).requests();
    }

    private static Counters of(FleetStatus status, String version) {
        return status.counters().getOrDefault(version, Counters.NONE);
    }

    @Test
    void aDrainingInstanceFinishesItsRequestsAndGetsNoNewOnes() throws Exception {
        fleet.does("PUT", "/v1/traffic?required=1", Map.of("2.0.0", 10_000));
        CompletableFuture<HttpResponse<String>> slow =
                fleet.client.sendAsync(fleet.request("/slow").build(), BodyHandlers.ofString());
        fleet.awaitInstance("b1", instance -> instance.inFlight() == 1);
        fleet.does("POST", "/v1/instances/b1/drain", null);
        HttpResponse<String> refused = fleet.get("/");
        assertEquals(503, refused.statusCode(), "2.0.0 alone has traffic, and its only instance drains");
        assertEquals("1", refused.headers().firstValue("Retry-After").orElse("none"));
        InstanceStatus draining = fleet.instance("b1");
        assertTrue(draining.draining());
        assertEquals(1, draining.inFlight());
        Files.createFile(gate);
        assertEquals("slow", slow.get(BOUND.toSeconds(), TimeUnit.SECONDS).body());
        fleet.awaitInstance("b1", instance -> instance.inFlight() == 0);
        fleet.run("b1", "2.0.0");
        assertEquals(200, fleet.get("/").statusCode(), "asking for the instance again ends its draining");
        assertEquals(draining.pid(), fleet.instance("b1").pid(), "with the process it had");
    }

    @Test
    void aStoppedInstanceFinishesItsRequestsFirst() throws Exception {
        fleet.does("PUT", "/v1/traffic?required=1", Map.of("2.0.0", 10_000));
        CompletableFuture<HttpResponse<String>> slow =
                fleet.client.sendAsync(fleet.request("/slow").build(), BodyHandlers.ofString());
        fleet.awaitInstance("b1", instance -> instance.inFlight() == 1);
        fleet.traffic(Map.of("1.0.0", 10_000));
        fleet.does("DELETE", "/v1/instances/b1", null);
        Files.createFile(gate);
        assertEquals("slow", slow.get(BOUND.toSeconds(), TimeUnit.SECONDS).body());
        fleet.awaitGone("b1");
    }

    @Test
    void aShareAboveTheHealthyCapacityIsRefusedAndNothingChanges() throws Exception {
        FleetUnderTest.Answer tooMuch = fleet.control("PUT", "/v1/traffic", "{\"1.0.0\":4900,\"2.0.0\":5100}");
        assertEquals(409, tooMuch.status());
        assertTrue(
                tooMuch.error().contains("2.0.0 would get 51.00% with 1 healthy of 2 required instances (50.00%"),
                tooMuch.error());
        FleetUnderTest.Answer unknown = fleet.control("PUT", "/v1/traffic?required=0", "{\"9.9.9\":10000}");
        assertEquals(409, unknown.status());
        assertEquals(Map.of("1.0.0", 10_000), fleet.status().traffic());
        fleet.does("PUT", "/v1/traffic", Map.of("1.0.0", 5_000, "2.0.0", 5_000));
        fleet.does("PUT", "/v1/traffic?required=1", Map.of("2.0.0", 10_000));
    }

    @Test
    void anInstanceThatFailsItsProbesTakesNoTrafficUntilItPassesThemAgain() throws Exception {
        fleet.traffic(Map.of("1.0.0", 5_000, "2.0.0", 5_000));
        Files.createFile(sick);
        fleet.awaitInstance("b1", instance -> instance.health() == InstanceHealth.UNHEALTHY);
        assertTrue(
                fleet.instance("b1").message().contains("answered 503"),
                fleet.instance("b1").message());
        for (int i = 0; i < 10; i++) {
            assertEquals(
                    "1.0.0",
                    fleet.get("/").headers().firstValue("X-Served-Version").orElse("none"));
        }
        assertEquals(
                409,
                fleet.control("PUT", "/v1/traffic?required=1", "{\"2.0.0\":10000}")
                        .status());
        Files.delete(sick);
        fleet.awaitHealthy("b1");
    }

    @Test
    void bodiesAndTheHostPassAndTheClientIsNamed() throws Exception {
        byte[] body = new byte[300_000];
        HttpResponse<String> response = fleet.client.send(
                fleet.request("/echo?a=b")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
        assertEquals(200, response.statusCode());
        assertTrue(response.body().contains("body=300000"), response.body());
        assertTrue(response.body().contains("host=" + fleet.endpoint.listen()), response.body());
        assertTrue(response.body().contains("x-forwarded-for=127.0.0.1"), response.body());
        assertTrue(response.body().contains("x-forwarded-proto=http"), response.body());
    }
}
