package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows and freezes on the command line; 2026-11-27 is a Friday. */
class WindowTest {
    /** No target, and a database password that nobody has: a window can be asked for all the same. */
    private static final String WEEK = """
            database: { password: "${NOBODY_HAS_IT}" }
            deployment:
              guards:
                windows: [ { days: [mon, tue, wed, thu], from: "09:00", to: "16:00", zone: Europe/Berlin } ]
            """;

    private Place place;

    @BeforeEach
    void aProject(@TempDir Path root) {
        place = new Place(root);
    }

    @AfterEach
    void stop() throws Exception {
        place.close();
    }

    private JsonNode check(String time) {
        return place.run("window", "check", "production", "--at", time, "--output", "json")
                .ends(0)
                .json();
    }

    @Test
    void itPrintsWhatTheContractSaysAndNothingElse() {
        place.file("production", WEEK);
        JsonNode closed = check("2026-11-27T10:00:00+01:00");
        List<String> fields = new ArrayList<>();
        closed.fieldNames().forEachRemaining(fields::add);
        assertEquals(List.of("open", "opensAt", "closesAt", "because"), fields);
        assertFalse(closed.path("open").asBoolean(true));
        assertEquals("2026-11-30T08:00:00Z", closed.path("opensAt").asText());
        assertEquals("2026-11-30T15:00:00Z", closed.path("closesAt").asText());
        assertEquals(
                "outside the window mon to thu 09:00 to 16:00 Europe/Berlin",
                closed.path("because").asText());
        JsonNode open = check("2026-11-26T14:59:59Z");
        assertTrue(open.path("open").asBoolean());
        assertEquals("2026-11-26T15:00:00Z", open.path("closesAt").asText());
        assertEquals("2026-11-30T08:00:00Z", open.path("opensAt").asText());
    }

    @Test
    void aTimeWithoutAnOffsetIsInTheZoneOfTheWindows() {
        place.file("production", WEEK);
        assertTrue(check("2026-11-26T09:00").path("open").asBoolean());
        assertFalse(check("2026-11-26T08:59:59").path("open").asBoolean(true));
        place.file("production", WEEK.replace("} ]", "}, { from: \"01:00\", to: \"02:00\" } ]"));
        place.run("window", "check", "production", "--at", "2026-11-26T09:00")
                .ends(2)
                .says("--at: expected a date and time such as 2026-12-01T10:00:00+01:00", "Europe/Berlin or in Z");
    }

    @Test
    void whatHasNoWindowsIsAlwaysOpen() {
        place.file("production", "environment: production\n");
        JsonNode document = check("2026-11-27T10:00:00Z");
        assertTrue(document.path("open").asBoolean());
        assertTrue(document.path("closesAt").isNull());
        assertTrue(document.path("opensAt").isNull());
    }

    @Test
    void itIsSaidInWords() {
        place.file("production", WEEK);
        assertEquals(
                """
                production is closed at fri 2026-11-27 10:00 Europe/Berlin: outside the window mon to thu 09:00 to 16:00\
                 Europe/Berlin
                it opens mon 2026-11-30 09:00 Europe/Berlin
                """,
                place.run("window", "check", "production", "--at", "2026-11-27T09:00:00Z")
                        .ends(0)
                        .out());
        place.run("window", "check", "production").ends(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "2026-11-27", "2026-02-30T10:00:00Z", "10:00", "+12026-11-27T10:00:00Z", ""})
    void aTimeThatIsNoneIsMisuse(String time) {
        place.file("production", WEEK);
        place.run("window", "check", "production", "--at", time)
                .ends(2)
                .says("expected a date and time such as 2026-12-01T10:00:00+01:00", "found '" + time + "'");
    }

    @Test
    void whatIsWrongWithTheGuardsIsSaidWithFileLineAndKey() {
        place.file("production", WEEK.replace("Berlin", "Berln"));
        place.run("window", "check", "production")
                .ends(2)
                .says("config/environment/production.yaml:4: deployment.guards.windows[0].zone", "Europe/Berlin?");
    }

    @Test
    void duringAFreezeItIsRefusedUnlessSomebodyOverridesIt() throws Exception {
        place.write("app.txt", "the application")
                .file(
                        "production",
                        """
                        application: storefront
                        deployment:
                          target: { script: { deploy: 'printf {{version}} > serves' } }
                          strategy: { use: rolling }
                          monitoring: { bake: 0s }
                          guards: { freezes: [ { from: "2000-01-01", to: "9999-01-01", reason: for ever } ] }
                        """);
        String[] promote = {"promote", "production", "--version", "1.0.0", "--artifact", "app.txt", "-o", "json"};
        JsonNode refused = place.run(promote).ends(3).json();
        assertEquals("refused", refused.path("outcome").asText());
        String reason = refused.path("reason").asText();
        assertTrue(reason.contains("for ever; it opens fri 9999-01-01 00:00 UTC; nothing was touched"), reason);
        assertTrue(reason.contains("--override-guards REASON"), reason);
        assertFalse(Files.exists(place.directory.resolve("serves")));
        assertEquals(
                "refused",
                place.run("history", "-o", "json")
                        .ends(0)
                        .json()
                        .path("deployments")
                        .path(0)
                        .path("outcome")
                        .asText());
        place.run("plan", "production", "--version", "1.0.0").ends(0).says("would be refused now: guards.freezes");

        String[] overriding = Arrays.copyOf(promote, promote.length + 2);
        overriding[promote.length] = "--override-guards";
        overriding[promote.length + 1] = " ";
        place.run(overriding).ends(2).says("--override-guards: expected a reason");
        overriding[promote.length + 1] = "security fix";
        place.run(overriding).ends(0).says("guards overridden by ", ": security fix (guards.freezes: ");
        assertEquals("1.0.0", Files.readString(place.directory.resolve("serves")));
        JsonNode last = place.run("history", "-o", "json")
                .ends(0)
                .json()
                .path("deployments")
                .path(0);
        assertEquals("security fix", last.path("override").path("reason").asText());
        assertEquals(System.getProperty("user.name"), last.path("override").path("by").asText());
    }
}
