package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseNotesCommandTest {
    private static final String ENVIRONMENT = """
            application: storefront
            deployment:
              target: { script: { deploy: "true" } }
              strategy: { use: rolling }
            """;

    @TempDir
    Path root;

    private Place place;
    private MadeRepository made;

    @BeforeEach
    void open() {
        place = new Place(root);
        MadeRepository.ALONE.forEach(place::set);
        made = new MadeRepository(place.directory);
        made.git("remote", "add", "origin", "https://ada:hidden@github.com/acme/shop.git");
        made.commit("feat: begin");
        made.git("tag", "v1.0.0");
    }

    @AfterEach
    void close() throws Exception {
        place.close();
    }

    private Ran notes(String... arguments) {
        return place.run(Stream.concat(Stream.of("release", "notes"), Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Test
    void tellWhatChangedAsMarkdownSlackTextAndJson() {
        String hash = made.commit("feat(cart): add it (#12)\n\nCo-authored-by: Zoë <z@example.org>");
        String page = "https://github.com/acme/shop";
        Ran markdown = notes("--version", "1.1.0").ends(0);
        assertEquals("""
                ## [1.1.0](%1$s/compare/v1.0.0...v1.1.0) (DATE)

                ### Features

                - **cart:** add it ([#12](%1$s/pull/12)) ([%2$.8s](%1$s/commit/%2$s)) by Ada Example, Zoë

                ### Contributors

                Ada Example, Zoë
                """.formatted(page, hash), markdown.out().replaceFirst("\\([0-9-]{10}\\)", "(DATE)"));
        assertTrue(
                notes("--format", "slack").ends(0).out().contains("• *cart:* add it (<" + page + "/pull/12|#12>)\n"));
        JsonNode json = notes("--output", "json").ends(0).json();
        assertTrue(json.get("version").isNull());
        assertEquals("1.0.0", json.get("previousVersion").asText());
        assertEquals("add it", json.at("/groups/0/entries/0/description").asText());
        assertFalse(json.toString().contains("hidden"));
    }

    @Test
    void aReleaseIsAddedToTheChangelogOnce() throws IOException {
        made.commit("fix: stop");
        notes("--changelog", "CHANGELOG.md").ends(2).says("name its --version");
        JsonNode first = notes("--version", "1.0.1", "--changelog", "CHANGELOG.md", "-o", "json")
                .ends(0)
                .json();
        assertTrue(first.get("changed").asBoolean());
        String written = Files.readString(place.directory.resolve("CHANGELOG.md"));
        assertTrue(written.contains("## [1.0.1] - "), written);
        assertTrue(written.contains("### Fixed\n\n- stop\n"), written);
        notes("--version", "1.0.1", "--changelog", "CHANGELOG.md").ends(0).says("had already 1.0.1");
        made.commit("fix: more");
        notes("--version", "1.0.1", "--changelog", "CHANGELOG.md", "--replace").ends(0);
        assertEquals(
                written.replace("- stop\n", "- more\n- stop\n"),
                Files.readString(place.directory.resolve("CHANGELOG.md")));
        Files.createSymbolicLink(place.directory.resolve("LINK.md"), place.directory.resolve("CHANGELOG.md"));
        notes("--version", "1.0.1", "--changelog", "LINK.md").ends(2).says("found a link");
        notes("--replace").ends(2).says("--changelog");
        notes("--version", "1.0.1", "--changelog", "nowhere/CHANGELOG.md")
                .ends(2)
                .says("found no directory " + place.directory.resolve("nowhere"));
    }

    @Test
    void aTemplateIsFilledIn() {
        made.commit("fix: <b> & co");
        place.write("notes.html", "{{#groups}}{{#entries}}<li>{{description}}</li>\n{{/entries}}{{/groups}}");
        assertEquals(
                "<li>&lt;b&gt; &amp; co</li>\n",
                notes("--template", "notes.html").ends(0).out());
        place.write("notes.txt", "{{nothing}}");
        notes("--template", "notes.txt").ends(2).says("notes.txt:1: expected a name", "found 'nothing'");
        notes("--template", "none.txt").ends(2).says("none.txt: ", "cannot be read");
    }

    @Test
    void theConfigurationNamesTagsAndTrackers() {
        made.git("tag", "shop-2.0.0");
        made.commit("fix: stop\n\nRefs: OPS-7");
        place.write(
                "config/release.yaml",
                "tags: { prefix: shop- }\nlinks: { jira: { url: 'https://acme.atlassian.net' } }\n");
        JsonNode json = notes("-o", "json").ends(0).json();
        assertEquals("shop-2.0.0", json.get("previousTag").asText());
        assertEquals(
                "https://acme.atlassian.net/browse/OPS-7",
                json.at("/groups/0/entries/0/issues/0/url").asText());
        place.write("config/release.yaml", "links: { jira: { url: 'javascript:x' } }\n");
        notes().ends(2).says("config/release.yaml:1: links.jira.url");
    }

    @Test
    void tellWhatWouldGoToProductionNow() {
        place.file("production", ENVIRONMENT).file("staging", ENVIRONMENT).write("app.txt", "app");
        notes("--from-environment", "production", "--to-environment", "staging")
                .ends(3)
                .says("nothing has been deployed");
        place.run("promote", "production", "--version", "1.0.0", "--artifact", "app.txt")
                .ends(0);
        made.commit("feat: new");
        place.run("stage", "staging", "--version", "1.1.0", "--artifact", "app.txt")
                .ends(0);
        Ran ran = notes("--from-environment", "production", "--to-environment", "staging", "-o", "json")
                .ends(0);
        JsonNode json = ran.says("production has 1.0.0, staging has 1.1.0").json();
        assertEquals("ahead", json.get("direction").asText());
        assertEquals("new", json.at("/groups/0/entries/0/description").asText());
        assertEquals("1.0.0", json.at("/fromEnvironment/version").asText());
        Ran back = notes("--from-environment", "staging", "--to-environment", "production")
                .ends(0);
        back.says("which is older: nothing new would go there, and 1 commit of staging would be lost");
        assertTrue(back.out().contains("No changes."), back::toString);
    }

    @Test
    void oneEnvironmentIsComparedWithWhatIsCheckedOutAndWithAnythingElse() {
        place.file("production", ENVIRONMENT).write("app.txt", "app");
        place.run("promote", "production", "--version", "1.0.0", "--artifact", "app.txt")
                .ends(0);
        notes("--from-environment", "production")
                .ends(0)
                .says("production has 1.0.0, and what is checked out is the same commit: nothing would change");
        String feature = made.commit("feat: new");
        String fix = made.commit("fix: it");
        Ran ahead = notes("--from-environment", "production", "--version", "1.1.0", "-o", "json")
                .ends(0)
                .says("production has 1.0.0, and what is checked out comes after it");
        assertEquals("1.1.0", ahead.json().get("version").asText());
        assertEquals("1.0.0", ahead.json().get("previousVersion").asText());
        assertEquals(2, ahead.json().get("commits").asInt());
        assertTrue(ahead.json().get("toEnvironment").isNull());
        assertEquals(
                1,
                notes("--from-environment", "production", "--to", feature, "-o", "json")
                        .ends(0)
                        .json()
                        .get("commits")
                        .asInt());

        place.file("staging", ENVIRONMENT);
        place.run("stage", "staging", "--version", "1.1.0-rc.1", "--artifact", "app.txt")
                .ends(0);
        made.commit("feat: later");
        JsonNode there = notes("--to-environment", "staging", "-o", "json")
                .ends(0)
                .says("staging has 1.1.0-rc.1")
                .json();
        assertEquals("1.1.0-rc.1", there.get("version").asText());
        assertEquals(fix, there.get("commit").asText());
        assertEquals(2, there.get("commits").asInt(), "since the last release");
        assertEquals(fix, there.at("/toEnvironment/commit").asText());
        assertFalse(there.has("direction"));
        assertEquals(
                1,
                notes("--from", feature, "--to-environment", "staging", "-o", "json")
                        .ends(0)
                        .json()
                        .get("commits")
                        .asInt());
        notes("--from", "main", "--to-environment", "staging")
                .ends(2)
                .says("expected a commit before what staging has, found 'main', which comes after it");
        made.git("checkout", "-q", "-b", "apart", "v1.0.0");
        made.commit("fix: apart");
        notes("--from-environment", "staging")
                .ends(0)
                .says("and what is checked out is on another branch: 2 commits of staging would be lost");
        notes("--from-environment", "staging", "--to", "v1.0.0")
                .ends(0)
                .says("and 'v1.0.0' is older: nothing new would go there, and 2 commits of staging would be lost");
    }

    @Test
    void twoAnswersToOneQuestionAreRefused() {
        notes("--from-environment", "a", "--from", "x").ends(2).says("leave out one");
        notes("--to-environment", "b", "--to", "x").ends(2).says("leave out --to");
        notes("--to-environment", "b", "--version", "1.0.0").ends(2).says("leave out --version");
        notes("--from-environment", "production").ends(3).says("nothing has been deployed to production");
        notes("--to-environment", "production").ends(3).says("nothing has been deployed to production");
    }

    /** A rollback does not say from which commit the version came, so what says it stays out of the archive. */
    @Test
    void whatServesIsStillComparedWhenAllThatMayGoIsInArchives() {
        String first = made.git("rev-parse", "HEAD");
        made.git("tag", "-d", "v1.0.0");
        String second = made.commit("feat: new");
        Ledger ledger = LedgerStore.open(place.directory.resolve(".deployment-workflow"))
                .ledger("storefront", "production");
        deployed(ledger, "d0", "promote", "1.0.0", "", second, 500);
        deployed(ledger, "d1", "promote", "1.0.0", "1.0.0", first, 400);
        deployed(ledger, "d2", "promote", "1.1.0", "1.0.0", second, 350);
        deployed(ledger, "d3", "rollback", "1.0.0", "1.1.0", "", 300);
        JsonNode archived = place.run(
                        "ledger", "archive", "--keep-days", "100", "--keep-deployments", "1", "-o", "json")
                .ends(0)
                .json();
        assertEquals(2, archived.at("/environments/0/entries").asInt());
        JsonNode json = notes("--from-environment", "production", "-o", "json")
                .ends(0)
                .says("production has 1.0.0, and what is checked out comes after it")
                .json();
        assertEquals(first, json.at("/fromEnvironment/commit").asText());
        assertEquals(1, json.get("commits").asInt());
        assertEquals(
                first,
                notes("--to-environment", "production", "-o", "json")
                        .ends(0)
                        .json()
                        .get("commit")
                        .asText());
    }

    private static void deployed(
            Ledger ledger, String id, String operation, String version, String before, String commit, int days) {
        Instant at = Instant.now().minus(Duration.ofDays(days));
        ledger.append(
                new Event.Started(
                        id,
                        operation,
                        "storefront",
                        "production",
                        version,
                        before,
                        "rolling",
                        null,
                        new Event.Origin("alice", "cli", "", commit, "", "."),
                        new Event.Configuration("production.yaml", "00", "", Map.of())),
                at);
        ledger.append(new Event.Ended(id, Event.Outcome.SUCCEEDED, "", version), at.plusSeconds(60));
    }

    @Test
    void whatIsNotThereIsSaid() {
        notes("--to", "v9.9.9").ends(2).says("to: expected a tag", "git fetch --tags");
        notes("--version", "1.x").ends(2).says("--version: expected a version");
        notes("--repo", "none").ends(2).says("--repo: no directory");
    }
}
