package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The story of one application from nothing to a rollback, each command with what it prints. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class CommandsTest {
    private Place place;

    @BeforeAll
    void aProject(@TempDir Path root) {
        place = new Place(root)
                .file(
                        "production",
                        Place.LOCAL.replace(
                                "monitoring:", "smokeTests: [ { name: home, command: \"true\" } ]\n  monitoring:"))
                .file(
                        "staging",
                        Place.LOCAL
                                .replace("environment: production", "environment: staging")
                                .replace("127.0.0.1:0", "localhost:0"));
    }

    @AfterAll
    void stop() throws Exception {
        place.close();
    }

    @Test
    @Order(1)
    void planShowsEveryActionAndTouchesNothing() {
        String artifact = place.artifact("1.0.0");
        List<String> before = place.files();

        JsonNode plan = place.run("plan", "production", "--version", "1.0.0", "--artifact", artifact, "-o", "json")
                .ends(0)
                .json();

        assertEquals(before, place.files());
        assertFalse(Files.exists(place.fleetState()));
        assertEquals("blue-green", plan.path("strategy").asText());
        assertEquals("1.0.0", plan.path("version").asText());
        JsonNode install = plan.path("actions").get(0);
        assertEquals(Set.of("name", "kind", "instances", "weight", "timeout", "undo"), new TreeSet<>(names(install)));
        assertEquals("install", install.path("kind").asText());
        assertEquals("1m", install.path("timeout").asText());
        assertEquals(2, install.path("instances").size());
        assertTrue(install.path("undo").asText().startsWith("retire"));
        assertEquals("100%", action(plan, "set-traffic").path("weight").asText());
        assertEquals("10m", plan.at("/settings/strategy/blueGreen/keepPrevious").asText());
        assertEquals("300ms", plan.at("/settings/strategy/blueGreen/bake").asText());
        assertEquals("blue-green", plan.at("/settings/strategy/use").asText());

        Ran text = place.run("plan", "production", "--version", "1.0.0", "--artifact", artifact)
                .ends(0);
        assertTrue(text.out().contains("  1. install 1.0.0 on "), text::toString);
        assertTrue(text.out().contains("at most 1m; undo: retire "), text::toString);
    }

    @Test
    @Order(2)
    void everyCommandExplainsItself() {
        for (String command : List.of(
                "",
                "plan",
                "prepare",
                "stage",
                "smoke",
                "promote",
                "rollback",
                "status",
                "history",
                "abort",
                "resume",
                "ledger",
                "ledger verify",
                "ledger archive",
                "config",
                "config check",
                "config resolve",
                "fleet",
                "fleet start",
                "demo")) {
            List<String> line = new ArrayList<>(List.of(command.split(" ")));
            line.removeIf(String::isEmpty);
            line.add("--help");
            StringWriter out = new StringWriter();
            int exit = Main.commands().setOut(new PrintWriter(out)).execute(line.toArray(String[]::new));

            assertEquals(0, exit, command);
            assertTrue(
                    out.toString().startsWith("Usage: deployment-workflow" + (command.isEmpty() ? "" : " " + command)));
        }
        Ran top = place.run("--help").ends(0);
        for (String command : List.of(
                "plan",
                "prepare",
                "stage",
                "smoke",
                "promote",
                "rollback",
                "status",
                "history",
                "abort",
                "resume",
                "ledger",
                "config",
                "demo",
                "Exit codes: 0 done")) {
            assertTrue(top.out().contains(command), top::toString);
        }
        assertTrue(place.run("--version").ends(0).out().startsWith("deployment-workflow "));
    }

    @Test
    @Order(3)
    void whereNothingWasDeployedStatusAndHistorySaySo() {
        assertTrue(place.run("status").ends(0).out().startsWith("nothing has been deployed yet"));
        assertEquals(0, place.status("production").path("environments").size());
        assertTrue(place.run("history").ends(0).out().startsWith("nothing has been deployed yet"));
        assertEquals(0, json("history").path("deployments").size());
        assertEquals(0, json("ledger", "verify").path("entries").asInt());
        place.run("rollback", "production").ends(3).says("error: nothing to roll back to in production");
        place.run("abort", "production").ends(3).says("error: nothing has been deployed to production yet");
        Ran resume = place.run("resume", "production", "--output", "json").ends(3);
        assertEquals("refused", resume.json().path("outcome").asText());
        assertEquals(1, resume.json().path("errors").size());
        assertFalse(Files.exists(place.directory.resolve(".deployment-workflow")));
    }

    @Test
    @Order(4)
    void stageDeploysToStaging() {
        JsonNode staged = json("stage", "staging", "--version", "1.0.0", "--artifact", place.artifact("1.0.0"));

        result(staged, "succeeded", "1.0.0", "");
        assertEquals("stage", staged.path("operation").asText());
        assertEquals(1, staged.path("verdicts").size());
        JsonNode verdict = staged.path("verdicts").get(0);
        assertEquals("no-data", verdict.path("state").asText());
        assertEquals("critical", verdict.path("severity").asText());
        assertTrue(verdict.path("window").asText().matches("([0-9]+s)?([0-9]+ms)?"), verdict::toString);
        JsonNode fleet = json("fleet", "status", "staging");
        assertEquals("running", fleet.path("state").asText());
        assertTrue(fleet.path("listen").asText().matches("(localhost|127.0.0.1):[0-9]+"), fleet::toString);
        assertEquals("stopped", json("fleet", "stop", "staging").path("state").asText());
        assertEquals("stopped", json("fleet", "status", "staging").path("state").asText());
    }

    @Test
    @Order(5)
    void prepareGivesTheEnvironmentsValues() {
        JsonNode prepared = json("prepare", "production");

        result(prepared, "succeeded", "", "");
        assertEquals("production", prepared.at("/values/ENVIRONMENT").asText());
    }

    @Test
    @Order(6)
    void promoteDeploysWhileProgressGoesToStandardErrorInPlainLines() {
        Ran promoted = place.run(
                "promote", "production", "--version", "1.0.0", "--artifact", place.artifact("1.0.0"), "-o", "json");

        result(promoted.ends(0).json(), "succeeded", "1.0.0", "");
        assertEquals("true", promoted.json().at("/checks/0/passed").asText());
        promoted.says("] install 1.0.0 on ", "] route 100% to 1.0.0", "  passed: home", "succeeded, 1.0.0 serves");
        assertTrue(promoted.err().lines().allMatch(line -> line.matches("[0-9:]{8} .*")), promoted::toString);
        Ran again = place.run("promote", "production", "--version", "1.1.0", "--artifact", place.artifact("1.1.0"))
                .ends(0);
        assertTrue(again.out().matches("promote of storefront 1.1.0 to production succeeded in [0-9a-z]+\\R"));
        assertEquals("{\"version\":\"1.1.0\"}", place.get("/version").trim());
    }

    @Test
    @Order(7)
    void smokeRunsTheTestsAloneAndReportsThem() throws Exception {
        JsonNode smoke = json("smoke", "production", "--junit", "smoke.xml");

        result(smoke, "succeeded", "", "");
        assertEquals("home", smoke.at("/checks/0/name").asText());
        assertTrue(Files.readString(place.directory.resolve("smoke.xml")).contains("name=\"home\""));
        place.run("smoke", "production", "--junit", "target/reports/smoke.xml").ends(0);
        assertTrue(Files.exists(place.directory.resolve("target/reports/smoke.xml")));
        Ran unwritable = place.run("smoke", "production", "--junit", "smoke.xml/nested.xml");
        unwritable
                .ends(1)
                .says("error: cannot write the JUnit report smoke.xml/nested.xml: "
                        + place.directory.resolve("smoke.xml") + " is a file");
    }

    @Test
    @Order(8)
    void statusSaysWhatServesAndWhatServedBefore() {
        JsonNode status = place.status("production");

        assertEquals("1.1.0", status.path("current").asText());
        assertEquals("1.0.0", status.path("previous").asText());
        assertEquals("idle", status.path("phase").asText());
        assertEquals("{\"1.1.0\":\"100%\"}", status.path("weights").toString());
        assertTrue(status.path("lock").isNull(), status::toString);
        assertEquals(2, json("status").path("environments").size());
        assertTrue(
                place.run("status").ends(0).out().contains("storefront           production     1.1.0          idle"));
    }

    @Test
    @Order(9)
    void rollbackWithinKeepPreviousIsAPureSwitch() {
        Set<Long> kept = processes("1.0.0");
        JsonNode back = json("rollback", "production");

        result(back, "succeeded", "1.0.0", "1.1.0");
        assertEquals(kept, processes("1.0.0"), "no process was started");
        assertEquals(2, kept.size());
        assertEquals("{\"version\":\"1.0.0\"}", place.get("/version").trim());
        assertEquals("1.0.0", place.status("production").path("current").asText());
    }

    @Test
    @Order(10)
    void rollbackToAVersionThatIsGoneInstallsItFromTheFleetsOwnCopy() throws Exception {
        retireEverythingBut("1.0.0");
        Files.delete(place.directory.resolve("dist/storefront-1.1.0.jar"));
        int before = place.entries("production").size();
        JsonNode back = json("rollback", "production", "--to", "1.1.0");

        result(back, "succeeded", "1.1.0", "1.0.0");
        assertTrue(done(before).contains("install"), done(before)::toString);
        assertEquals("{\"version\":\"1.1.0\"}", place.get("/version").trim());
    }

    @Test
    @Order(11)
    void historyListsWhatHappenedNewestFirst() {
        JsonNode deployments = json("history", "production").path("deployments");

        List<String> operations = new ArrayList<>();
        deployments.forEach(d -> operations.add(
                d.path("operation").asText() + " " + d.path("version").asText()));
        assertEquals(
                List.of(
                        "rollback 1.1.0",
                        "rollback 1.0.0",
                        "smoke ",
                        "smoke ",
                        "smoke ",
                        "promote 1.1.0",
                        "promote 1.0.0",
                        "prepare "),
                operations);
        JsonNode newest = deployments.get(0);
        assertEquals("succeeded", newest.path("outcome").asText());
        assertEquals("1.0.0", newest.path("previousVersion").asText());
        assertTrue(newest.path("durationMillis").asLong() > 0);
        assertEquals(
                2,
                json("history", "production", "--limit", "2")
                        .path("deployments")
                        .size());
        assertEquals(8, place.run("history", "production").ends(0).out().lines().count());
    }

    @Test
    @Order(12)
    void ledgerVerifyReadsEveryEntry() {
        JsonNode verified = json("ledger", "verify");

        assertTrue(verified.path("intact").asBoolean());
        assertEquals(
                place.entries("production").size() + place.entries("staging").size(),
                verified.path("entries").asInt());
        assertTrue(verified.path("firstBroken").isNull());
    }

    @Test
    @Order(13)
    void theLedgerMayBeElsewhere(@TempDir Path elsewhere) {
        Ran prepared = place.run(
                "prepare",
                "production",
                "--ledger",
                elsewhere.resolve("deep/ledger").toString());

        prepared.ends(0);
        assertTrue(Files.exists(elsewhere.resolve("deep/ledger/storefront/production.jsonl")));
    }

    @Test
    @Order(14)
    void configCheckAndResolveReadAFile() {
        place.write(
                "app.yaml",
                """
            environment: production
            database: { host: "${DB_HOST}", password: "${DB_PASSWORD}" }
            deployment: { smokeTests: [ { name: port, tcp: "${DB_HOST}:5432" } ] }
            """);
        place.set("DB_PASSWORD", "correct-horse-battery");
        Ran missing = place.run("config", "check", "app.yaml", "-o", "json").ends(2);
        JsonNode error = missing.json().path("errors").get(0);
        assertEquals("app.yaml", error.path("file").asText());
        assertEquals(2, error.path("line").asInt());
        assertEquals("database.host", error.path("key").asText());
        assertEquals(2, missing.json().path("errors").size());

        Ran checked = place.run("config", "check", "app.yaml", "--set", "DB_HOST=db.internal", "-o", "json")
                .ends(0);
        assertTrue(checked.json().path("valid").asBoolean());
        Ran resolved = place.run("config", "resolve", "app.yaml", "--set", "DB_HOST=db.internal", "-o", "json")
                .ends(0);
        assertEquals("db.internal", resolved.json().at("/database/host").asText());
        assertEquals("****", resolved.json().at("/database/password").asText());
        Ran text = place.run("config", "resolve", "app.yaml", "--set", "DB_HOST=db.internal")
                .ends(0);
        assertTrue(text.out().contains("host: db.internal"), text::toString);
        assertFalse((text.out() + text.err()).contains("correct-horse"), text::toString);
        assertEquals(
                "app.yaml: good, environment production\n",
                place.run("config", "check", "app.yaml", "--set", "DB_HOST=x")
                        .ends(0)
                        .out());
    }

    private static void result(JsonNode result, String outcome, String version, String previous) {
        assertEquals(outcome, result.path("outcome").asText(), result::toString);
        assertEquals(version, result.path("version").asText());
        assertEquals(previous, result.path("previousVersion").asText());
        assertTrue(result.path("deploymentId")
                .asText()
                .startsWith(result.path("operation").asText() + "-"));
        assertTrue(result.path("durationMillis").isIntegralNumber(), result::toString);
        assertTrue(result.path("verdicts").isArray(), result::toString);
    }

    /** The kinds of the actions that were carried out after the first entries. */
    private List<String> done(int known) {
        List<String> kinds = new ArrayList<>();
        JsonNode actions = null;
        for (JsonNode event : place.entries("production").after(known)) {
            if (event.path("type").asText().equals("planned")) {
                actions = event.at("/plan/actions");
            } else if (event.path("type").asText().equals("action-started")) {
                kinds.add(actions.get(event.path("index").asInt()).path("kind").asText());
            }
        }
        return kinds;
    }

    private Set<Long> processes(String version) {
        return place.fleetStatus().instances().stream()
                .filter(instance -> instance.version().equals(version))
                .map(InstanceStatus::pid)
                .collect(Collectors.toSet());
    }

    private void retireEverythingBut(String version) {
        for (InstanceStatus instance : place.fleetStatus().instances()) {
            if (!instance.version().equals(version)) {
                place.control("DELETE", "/v1/instances/" + instance.id() + "?afterMillis=0");
            }
        }
        Place.until("the others are gone", () -> place.fleetStatus().instances().stream()
                .allMatch(instance -> instance.version().equals(version)));
    }

    private JsonNode json(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--output", "json"));
        return place.run(line.toArray(String[]::new)).ends(0).json();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode action(JsonNode plan, String kind) {
        for (JsonNode action : plan.path("actions")) {
            if (action.path("kind").asText().equals(kind)) {
                return action;
            }
        }
        throw new AssertionError("expected an action " + kind + " in " + plan);
    }
}
