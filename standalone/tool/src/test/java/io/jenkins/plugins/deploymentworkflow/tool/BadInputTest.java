package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong before anything begins: each is said once, with where, what was expected and what was found. */
class BadInputTest {
    @TempDir
    Path root;

    private Place place;

    @BeforeEach
    void aProject() {
        place = new Place(root).file("production", Place.LOCAL);
    }

    @AfterEach
    void nothingWasStarted() throws Exception {
        assertFalse(Files.exists(place.fleetState()));
        assertFalse(Files.exists(place.directory.resolve(".deployment-workflow")));
        place.close();
    }

    @Test
    void aMissingEnvironmentFileIsNamedWithThoseThatAreThere() {
        wrong(
                "error: config/environment/productoin.yaml: expected an environment file, found none; in ",
                "there is production; did you mean production?",
                "promote",
                "productoin",
                "--version",
                "1.0.0");
        wrong("error: environment: expected ", "found '../production'", "prepare", "../production");
        wrong("error: nope.yaml: expected an environment file, found none", "", "config", "check", "nope.yaml");
    }

    @Test
    void aMalformedEnvironmentFileIsNamedWithTheLine() {
        place.file("production", "environment: production\ndeployment: { target: [\n");
        wrong("error: config/environment/production.yaml:", "this is not YAML", "prepare", "production");
        place.file("production", "environment: staging\n");
        wrong(
                "error: config/environment/production.yaml:1: environment: expected 'production'",
                "found 'staging'",
                "prepare",
                "production");
    }

    @Test
    void everythingThatIsWrongInAFileIsSaidAtOnceWithLineAndKey() {
        place.file(
                "production",
                """
                environment: production
                database: { host: "${DB_HOST}", user: "${DB_USER}" }
                deployment:
                  target: { local: { command: "java -jar app.jar", instances: 0, listen: "127.0.0.1:0" } }
                  stratgy: { use: canary }
                  strategy:
                    use: bluegreen
                    canary: { steps: [50%, 20%, 101%] }
                    rolling: { maxSurge: 0, maxUnavailable: 0 }
                  health: { interval: 5 minutes }
                """);
        Ran ran = place.run("promote", "production", "--version", "1.0.0", "--output", "json")
                .ends(2);
        assertEquals("invalid", ran.json().path("outcome").asText());
        List<String> found = new ArrayList<>();
        for (JsonNode error : ran.json().path("errors")) {
            assertEquals(
                    "config/environment/production.yaml", error.path("file").asText());
            assertFalse(error.path("message").asText().isEmpty(), error::toString);
            found.add(error.path("line").asInt() + " " + error.path("key").asText());
        }
        assertEquals(
                List.of(
                        "2 database.host",
                        "2 database.user",
                        "4 deployment.target.local.instances",
                        "5 deployment.stratgy",
                        "7 deployment.strategy.use",
                        "8 deployment.strategy.canary.steps[2]",
                        "9 deployment.strategy.rolling.maxSurge",
                        "10 deployment.health.interval"),
                found);
        ran.says("did you mean strategy?", "did you mean blue-green?");
        assertEquals(found.size(), ran.errors());
    }

    @Test
    void aVersionThatIsNoneIsRefused() {
        for (String version : List.of("v1.2", "1.2", "v1.2.3", "1.02.3", "latest", "1.2.3-", "")) {
            wrong(
                    "error: version: expected a version such as 1.4.0 or 2.0.0-rc.1",
                    "found '" + version + "'",
                    "plan",
                    "production",
                    "--version",
                    version);
        }
        wrong("error: version: expected", "found '1.x'", "rollback", "production", "--to", "1.x");
    }

    @Test
    void aStrategyThatIsNoneIsRefusedWithAHint() {
        wrong(
                "error: strategy: expected one of blue-green, canary, rolling, found 'bluegreen'",
                "did you mean blue-green?",
                promote("--strategy", "bluegreen"));
        wrong(
                "error: strategy canary: steps: expected shares that rise from above 0% to 100%, found 20% after 50%",
                "put them in order", promote("--strategy", "canary", "--strategy-option", "steps=50%,20%"));
        wrong(
                "error: strategy canary: steps[0]: ",
                "found '101%'",
                promote("--strategy", "canary", "--strategy-option", "steps=101%"));
        wrong(
                "error: strategy rolling: ",
                "maxSurge",
                promote("--strategy", "rolling", "--strategy-option", "maxSurge=0"));
        wrong(
                "error: strategy rolling: surge: unknown key",
                "maxSurge, maxUnavailable, pause",
                promote("--strategy", "rolling", "--strategy-option", "surge=1"));
        wrong("error: ", "should be in KEY=VALUE format but was steps", promote("--strategy-option", "steps"));
    }

    @Test
    void anArtifactMustBeOneFile() {
        place.artifact("1.0.0");
        place.artifact("1.1.0");
        wrong(
                "error: artifact: expected 'dist/nope.jar' to be one file in ",
                "found none",
                "promote",
                "production",
                "--version",
                "1.0.0",
                "--artifact",
                "dist/nope.jar");
        wrong(
                "error: artifact: expected 'dist/*.jar' to be one file in ",
                "found 2: [",
                "promote",
                "production",
                "--version",
                "1.0.0",
                "--artifact",
                "dist/*.jar");
        wrong(
                "error: artifact: expected 'dist/[' to be a file or a glob",
                "",
                "promote",
                "production",
                "--version",
                "1.0.0",
                "--artifact",
                "dist/[");
        wrong(
                "error: config/environment/production.yaml: artifact: expected a file of storefront 1.0.0 for"
                        + " {{artifact}}",
                "found none: no deployment of it is known",
                "promote",
                "production",
                "--version",
                "1.0.0");
        wrong(
                "error: config/environment/production.yaml: artifact: expected a file of storefront 0.9.0",
                "found none",
                "rollback",
                "production",
                "--to",
                "0.9.0");
    }

    @Test
    void aCommandLineThatIsWrongIsAnsweredWithWhatWasMeant() {
        wrong("error: expected a command, found none; there are plan, prepare, stage,", "--help'");
        wrong("error: unknown command 'promoet'", "did you mean ", "promoet", "production");
        wrong(
                "error: unknown option '--versoin'",
                "did you mean --version?",
                "promote",
                "production",
                "--versoin",
                "1.0.0");
        wrong("error: Missing required parameter: 'ENV'", "Try 'deployment-workflow promote --help'.", "promote");
        wrong("error: Missing required option: '--version=V'", "", "promote", "production");
        wrong("error: unexpected argument 'staging'", "", "status", "production", "staging");
        wrong("error: expected a command, found none; there are archive, verify", "Try 'deployment-workflow ledger", "ledger");
        wrong("error: Invalid value for option '--output'", "xml", "status", "--output", "xml");
        Ran json = place.run("promote", "--output=json").ends(2);
        assertEquals("usage", json.json().path("outcome").asText());
        assertEquals(1, json.json().path("errors").size());
    }

    @Test
    void aDirectoryWhoseNameIsNoApplicationsNeedsOneInTheFile() throws Exception {
        place.file("production", Place.LOCAL.replace("application: storefront\n", ""));
        wrong(
                "error: config/environment/production.yaml: application: the name of an application has",
                "found 'my shop'; write application: NAME in the file",
                "prepare",
                "production",
                "--application",
                "my shop");
    }

    @Test
    void whatThisVersionCannotKeepIsRefusedAndNotLeftOut() {
        place.file(
                "production",
                Place.LOCAL + "  guards: { rate: { deployments: 3, per: 1h } }\n");
        wrong(
                "error: config/environment/production.yaml: deployment.guards.rate: is understood but not carried"
                        + " out by",
                "Remove the section",
                promote());
    }

    private String[] promote(String... more) {
        List<String> line = new ArrayList<>(
                List.of("promote", "production", "--version", "1.0.0", "--artifact", place.artifact("1.0.0")));
        line.addAll(List.of(more));
        return line.toArray(String[]::new);
    }

    /** Exit code 2, and one message that has both parts. */
    private void wrong(String begin, String part, String... arguments) {
        List<String> before = place.files();
        Ran ran = place.run(arguments).ends(2).says(begin, part);
        assertEquals(1, ran.errors(), ran::toString);
        assertEquals("", ran.out());
        assertEquals(before, place.files());
    }
}
