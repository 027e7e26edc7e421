package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody types who does not know the tool yet. */
class FirstTryTest {
    private Place place;

    @BeforeEach
    void aProject(@TempDir Path root) {
        place = new Place(root).file("production", Place.LOCAL);
    }

    @AfterEach
    void stop() throws Exception {
        place.close();
    }

    @Test
    void aMistypedCommandIsNoQuestionAboutTheVersion() {
        Ran mistyped = place.run("promot", "production", "--version", "1.0.0");
        mistyped.ends(2).says("error: unknown command 'promot'; did you mean promote");
        assertEquals("", mistyped.out());
    }

    @Test
    void aPlanMayBeLookedAtBeforeTheFileIsBuilt() {
        Ran plan = place.run("plan", "production", "--version", "1.0.0");
        assertTrue(plan.ends(0).out().contains("install 1.0.0 on "), plan::toString);
    }

    @Test
    void aDeploymentWithoutTheFileIsRefusedBeforeAnythingIsTouched() {
        place.run("promote", "production", "--version", "1.0.0")
                .ends(2)
                .says("expected a file of storefront 1.0.0", "Deploy it with --artifact FILE");
        place.run("rollback", "production", "--to", "0.9.0")
                .ends(2)
                .says("expected a file of storefront 0.9.0", "Go back to a version that was deployed before");
        assertFalse(Files.exists(place.fleetState()), "no fleet was started");
        assertFalse(Files.exists(place.ledger("production")), "nothing was written down");
    }

    @Test
    void anEnvironmentThatNothingWasDeployedToIsNamed() {
        String expected = "nothing has been deployed to staging yet";
        assertTrue(place.run("history", "staging").ends(0).out().startsWith(expected));
        assertTrue(place.run("status", "staging").ends(0).out().startsWith(expected));
    }

    @Test
    void aMissingOptionIsNamed() {
        place.run("promote", "production").ends(2).says("error: Missing required option: '--version=V'");
    }
}
