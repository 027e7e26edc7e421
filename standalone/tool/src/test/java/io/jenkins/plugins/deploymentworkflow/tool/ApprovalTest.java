package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment that waits for a person, with the tool as processes of its own. */
class ApprovalTest {
    private static final String ME = System.getProperty("user.name");

    private Place place;

    @BeforeEach
    void aProject(@TempDir Path root) {
        place = new Place(root).write("app.txt", "the application");
    }

    @AfterEach
    void stop() throws Exception {
        place.close();
    }

    /** What it deploys to is a file that names the version. */
    private static String script(String by, String timeout) {
        return """
            application: storefront
            deployment:
              target:
                script:
                  deploy: 'printf {{version}} > serves'
                  rollback: 'printf {{version}} > serves'
              strategy: { use: rolling }
              monitoring: { interval: 100ms, bake: 100ms, noData: pass }
              smokeTests: [ { name: serves, command: 'grep -q . serves' } ]
              guards: { approval: { by: [%s], timeout: %s } }
            """
                .formatted(by, timeout);
    }

    private Tool promote(String version) {
        return place.start("promote", "production", "--version", version, "--artifact", "app.txt", "--output", "json");
    }

    private void awaitHold(String environment, Tool tool) {
        place.entries(environment).awaitFrom(0, tool, "it waits for approval", events -> events.stream()
                .anyMatch(event -> event.path("type").asText().equals("held")));
    }

    private String served() throws Exception {
        Path file = place.directory.resolve("serves");
        return Files.exists(file) ? Files.readString(file) : "nothing";
    }

    @Test
    void nothingIsTouchedBeforeOneOfThoseNamedApproves() throws Exception {
        place.file("production", script("release-managers, " + ME, "1h"));
        JsonNode first = place.run("plan", "production", "--version", "1.0.0", "-o", "json")
                .ends(0)
                .json()
                .path("actions")
                .path(0);
        assertEquals("await-approval", first.path("kind").asText());
        assertEquals("1h", first.path("timeout").asText());

        Tool promotion = promote("1.0.0");
        awaitHold("production", promotion);
        JsonNode status = place.status("production");
        assertEquals("held", status.path("phase").asText());
        assertEquals("release-managers", status.path("held").path("by").path(0).asText());

        String line = place.run("status", "production").ends(0).out();
        assertTrue(
                line.contains("held 1.0.0: wait for approval of 1.0.0 by release-managers or " + ME + ", at most until "
                        + status.path("held").path("until").asText()),
                line);

        place.run("approve", "production", "--by", "mallory")
                .ends(3)
                .says("may be approved by release-managers, " + ME + ", found mallory (groups: none)");
        place.run("resume", "production").ends(3).says("is locked");
        assertTrue(promotion.isAlive());
        assertEquals("nothing", served());

        place.run("approve", "production", "--reason", "seen in staging").ends(0);
        JsonNode result = promotion.await().ends(0).json();
        assertEquals("succeeded", result.path("outcome").asText());
        assertEquals("1.0.0", served());
        assertTrue(place.entries("production").after(0).stream()
                .anyMatch(event -> event.path("message").asText().equals("approved by " + ME + ": seen in staging")));
    }

    @Test
    void aSharedAccountSaysWhoApprovesAndTheRecordSaysWhoTypedIt() {
        place.file("production", script("release-managers", "1h"));
        Tool promotion = promote("1.0.0");
        awaitHold("production", promotion);
        place.run("approve", "production", "--by", "release-managers").ends(0);
        promotion.await().ends(0);
        assertTrue(place.entries("production").after(0).stream()
                .anyMatch(event -> event.path("by").asText().equals("release-managers")
                        && event.path("reason").asText().equals("(said by " + ME + ")")));
    }

    @Test
    void withoutAnAnswerInTimeItIsRefusedAndNothingWasTouched() throws Exception {
        place.file("production", script("release-managers", "1s"));
        JsonNode result = promote("1.0.0").await().ends(3).json();
        assertEquals("refused", result.path("outcome").asText());
        assertEquals(
                "guards.approval: none of release-managers approved 1.0.0 within 1s; nothing was touched",
                result.path("reason").asText());
        assertEquals("nothing", served());
        assertEquals("idle", place.status("production").path("phase").asText());
        place.run("approve", "production", "--by", "release-managers").ends(3).says("is under way");
    }

    @Test
    void anAbortWhileItWaitsIsARefusal() throws Exception {
        place.file("production", script("release-managers", "1h"));
        Tool promotion = promote("1.0.0");
        awaitHold("production", promotion);
        place.run("abort", "production", "--reason", "not today").ends(0);
        JsonNode result = promotion.await().ends(3).json();
        assertEquals("refused", result.path("outcome").asText());
        assertEquals("nothing", served());
    }

    @Test
    void anApprovalThatComesWhileNobodyIsThereCounts() throws Exception {
        place.file("production", script(ME, "1h"));
        Tool promotion = promote("1.0.0");
        awaitHold("production", promotion);
        promotion.kill();
        JsonNode approved =
                place.run("approve", "production", "-o", "json").ends(0).json();
        assertTrue(approved.path("interrupted").asBoolean());
        assertEquals("nothing", served());
        place.run("resume", "production").ends(0);
        assertEquals("1.0.0", served());
    }

    @Test
    void anAbortOfWhatNobodyMovesAnyMoreIsDone() throws Exception {
        place.file("production", script(ME, "1h"));
        Tool promotion = promote("1.0.0");
        awaitHold("production", promotion);
        promotion.kill();
        JsonNode result = place.run("abort", "production", "-o", "json").ends(0).json();
        assertEquals("refused", result.path("outcome").asText());
        assertEquals("nothing", served());
    }

    @Test
    void goingOnWithADeploymentDoesNotApproveIt() throws Exception {
        place.file("production", script(ME, "3s"));
        Tool promotion = promote("1.0.0");
        awaitHold("production", promotion);
        promotion.kill();
        place.run("resume", "production").ends(3).says("none of " + ME + " approved 1.0.0");
        assertEquals("nothing", served());
    }

    @Test
    void stagingWaitsForAcceptanceOnceTheVersionServesAndIsTested() throws Exception {
        place.file("staging", script(ME, "1h"));
        Tool first = place.start("stage", "staging", "--version", "1.0.0", "--artifact", "app.txt");
        awaitHold("staging", first);
        assertEquals("1.0.0", served());
        assertTrue(place.entries("staging").after(0).stream()
                .anyMatch(event -> event.path("type").asText().equals("checked")));
        place.run("approve", "staging").ends(0);
        first.await().ends(0);

        place.file("staging", script(ME, "1s"));
        JsonNode result = place.run("stage", "staging", "--version", "1.1.0", "--artifact", "app.txt", "-o", "json")
                .ends(1)
                .json();
        assertEquals("rolled-back", result.path("outcome").asText());
        assertEquals("1.0.0", served());
    }

    @Test
    void aLocalFleetHearsNothingOfAVersionThatWaits() {
        place.file("production", Place.LOCAL + "  guards: { approval: { by: [" + ME + "], timeout: 1h } }\n");
        Tool promotion =
                place.start("promote", "production", "--version", "1.0.0", "--artifact", place.artifact("1.0.0"));
        awaitHold("production", promotion);
        assertFalse(Files.exists(place.fleetState()), "the fleet was started before the approval");
        place.run("approve", "production").ends(0);
        promotion.await().ends(0);

        Tool next = place.start("promote", "production", "--version", "1.1.0", "--artifact", place.artifact("1.1.0"));
        int known = place.entries("production").size();
        place.entries("production").awaitFrom(known - 1, next, "it waits for approval", events -> events.stream()
                .anyMatch(event -> event.path("type").asText().equals("held")));
        assertFalse(
                Files.exists(place.fleetState().resolve("releases/1.1.0")),
                "the version was registered before the approval");
        place.run("abort", "production").ends(0);
        next.await().ends(3);
        assertEquals("1.0.0", place.status("production").path("current").asText());
    }
}
