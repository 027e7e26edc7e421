package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerVerification;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tool is killed while scripts deploy; going on finds those that still run, and runs none twice. */
class KillAndResumeScriptsTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "canary     | true  | action-started run-command; action-started set-traffic;"
                        + " action-ended set-traffic; action-started pause",
                "blue-green | false | planned; action-started run-command; action-ended run-command",
            })
    void whenItIsKilledAnywhereNoScriptRunsTwice(String strategy, boolean route, String points) throws Exception {
        try (ScriptedPlace scripted = new ScriptedPlace(root, strategy, route)) {
            Place place = scripted.place;
            place.serve("1.0.0");
            try (LiveTraffic traffic = new LiveTraffic(scripted.listen())) {
                int calls = scripted.calls(0).size();
                place.serve("1.0.1");
                List<String> undisturbed = scripted.calls(calls).stream()
                        .map(call -> call.replace("1.0.1", "NEW"))
                        .toList();
                int patch = 2;
                for (String point : points.split("; *")) {
                    String version = "1.0." + patch++;
                    int known = place.entries("production").size();
                    calls = scripted.calls(0).size();
                    Tool promote = place.start(
                            "promote", "production", "--version", version, "--artifact", place.artifact(version));
                    place.entries("production")
                            .awaitFrom(known, promote, point, events -> Events.reached(events, point));
                    promote.kill();
                    boolean tooLate = Events.reached(place.entries("production").after(known), "ended");
                    Ran resumed = place.run("resume", "production");

                    assertEquals(tooLate ? 3 : 0, resumed.exit(), () -> "killed at " + point + ": " + resumed);
                    assertEquals(
                            undisturbed,
                            scripted.calls(calls).stream()
                                    .map(call -> call.replace(version, "NEW"))
                                    .toList(),
                            "killed at " + point);
                    assertEquals(List.of(version + " 100"), scripted.routes());
                    finished(place, known);
                }
                traffic.expectNoFailure();
                System.out.println("scripts, " + strategy + ": killed and resumed at " + (patch - 2) + " points, "
                        + traffic.requests() + " requests, 0 failed");
            }
        }
    }

    private static void finished(Place place, int known) {
        var events = place.entries("production").after(known);
        assertEquals("SUCCEEDED", events.get(events.size() - 1).path("outcome").asText());
        assertEquals(Events.planned(events), Events.done(events));
        LedgerStore ledgers = place.ledgers();
        assertTrue(
                ledgers.lock("storefront", "production").holder(Instant.now()).isEmpty());
        assertTrue(LedgerVerification.verify(place.ledger("production")).intact());
    }
}
