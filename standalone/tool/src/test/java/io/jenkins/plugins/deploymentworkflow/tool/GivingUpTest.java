package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceHealth;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Abort from another process and Ctrl-C, while a deployment lingers in each of its phases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GivingUpTest {
    private static final String FIRST = "1.0.0";
    private static final String SLOW_TO_STOP = "hang-on-stop";

    private final List<String> figures = new ArrayList<>();
    private Place place;
    private int patch;

    @BeforeAll
    void aVersionServes(@TempDir Path root) {
        place = new Place(root)
                .file(
                        "production",
                        Place.LOCAL.replace("noData: pass", "noData: ${NO_DATA:-pass}")
                                + """
              smokeTests: [ { name: closed, command: "test ! -e hang || sleep 600", timeout: 10m } ]
            """);
        place.run("promote", "production", "--version", FIRST, "--artifact", place.artifact(FIRST, SLOW_TO_STOP))
                .ends(0);
    }

    @AfterAll
    void stop() throws Exception {
        System.out.println("from asked to taking back: " + String.join(", ", figures));
        place.close();
    }

    @AfterEach
    void nothingIsUnfinished() {
        place.settle("production");
    }

    /** Each with what makes the phase last. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "action-started install       | -               | -                                        | -",
                "action-started await-healthy | slow-start=600s | -                                        | -",
                "action-started verify        | -               | hang                                     | -",
                "action-started analyse       | -               | --strategy-option bake=10m               | -",
                "held                         | -               | --set NO_DATA=hold                       | -",
                "action-started analyse       | -               | --strategy rolling --strategy-option pause=10m | -",
                "action-started drain         | -               | --strategy rolling                       | request",
                "action-started retire        | -               | --strategy rolling                       | -",
            })
    void whateverItIsDoingItTurnsBackAtOnce(String phase, String fault, String options, String inFlight)
            throws Exception {
        // Nothing makes an install last: there a command would come too late.
        for (boolean interrupt : phase.endsWith("install") ? new boolean[] {true} : new boolean[] {false, true}) {
            String version = "1.1." + patch++;
            int known = place.entries("production").size();
            List<String> line = new ArrayList<>(List.of("promote", "production", "--version", version, "--artifact"));
            line.add(fault == null ? place.artifact(version) : place.artifact(version, fault));
            Path hang = place.directory.resolve("hang");
            if (options != null && options.equals("hang")) {
                Files.createFile(hang);
            } else if (options != null) {
                line.addAll(List.of(options.split(" ")));
            }
            try (Socket open = inFlight == null ? new Socket() : requestThatLasts()) {
                Tool promote = place.start(List.of("env", "--default-signal=INT"), line.toArray(String[]::new));
                place.entries("production").awaitFrom(known, promote, phase, events -> Events.reached(events, phase));
                if (interrupt) {
                    promote.interrupt();
                } else {
                    Ran abort = place.run("abort", "production", "-o", "json").ends(0);
                    assertEquals("asked", abort.json().path("outcome").asText());
                }
                turnedBack(phase, known, promote);
            }
            Files.deleteIfExists(hang);
        }
    }

    private void turnedBack(String phase, int known, Tool promote) throws IOException {
        place.entries("production")
                .awaitFrom(known, promote, "turning back", events -> Events.reached(events, "rollback-started"));
        List<JsonNode> since = place.entries("production").all();
        since = since.subList(known, since.size());
        int asked = index(since, "requested");
        int turned = index(since, "rollback-started");
        Duration took = Duration.between(at(since.get(asked)), at(since.get(turned)));
        figures.add(phase + " " + took.toMillis() + " ms");
        List<String> between = since.subList(asked + 1, turned).stream()
                .map(entry -> entry.at("/event/type").asText())
                .filter(type -> !type.equals("observed") && !type.equals("judged"))
                .toList();
        assertTrue(between.size() <= 2, () -> "went on with " + between + " after it was asked to abort in " + phase);
        Ran ran = promote.await().ends(130).says("taking it back", "aborted, " + FIRST + " serves");
        assertTrue(ran.out().contains(" was aborted "), ran::toString);
        Portrait left = Portrait.of(place, known, FIRST);
        assertEquals(
                new Portrait(
                        "ABORTED",
                        left.asPlanned(),
                        10_000,
                        Map.of(InstanceHealth.HEALTHY.toString(), 2L),
                        true,
                        true,
                        true),
                left);
        assertEquals("{\"version\":\"" + FIRST + "\"}", place.get("/version").trim());
    }

    private static int index(List<JsonNode> entries, String type) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).at("/event/type").asText().equals(type)) {
                return i;
            }
        }
        throw new AssertionError("expected " + type + " in " + entries);
    }

    private static Instant at(JsonNode entry) {
        return Instant.parse(entry.path("at").asText());
    }

    /** A request to the version that serves, which has sent its headers and is in no hurry with its body. */
    private Socket requestThatLasts() throws IOException {
        String[] listen = place.fleet().listen().split(":");
        Socket socket = new Socket(listen[0], Integer.parseInt(listen[1]));
        socket.getOutputStream()
                .write("POST /api/checkout HTTP/1.1\r\nHost: shop\r\nContent-Length: 5\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        Place.until("it is in flight", () -> place.fleetStatus().instances().stream()
                .anyMatch(instance -> instance.inFlight() > 0));
        return socket;
    }

    @Test
    void aScriptThatIsRunningIsStoppedFirst(@TempDir Path root) throws Exception {
        for (boolean interrupt : new boolean[] {false, true}) {
            try (Place scripted = new Place(Files.createDirectories(root.resolve("with-" + interrupt)))
                    .file(
                            "production",
                            """
                environment: production
                application: storefront
                deployment:
                  target:
                    script:
                      deploy: "echo begins {{version}} >> calls; case {{version}} in 1.0.0) ;; *) sleep 600;; esac; echo ends {{version}} >> calls"
                      rollback: "echo back to {{version}} >> calls"
                  strategy: { use: blue-green, blue-green: { bake: 0s } }
                  monitoring: { bake: 0s }
                """)) {
                scripted.run("promote", "production", "--version", FIRST).ends(0);
                int known = scripted.entries("production").size();
                Tool promote = scripted.start(
                        List.of("env", "--default-signal=INT"), "promote", "production", "--version", "1.1.0");
                Path calls = scripted.directory.resolve("calls");
                Place.until("the script runs", () -> Files.readString(calls).contains("begins 1.1.0"));
                if (interrupt) {
                    promote.interrupt();
                } else {
                    scripted.run("abort", "production").ends(0);
                }
                promote.await().ends(130).says("aborted, 1.0.0 serves");
                assertEquals(
                        List.of("begins 1.0.0", "ends 1.0.0", "begins 1.1.0", "back to 1.0.0"),
                        Files.readAllLines(calls));
                assertEquals(
                        FIRST, scripted.status("production").path("current").asText());
                assertTrue(Events.reached(scripted.entries("production").after(known), "requested"));
            }
        }
    }
}
