package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionCommandsTest {
    @TempDir
    Path root;

    private Place place;

    @BeforeEach
    void open() {
        place = new Place(root);
        MadeRepository.ALONE.forEach(place::set);
    }

    @AfterEach
    void close() throws Exception {
        place.close();
    }

    private Ran version(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "version";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return place.run(line);
    }

    @Test
    void checkTellsThePartsOfEachAndEndsWithOneWhenOneIsNone() {
        JsonNode rows = version("check", "1.2.3-rc.1+b.5", "2.0.0", "v1.2.3", "--output", "json")
                .ends(1)
                .json();
        assertEquals(Ran.json("""
                        [ { "input": "1.2.3-rc.1+b.5", "valid": true, "major": 1, "minor": 2, "patch": 3,
                            "prerelease": "rc.1", "build": "b.5" },
                          { "input": "2.0.0", "valid": true, "major": 2, "minor": 0, "patch": 0,
                            "prerelease": null, "build": null },
                          { "input": "v1.2.3", "valid": false, "major": null, "minor": null, "patch": null,
                            "prerelease": null, "build": null } ]
                        """), rows);
        version("check", "1.2.3").ends(0);
        assertTrue(version("check", "1.2").ends(1).out().contains("1.2: not a version"));
    }

    @Test
    void compareAndBumpPrintTheAnswerAlone() {
        assertEquals("-1\n", version("compare", "1.0.0-rc.1", "1.0.0").ends(0).out());
        assertEquals("0\n", version("compare", "1.0.0+a", "1.0.0+b").ends(0).out());
        assertEquals("1\n", version("compare", "1.10.0", "1.9.0").ends(0).out());
        assertEquals(
                "-1",
                version("compare", "1.0.0", "2.0.0", "--output", "json").json().toString());
        assertEquals("1.3.0\n", version("bump", "1.2.3", "minor").ends(0).out());
        assertEquals(
                "2.0.0-rc.1\n",
                version("bump", "1.2.3", "major", "--pre", "rc").ends(0).out());
        assertEquals(
                "2.0.0-rc.2\n",
                version("bump", "2.0.0-rc.1", "prerelease").ends(0).out());
        assertEquals(
                "\"1.2.4\"",
                version("bump", "1.2.3", "patch", "-o", "json").json().toString());
    }

    @Test
    void satisfiesAnswersByItsExitCodeToo() {
        assertEquals("true\n", version("satisfies", "3.11.2", ">=3.10").ends(0).out());
        assertEquals("false\n", version("satisfies", "3.9.0", ">=3.10").ends(1).out());
        version("satisfies", "3.9.0", "latest").ends(2).says("expected a range of versions");
    }

    @Test
    void whatIsNoVersionIsWrongUsage() {
        version("compare", "1.0", "1.0.0").ends(2).says("found '1.0'");
        version("compare", "v1.0.0", "1.0.0").ends(2).says("(without the v)");
        version("bump", "1.0.0", "most").ends(2).says("most");
        version("bump", "1.0.0-rc.1", "prerelease", "--pre", "beta").ends(2).says("later than 1.0.0-rc.1");
        version("bump", "1.0.0\u001b[31m", "major").ends(2).says("found '1.0.0?[31m'");
        version().ends(2).says("expected a command", "compare", "next");
    }

    @Test
    void nextPrintsTheVersionAndSaysWhyOnStandardError() {
        MadeRepository made = new MadeRepository(place.directory.resolve("repo"));
        made.commit("feat: begin");
        made.git("tag", "v1.2.3");
        String feature = made.commit("feat: baskets \u001b[31mred");
        Ran ran = version("next", "--repo", "repo").ends(0);
        assertEquals("1.3.0\n", ran.out());
        ran.says("1.2.3 -> 1.3.0 (minor)", feature.substring(0, 10), "baskets ?[31mred (feature)");
        JsonNode next =
                version("next", "--repo", "repo", "--output", "json").ends(0).json();
        assertEquals("1.2.3", next.get("current").asText());
        assertEquals("1.3.0", next.get("next").asText());
        assertEquals("minor", next.get("bump").asText());
        assertEquals("v1.3.0", next.get("tag").asText());
        assertEquals(feature, next.get("because").get(0).get("commit").asText());
        assertEquals("minor", next.get("because").get(0).get("bump").asText());
        assertEquals(
                "1.3.0-rc.1\n",
                version("next", "--repo", "repo", "--pre", "rc").ends(0).out());
    }

    @Test
    void nextIsTheSameWhenThereIsNothingToRelease() {
        MadeRepository made = new MadeRepository(place.directory);
        made.commit("feat: begin");
        made.git("tag", "v1.2.3");
        JsonNode next = version("next", "--output", "json").ends(0).json();
        assertEquals("1.2.3", next.get("next").asText());
        assertEquals("none", next.get("bump").asText());
        assertEquals(0, next.get("because").size());
    }

    @Test
    void nextOfAComponentHasItsOwnTagsPathsAndFirstVersion() {
        MadeRepository made = new MadeRepository(place.directory);
        made.git("tag", "-f", "cart-v1.0.0", made.commit("feat: begin"));
        place.write("shop.txt", "text");
        made.git("add", "shop.txt");
        made.commit("feat: shop");
        Ran shop = version("next", "--prefix", "shop-v", "--path", "shop.txt", "--initial", "1.0.0", "-o", "json");
        JsonNode next = shop.ends(0).json();
        assertTrue(next.get("current").isNull());
        assertEquals("shop-v1.0.0", next.get("tag").asText());
        assertTrue(next.get("notes").get(0).asText().contains("git fetch --tags"));
        assertEquals(
                "1.0.0\n",
                version("next", "--prefix", "cart-v", "--path", "cart").ends(0).out());
    }

    @Test
    void theProjectsPrefixOfTagsIsTheDefaultAndTheOptionWins() {
        MadeRepository made = new MadeRepository(place.directory);
        made.commit("feat: begin");
        made.git("tag", "v9.0.0");
        made.git("tag", "shop-1.2.3");
        made.commit("feat: more");
        place.write("config/release.yaml", "tags: { prefix: shop- }\n");
        JsonNode next = version("next", "--output", "json").ends(0).json();
        assertEquals("shop-1.3.0", next.get("tag").asText());
        assertEquals("9.1.0\n", version("next", "--prefix", "v").ends(0).out());
        assertEquals("0.1.0\n", version("next", "--prefix", "").ends(0).out());
        place.write("config/release.yaml", "tags: { prefx: shop- }\n");
        version("next").ends(2).says("config/release.yaml", "prefx");
    }

    @Test
    void aShallowCloneIsRefusedAndDeepened() {
        MadeRepository made = new MadeRepository(root.resolve("origin"));
        made.commit("feat: begin");
        made.git("tag", "v1.2.3");
        made.commit("feat!: unseen");
        made.commit("fix: seen");
        Path clone = place.directory.resolve("clone");
        made.git("clone", "-q", "--depth=1", "file://" + root.resolve("origin"), clone.toString());
        Ran refused = version("next", "--repo", "clone").ends(1).says("git fetch --unshallow --tags");
        assertEquals("", refused.out());
        assertEquals(
                "2.0.0\n",
                version("next", "--repo", "clone", "--deepen").ends(0).out());
    }

    @Test
    void whatIsNoRepositoryIsSaid() {
        version("next", "--repo", "none").ends(2).says("--repo: no directory");
        Ran ran = version("next", "--repo", ".", "--output", "json").ends(1).says("not a git repository");
        assertEquals("failed", ran.json().get("outcome").asText());
        version("next", "--pre", "b_d").ends(2).says("found '0.0.0-b_d.1'");
        assertFalse(ran.err().contains("Exception"), ran::toString);
    }
}
