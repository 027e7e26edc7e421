package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What can be done, and what cannot, after the process of a deployment has died; one fleet for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuddenEndTest {
    private static final String SECRET = "correct-horse-battery";

    private Place place;
    private int patch;

    @BeforeAll
    void aVersionServes(@TempDir Path root) {
        place = new Place(root).file("production", Place.LOCAL).set("SHOP_PASSWORD", SECRET);
        place.serve("1.0.0");
    }

    @AfterAll
    void stop() throws Exception {
        place.close();
    }

    @AfterEach
    void nothingIsUnfinished() {
        place.file("production", Place.LOCAL).settle("production");
    }

    @Test
    void itIsSeenAndGoneOnWithByDeployingTheSameAgainAndByNothingElse() {
        String before = serving();
        String version = killed("action-started analyse");

        JsonNode status = place.status("production");
        assertTrue(status.path("interrupted").asBoolean(), status::toString);
        assertEquals("deploying", status.path("phase").asText());
        assertEquals(version, status.path("version").asText());
        assertEquals(before, status.path("current").asText());
        assertEquals("{\"" + version + "\":\"100%\"}", status.path("weights").toString());
        assertTrue(status.path("lock").isNull());
        assertTrue(place.run("status").ends(0).out().contains("INTERRUPTED, no process moves it: resume or abort it"));

        String other = next();
        Ran refused = place.run("promote", "production", "--version", other, "--artifact", place.artifact(other));
        refused.ends(3)
                .says(" of " + version + " to production was interrupted and is not finished", "(resume)", "(abort)");
        place.run("rollback", "production").ends(3).says("was interrupted");
        place.run("prepare", "production").ends(3).says("was interrupted");

        int known = place.entries("production").size();
        place.serve(version);
        assertEquals(
                "resumed", Events.type(place.entries("production").after(known).get(0)));
        assertEquals(version, serving());
        place.run("resume", "production")
                .ends(3)
                .says(
                        "there is nothing to go on with; the last one, promote-",
                        "of " + version + ", ended as succeeded");
    }

    @Test
    void abortTakesItBack() {
        String before = serving();
        int known = place.entries("production").size();
        killed("action-started analyse");
        Ran abort = place.run("abort", "production", "--reason", "the shop is closed");

        abort.ends(0).says("abort asked for by ", "the shop is closed");
        List<JsonNode> events = place.entries("production").after(known);
        assertEquals("ABORTED", events.get(events.size() - 1).path("outcome").asText());
        assertEquals(before, serving());
        assertEquals(
                "aborted",
                place.run("history", "production", "-o", "json")
                        .ends(0)
                        .json()
                        .at("/deployments/0/outcome")
                        .asText());
    }

    @Test
    void aRollbackThatIsKilledIsFinishedByResuming() {
        String before = serving();
        try (LiveTraffic traffic = new LiveTraffic(place.fleet().listen())) {
            for (String point : List.of("rollback-started", "planned rollback", "action-ended retire")) {
                int known = place.entries("production").size();
                killed(point, "crash");
                boolean tooLate = Events.reached(place.entries("production").after(known), "ended");
                Ran resumed = place.run("resume", "production");

                assertEquals(tooLate ? 3 : 1, resumed.exit(), () -> "killed at " + point + ": " + resumed);
                List<JsonNode> events = place.entries("production").after(known);
                assertEquals(
                        "ROLLED_BACK",
                        events.get(events.size() - 1).path("outcome").asText());
                assertEquals(before, serving());
            }
            traffic.expectNoFailure();
        }
    }

    @Test
    void whatWasKilledBeforeItsPlanWasWrittenIsPlannedNow(@TempDir Path root) throws Exception {
        try (Place fresh = new Place(root).file("production", Place.LOCAL)) {
            Tool promote =
                    fresh.start("promote", "production", "--version", "1.0.0", "--artifact", fresh.artifact("1.0.0"));
            fresh.entries("production").awaitFrom(0, promote, "planned", events -> Events.reached(events, "planned"));
            promote.kill();
            Path ledger = fresh.ledger("production");
            String first = Files.readAllLines(ledger).get(0) + "\n";
            Files.writeString(ledger, first);
            Files.writeString(ledger.resolveSibling("production.head"), first);

            assertEquals("deploying", fresh.status("production").path("phase").asText());
            fresh.run("resume", "production").ends(0);
            assertEquals(
                    new Portrait("SUCCEEDED", true, 10_000, Map.of("HEALTHY", 2L), true, true, true),
                    Portrait.of(fresh, 0, "1.0.0"));
        }
    }

    @Test
    void aRecordThatHadToMaskASecretIsReplacedByTheFileItselfAsLongAsThatIsTheSame() throws IOException {
        Path file = place.directory.resolve("config/environment/production.yaml");
        String careless = Place.LOCAL + "\nshop: { password: " + SECRET + " }\n";
        Files.writeString(file, careless);
        try {
            String version = killed("action-started analyse");
            assertFalse(Files.readString(place.ledger("production")).contains(SECRET));
            Files.writeString(file, careless + "# changed\n");
            int known = place.entries("production").size();
            place.run("resume", "production")
                    .ends(3)
                    .says("began with another config/environment/production.yaml", "Put the file back as it was");
            assertEquals(known, place.entries("production").size());
            Files.delete(file);
            place.run("resume", "production").ends(3).says("found no such file");

            Files.writeString(file, careless);
            place.run("resume", "production").ends(0);
            assertEquals(version, serving());
        } finally {
            Files.writeString(file, Place.LOCAL);
        }
    }

    @Test
    void theFileOnDiskMayChangeMeanwhileSinceTheRecordIsWhatCounts() throws IOException {
        String version = killed("action-started install");
        Path file = place.directory.resolve("config/environment/production.yaml");
        Files.writeString(file, "environment: production\ndeployment: { target: { nonsense: {} } }\n");
        try {
            place.run("resume", "production").ends(0);
            assertEquals(version, serving());
        } finally {
            Files.writeString(file, Place.LOCAL);
        }
    }

    @Test
    void whatANewerVersionHasMovedIsLeftToIt(@TempDir Path root) throws Exception {
        try (Place fresh = new Place(root).file("production", Place.LOCAL)) {
            Tool promote =
                    fresh.start("promote", "production", "--version", "1.0.0", "--artifact", fresh.artifact("1.0.0"));
            fresh.entries("production")
                    .awaitFrom(0, promote, "install", events -> Events.reached(events, "action-started install"));
            promote.kill();
            JsonNode last = fresh.entries("production")
                    .all()
                    .get(fresh.entries("production").size() - 1);
            String deployment = last.at("/event/deployment").asText();
            append(
                    fresh.ledger("production"),
                    "{\"sequence\":" + (last.path("sequence").asLong() + 1) + ",\"at\":\"2026-03-01T09:00:00Z\","
                            + "\"previous\":\"" + last.path("hash").asText() + "\",\"event\":{\"type\":\"mirrored\","
                            + "\"deployment\":\"" + deployment + "\"}");
            int known = fresh.entries("production").size();

            for (String[] command : new String[][] {
                {"resume", "production"},
                {"abort", "production"},
                {"promote", "production", "--version", "1.0.0"},
                {"promote", "production", "--version", "1.0.1", "--artifact", fresh.artifact("1.0.1")}
            }) {
                fresh.run(command).ends(3).says("deployment " + deployment, "a newer version has moved it");
            }
            assertEquals(known, fresh.entries("production").size());
            assertTrue(fresh.run("ledger", "verify", "-o", "json")
                    .ends(0)
                    .json()
                    .path("intact")
                    .asBoolean());
        }
    }

    @Test
    void aFleetThatDiedTooIsStartedAgainAndOneThatCannotStartIsReported(@TempDir Path root) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Place fresh = new Place(root).file("production", Place.LOCAL.replace(":0\"", ":" + port + "\""))) {
            fresh.listen("127.0.0.1:" + port).serve("1.0.0");
            Tool promote =
                    fresh.start("promote", "production", "--version", "1.0.1", "--artifact", fresh.artifact("1.0.1"));
            fresh.entries("production")
                    .awaitFrom(
                            0,
                            promote,
                            "analyse",
                            events -> Events.last(events).equals("action-started analyse")
                                    && events.stream()
                                            .anyMatch(e ->
                                                    e.path("version").asText().equals("1.0.1")));
            promote.kill();
            FleetEndpoint fleet = fresh.fleet();
            ProcessHandle.of(fleet.pid()).orElseThrow().destroyForcibly();
            Place.until("the port is free", () -> {
                try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                    return true;
                } catch (IOException e) {
                    return false;
                }
            });
            int known = fresh.entries("production").size();
            try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                Ran failed = fresh.run("resume", "production");
                failed.ends(1)
                        .says(
                                "The local fleet on 127.0.0.1:" + port + " could not be started",
                                "another process listens there");
                assertEquals(1, failed.errors(), failed::toString);
            }
            assertEquals(known, fresh.entries("production").size());
            fresh.run("resume", "production").ends(0);
            assertEquals("{\"version\":\"1.0.1\"}", fresh.get("/version").trim());
        }
    }

    private String killed(String point, String... faults) {
        String version = next();
        int known = place.entries("production").size();
        Tool promote = place.start(
                "promote", "production", "--version", version, "--artifact", place.artifact(version, faults));
        place.entries("production").awaitFrom(known, promote, point, events -> Events.reached(events, point));
        promote.kill();
        return version;
    }

    private String next() {
        return "1.0." + ++patch;
    }

    private String serving() {
        JsonNode answer = Ran.json(place.get("/version"));
        return answer.path("version").asText();
    }

    /** Puts an entry at the end of a ledger as another program would, by docs/ledger.md. */
    private static void append(Path ledger, String body) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest((body + "}").getBytes(StandardCharsets.UTF_8));
        String line = body + ",\"hash\":\"" + HexFormat.of().formatHex(digest) + "\"}\n";
        Files.writeString(ledger, Files.readString(ledger) + line);
        Files.writeString(ledger.resolveSibling("production.head"), line);
    }
}
