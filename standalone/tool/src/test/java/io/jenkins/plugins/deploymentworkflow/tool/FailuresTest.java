package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceHealth;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What goes wrong while a version is deployed: the one that served before serves again, and the reason is said. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresTest {
    private static final String FIRST = "1.0.0";

    private Place place;
    private int patch;

    @BeforeAll
    void aVersionServes(@TempDir Path root) {
        place = new Place(root)
                .file("production", Place.LOCAL.replace("timeout: 60s", "timeout: \"${HEALTH_TIMEOUT:-60s}\""));
        place.serve(FIRST);
    }

    @AfterEach
    void nothingIsUnfinished() {
        place.settle("production");
    }

    @AfterAll
    void stop() throws Exception {
        place.close();
    }

    @ParameterizedTest
    @CsvSource({"blue-green", "canary", "rolling"})
    void anInstanceThatCrashesAtItsStartIsReportedWithItsLastWords(String strategy) {
        try (LiveTraffic traffic = new LiveTraffic(place.fleet().listen())) {
            Ran failed = takenBack(strategy, "crash");
            failed.says("cannot read the price list, giving up");
            traffic.expectNoFailure();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "blue-green, bake=2m",
        "canary, interval=2m",
        "rolling, pause=2m",
    })
    void anInstanceThatDiesHalfWayIsNoticedAndTakenBack(String strategy, String option) {
        try (LiveTraffic traffic = new LiveTraffic(place.fleet().listen())) {
            Ran failed = takenBack(strategy, "crash=20", "--strategy-option", option);
            assertTrue(failed.json().path("reason").asText().contains("1.1." + (patch - 1)), failed::toString);
            assertTrue(traffic.requests() > 20);
        }
    }

    @Test
    void anInstanceThatNeverGetsHealthyIsGivenUpInTime() {
        try (LiveTraffic traffic = new LiveTraffic(place.fleet().listen())) {
            Ran failed = takenBack("blue-green", "health", "--set", "HEALTH_TIMEOUT=1s");
            failed.says("to be healthy on 1.1." + (patch - 1), "found: ");
            traffic.expectNoFailure();
        }
    }

    @Test
    void anotherFileUnderTheSameVersionIsRefused() {
        place.write("dist/other.jar", "something else");
        int known = place.entries("production").size();
        Ran refused = place.run("promote", "production", "--version", FIRST, "--artifact", "dist/other.jar");

        refused.ends(3).says("dist/other.jar is not the one that was deployed as 1.0.0 before", "a version of its own");
        assertEquals(1, refused.errors());
        assertEquals(known, place.entries("production").size());
    }

    @Test
    void ofTwoDeploymentsAtOnceTheSecondIsRefusedAndToldWhoIsThere() {
        String version = "1.1." + patch++;
        int known = place.entries("production").size();
        Tool first = place.start(
                "promote",
                "production",
                "--version",
                version,
                "--artifact",
                place.artifact(version),
                "--strategy-option",
                "bake=10m");
        place.entries("production")
                .awaitFrom(known, first, "analyse", events -> Events.reached(events, "action-started analyse"));
        String second = "1.1." + patch++;
        Ran refused = place.run(
                "promote", "production", "--version", second, "--artifact", place.artifact(second), "-o", "json");

        refused.ends(3)
                .says(
                        "error: production is locked: deployment promote-",
                        " of " + System.getProperty("user.name"),
                        "(process " + first.pid() + " on ");
        assertEquals("refused", refused.json().path("outcome").asText());
        for (String[] command : new String[][] {
            {"promote", "production", "--version", version},
            {"resume", "production"},
            {"rollback", "production", "--to", FIRST}
        }) {
            place.run(command).ends(3).says("error: production is locked: deployment promote-");
        }
        JsonNode status = place.status("production");
        assertEquals("deploying", status.path("phase").asText());
        assertEquals(first.pid(), status.at("/lock/pid").asLong());
        assertTrue(status.at("/lock/alive").asBoolean());
        place.run("abort", "production").ends(0);
        first.await().ends(130);
    }

    @Test
    void aPortThatIsTakenStopsTheFirstDeploymentBeforeItBegins(@TempDir Path root) throws Exception {
        String taken = place.fleet().listen();
        try (Place other = new Place(root).file("production", Place.LOCAL.replace("127.0.0.1:0", taken))) {
            Ran failed = other.run("promote", "production", "--version", FIRST, "--artifact", other.artifact(FIRST));

            failed.ends(1)
                    .says("The local fleet on " + taken + " could not be started", "another process listens there");
            assertEquals(1, failed.errors());
            assertEquals(0, other.entries("production").size());
            assertEquals(
                    "{\"version\":\"" + FIRST + "\"}", place.get("/version").trim());
        }
    }

    @Test
    void aCommandThatHangsIsEndedAtItsTimeLimit(@TempDir Path root) throws Exception {
        try (Place scripted = new Place(root)
                .file(
                        "production",
                        """
                environment: production
                application: storefront
                deployment:
                  target:
                    script:
                      deploy: "echo deploy {{version}} >> calls; test {{version}} = 1.0.0 || { echo connecting; sleep 600; }"
                      rollback: "echo rollback {{version}} >> calls"
                      timeout: "${LIMIT:-1m}"
                  strategy: { use: blue-green, blue-green: { bake: 0s } }
                  monitoring: { bake: 0s }
                """)) {
            scripted.run("promote", "production", "--version", "1.0.0").ends(0);
            Ran hung = scripted.run("promote", "production", "--version", "1.1.0", "--set", "LIMIT=1s");

            hung.ends(1).says(" did not end within 1s; last seen: connecting");
            assertTrue(hung.out().contains("was rolled back to 1.0.0"), hung::toString);
            assertEquals("1.0.0", scripted.status("production").path("current").asText());
            assertEquals(
                    List.of("deploy 1.0.0", "deploy 1.1.0", "rollback 1.0.0"),
                    Files.readAllLines(scripted.directory.resolve("calls")));
        }
    }

    /** Deploys a version with this fault, which must end where it began. */
    private Ran takenBack(String strategy, String fault, String... options) {
        String version = "1.1." + patch++;
        int known = place.entries("production").size();
        List<String> line = new ArrayList<>(List.of(
                "promote",
                "production",
                "--version",
                version,
                "--artifact",
                place.artifact(version, fault),
                "--strategy",
                strategy,
                "--output",
                "json"));
        line.addAll(List.of(options));
        Ran failed = place.run(line.toArray(String[]::new)).ends(1).says("taking it back", "rolled-back, 1.0.0 serves");

        assertEquals("rolled-back", failed.json().path("outcome").asText());
        assertEquals(FIRST, failed.json().path("previousVersion").asText());
        Portrait left = Portrait.of(place, known, FIRST);
        assertEquals(
                new Portrait(
                        "ROLLED_BACK",
                        left.asPlanned(),
                        10_000,
                        Map.of(InstanceHealth.HEALTHY.toString(), 2L),
                        true,
                        true,
                        true),
                left);
        assertEquals("{\"version\":\"" + FIRST + "\"}", place.get("/version").trim());
        return failed;
    }
}
