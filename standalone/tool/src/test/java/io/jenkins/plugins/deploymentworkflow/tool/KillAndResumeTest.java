package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tool is killed at every kind of entry of its ledger; going on must end like a run that nobody disturbed. */
@Execution(ExecutionMode.CONCURRENT)
class KillAndResumeTest {
    @TempDir
    Path root;

    private Place place;

    @BeforeEach
    void aProject() {
        place = new Place(root).file("production", Place.LOCAL);
    }

    @AfterEach
    void stop() throws Exception {
        place.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "blue-green | planned; action-started install; action-started set-traffic; action-started analyse;"
                        + " action-started retire",
                "canary     | action-ended install; action-ended set-traffic; observed; action-ended analyse",
                "rolling    | action-ended await-healthy; action-started drain; action-ended retire;"
                        + " action-started analyse",
            })
    void whenItIsKilledAnywhereResumingEndsAsIfNothingHadHappened(String strategy, String points) {
        place.serve("1.0.0");
        try (LiveTraffic traffic = new LiveTraffic(place.fleet().listen())) {
            int known = place.entries("production").size();
            place.serve("1.0.1", "--strategy", strategy);
            Portrait undisturbed = Portrait.of(place, known, "1.0.1");
            int patch = 2;
            for (String point : points.split("; *")) {
                String version = "1.0." + patch++;
                known = place.entries("production").size();
                Tool promote = place.start(
                        "promote",
                        "production",
                        "--version",
                        version,
                        "--artifact",
                        place.artifact(version),
                        "--strategy",
                        strategy);
                place.entries("production").awaitFrom(known, promote, point, events -> Events.reached(events, point));
                promote.kill();
                boolean tooLate = Events.reached(place.entries("production").after(known), "ended");
                Ran resumed = place.run("resume", "production");

                assertEquals(tooLate ? 3 : 0, resumed.exit(), () -> "killed at " + point + ": " + resumed);
                assertEquals(undisturbed, Portrait.of(place, known, version), "killed at " + point);
            }
            traffic.expectNoFailure();
            System.out.println(strategy + ": killed and resumed at " + (patch - 2) + " points, " + traffic.requests()
                    + " requests, 0 failed");
        }
    }
}
