package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ledger archive}, and what {@code ledger verify} says afterwards. */
class LedgerArchiveTest {
    @TempDir
    Path root;

    private Place place;

    @BeforeEach
    void aDeploymentOnEachOfThePastTwentyTimesTwentyDays() {
        place = new Place(root);
        Ledger ledger = LedgerStore.open(place.directory.resolve(".deployment-workflow"))
                .ledger("storefront", "production");
        for (int i = 1; i <= 20; i++) {
            Instant at = Instant.now().minus(Duration.ofDays(20L * (20 - i) + 1));
            String version = "1." + i + ".0";
            ledger.append(
                    new Event.Started(
                            "d" + i,
                            "promote",
                            "storefront",
                            "production",
                            version,
                            i == 1 ? "" : "1." + (i - 1) + ".0",
                            "rolling",
                            null,
                            new Event.Origin("alice", "cli", "", "", "", "."),
                            new Event.Configuration("production.yaml", "00", "", Map.of())),
                    at);
            ledger.append(new Event.Ended("d" + i, Event.Outcome.SUCCEEDED, "", version), at.plusSeconds(60));
        }
    }

    @AfterEach
    void stop() throws Exception {
        place.close();
    }

    @Test
    void whatIsOldIsMovedAndVerifyReadsItWhereItIs() throws Exception {
        JsonNode moved = place.run("ledger", "archive", "--keep-days", "100", "--keep-deployments", "2", "-o", "json")
                .ends(0)
                .json()
                .at("/environments/0");
        assertEquals(30, moved.path("entries").asInt());
        Path archive = Path.of(moved.path("archive").asText());
        assertTrue(Files.exists(archive));

        JsonNode found = place.run("ledger", "verify", "-o", "json").ends(0).json();
        assertEquals(41, found.path("entries").asInt());
        assertEquals(30, found.at("/files/0/archived/through").asInt());
        assertEquals(1, found.at("/files/0/archived/from").asInt());
        assertTrue(place.run("ledger", "verify")
                .ends(0)
                .out()
                .contains("entries 1 to 30 were archived at "));
        assertEquals("1.20.0", place.status("production").path("current").asText());
        assertEquals("1.19.0", place.status("production").path("previous").asText());

        Files.delete(archive);
        assertTrue(place.run("ledger", "verify").ends(0).out().contains("none of their archives is here"));
    }

    @Test
    void withoutAnythingOldEnoughItSaysSo() {
        assertTrue(place.run("ledger", "archive", "--keep-days", "1000")
                .ends(0)
                .out()
                .contains("nothing is old enough to be moved"));
    }

    @Test
    void numbersThatWouldTakeTooMuchAreRefused() {
        place.run("ledger", "archive").ends(2).says("Missing required option: '--keep-days=N'");
        place.run("ledger", "archive", "--keep-days", "30").ends(2).says("at least 92");
        place.run("ledger", "archive", "--keep-days", "0").ends(2).says("at least 92");
        place.run("ledger", "archive", "--keep-days", "100", "--keep-archives-days", "90")
                .ends(2)
                .says("for more days than the 100");
    }
}
