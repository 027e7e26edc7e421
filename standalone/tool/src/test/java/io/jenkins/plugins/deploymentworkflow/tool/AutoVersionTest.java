package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --version auto}, and versions that do not fit the branch rules: 1.4.0 is on main, develop a feature ahead. */
class AutoVersionTest {
    private static final String FILE = """
            application: shop
            deployment:
              target: { script: { deploy: "echo {{version}} $DEPLOY_ARTIFACT >> deployed", rollback: "true" } }
              strategy: { use: rolling }
              monitoring: { bake: 0s }
            """;

    @TempDir
    Path root;

    private Place place;
    private MadeRepository made;

    @BeforeEach
    void open() {
        place = new Place(root);
        MadeRepository.ALONE.forEach(place::set);
        place.file("staging", FILE).file("production", FILE);
        made = new MadeRepository(place.directory);
        made.commit("feat: open the shop");
        made.git("tag", "v1.4.0");
        made.git("checkout", "-q", "-b", "develop");
        made.commit("feat: sell tea");
    }

    @AfterEach
    void close() throws Exception {
        place.close();
    }

    private String build() {
        return "1.5.0-dev.1.g" + made.git("rev-parse", "HEAD").substring(0, 10);
    }

    private static void assertRefused(String rule, Ran ran) {
        assertTrue(ran.ends(3).out().contains("was refused after 0s: " + rule), ran::toString);
    }

    private List<String> deployed() throws Exception {
        Path file = place.directory.resolve("deployed");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void stageDeploysWhatIsCheckedOutAndSaysWhy() throws Exception {
        place.write("dist/shop-" + build() + ".jar", "a build").write("dist/shop-1.4.0.jar", "another");
        Ran ran = place.run(
                "stage", "staging", "--version", "auto", "--artifact", "dist/shop-{{version}}.jar", "--output", "json");
        JsonNode result = ran.ends(0).json();
        assertEquals(build(), result.get("version").asText());
        ran.says("version " + build() + ": no tag of a version is at the commit", "1 commit since v1.4.0");
        assertEquals(
                List.of(build() + " "
                        + place.directory
                                .resolve("dist/shop-" + build() + ".jar")
                                .toRealPath()),
                deployed());
    }

    @Test
    void promoteTakesAReleaseOnMainAloneAndRecordsWhatItRefuses() throws Exception {
        Ran refused = place.run("promote", "production", "--version", "auto", "--output", "json");
        JsonNode result = refused.ends(3).json();
        assertEquals("refused", result.get("outcome").asText());
        assertEquals(build(), result.get("version").asText());
        assertTrue(
                result.get("reason").asText().startsWith("branch rule prereleases-are-not-on-main: " + build()),
                result::toString);
        assertEquals(List.of(), deployed());
        JsonNode history =
                place.run("history", "production", "-o", "json").ends(0).json();
        assertEquals("refused", history.get("deployments").get(0).get("outcome").asText());
        made.git("checkout", "-q", "v1.4.0");
        assertEquals(
                "1.4.0",
                place.run("promote", "production", "--version", "auto", "-o", "json")
                        .ends(0)
                        .json()
                        .get("version")
                        .asText());
        assertEquals(1, deployed().size());
    }

    @Test
    void planShowsItAndWarns() {
        Ran ran = place.run("plan", "production", "--version", "auto", "--output", "json");
        assertEquals(build(), ran.ends(0).json().get("version").asText());
        ran.says("warning: would be refused now: branch rule prereleases-are-not-on-main");
        assertFalse(Files.exists(place.directory.resolve("deployed")));
    }

    @Test
    void whatCannotBeFoundOutIsWrongUsageAndTouchesNothing() throws Exception {
        Files.move(place.directory.resolve(".git"), root.resolve("kept"));
        Ran ran = place.run("stage", "staging", "--version", "auto", "--output", "json");
        assertEquals("invalid", ran.ends(2).json().get("outcome").asText());
        ran.says("version: auto: ");
        assertEquals(1, ran.errors());
        assertFalse(Files.exists(place.directory.resolve(".deployment-workflow/shop")));
    }

    @Test
    void aVersionThatIsSaidIsHeldAgainstTheRulesWhereReleasesAreConfigured() throws Exception {
        made.git("tag", "v1.5.0");
        place.run("stage", "staging", "--version", "1.5.0").ends(0);
        place.write("config/release.yaml", "tags: { prefix: v }\n");
        assertRefused(
                "branch rule tags-are-on-main: the tag v1.5.0 of a release is not on main",
                place.run("stage", "staging", "--version", "1.5.0"));
        assertRefused(
                "branch rule tags-are-on-main: 1.6.0 is a release",
                place.run("promote", "production", "--version", "1.6.0"));
        assertEquals(1, deployed().size());
        place.run("promote", "production", "--version", "1.6.0", "--override-guards", "OPS-1")
                .ends(0);
        place.write("config/release.yaml", "tags: { prefx: v }\n");
        place.run("stage", "staging", "--version", "1.5.0").ends(2).says("config/release.yaml");
    }

    @Test
    void theSameCommandAgainIsTheSameVersion() throws Exception {
        place.run("stage", "staging", "--version", "auto").ends(0);
        place.run("stage", "staging", "--version", "auto").ends(0);
        assertTrue(deployed().stream().allMatch(line -> line.startsWith(build())), deployed()::toString);
        place.run("stage", "staging", "--version", "automatic").ends(2).says("version");
    }
}
