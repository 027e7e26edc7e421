package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerVerification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that is damaged, altered, full or not to be written. */
class LedgerTroubleTest {
    private static final String SCRIPTED =
            """
            environment: production
            application: storefront
            deployment:
              target: { script: { deploy: "echo deploy {{version}} >> calls", timeout: 1m } }
              strategy: { use: blue-green, blue-green: { bake: 0s } }
              monitoring: { bake: 0s }
            """;

    @TempDir
    Path root;

    private Place place;

    @BeforeEach
    void aProject() {
        place = new Place(root).file("production", SCRIPTED);
    }

    @AfterEach
    void stop() throws Exception {
        place.close();
    }

    @Test
    void aLastLineThatWasCutOffIsSetAsideAndTheLedgerGoesOn() throws IOException {
        promote("1.0.0").ends(0);
        Path ledger = place.ledger("production");
        Files.writeString(ledger, Files.readString(ledger) + "{\"sequence\":7,\"at\":\"2026-");
        promote("1.1.0").ends(0);

        assertTrue(LedgerVerification.verify(ledger).intact());
        assertEquals("{\"sequence\":7,\"at\":\"2026-", Files.readString(ledger.resolveSibling("production.torn-1")));
        assertEquals("1.1.0", place.status("production").path("current").asText());
        assertEquals("1.0.0", place.status("production").path("previous").asText());
    }

    @Test
    void aLastEntryThatWasCutOffIsPutBack() throws IOException {
        promote("1.0.0").ends(0);
        Path ledger = place.ledger("production");
        String text = Files.readString(ledger);
        Files.writeString(ledger, text.substring(0, text.length() - 20));
        Ran verify = place.run("ledger", "verify", "--output", "json").ends(1);
        assertFalse(verify.json().path("intact").asBoolean());

        promote("1.1.0").ends(0);
        assertTrue(Files.readString(ledger).startsWith(text));
        assertTrue(LedgerVerification.verify(ledger).intact());
    }

    @Test
    void anAlteredEntryStopsEverythingAndIsNamed() throws IOException {
        promote("1.0.0").ends(0);
        Path ledger = place.ledger("production");
        List<String> lines = new ArrayList<>(Files.readAllLines(ledger));
        lines.set(1, lines.get(1).replace("1.0.0", "6.6.6"));
        String altered = String.join("\n", lines) + "\n";
        Files.writeString(ledger, altered);

        Ran refused = promote("1.1.0");
        refused.ends(1).says("production.jsonl, line 2 (entry 2): the ledger was altered", "Restore production.jsonl");
        assertEquals(1, refused.errors());
        assertEquals(List.of("deploy 1.0.0"), Files.readAllLines(place.directory.resolve("calls")));
        for (String command : List.of("status", "history", "abort", "resume")) {
            place.run(command, "production", "-o", "json")
                    .ends(1)
                    .says("line 2 (entry 2)")
                    .json();
        }
        Ran verify = place.run("ledger", "verify", "--output", "json").ends(1);
        JsonNode broken = verify.json().at("/files/0/firstBroken");
        assertFalse(verify.json().path("intact").asBoolean());
        assertEquals(2, broken.path("line").asInt(), verify::toString);
        assertTrue(verify.json().path("firstBroken").isObject(), verify::toString);
        assertTrue(place.run("ledger", "verify").ends(1).out().contains("BROKEN at line 2"));
        assertEquals(altered, Files.readString(ledger));
    }

    @Test
    void aLedgerThatMayNotBeWrittenStopsEverythingBeforeItBegins() throws Exception {
        promote("1.0.0").ends(0);
        Path directory = place.ledger("production").getParent();
        String before = Files.readString(place.ledger("production"));
        List<String> powerless = powerless();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
        try {
            Ran refused = place.start(powerless, "promote", "production", "--version", "1.1.0")
                    .await();
            refused.ends(1).says("permission denied for " + directory);
            assertEquals(1, refused.errors());
            assertEquals(List.of("deploy 1.0.0"), Files.readAllLines(place.directory.resolve("calls")));
            assertEquals(before, Files.readString(place.ledger("production")));
            Ran status =
                    place.start(powerless, "status", "production", "-o", "json").await();
            assertEquals("1.0.0", status.ends(0).json().path("current").asText());
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        promote("1.1.0").ends(0);
    }

    /** Takes the power to ignore permissions from a root user, as which containers often run. */
    private static List<String> powerless() throws Exception {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        List<String> without = List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");
        Assumptions.assumeTrue(works(without), "this root user cannot be without its powers");
        return without;
    }

    /** On a real, tiny file system, which is gone with the process that mounted it. */
    @Test
    void aDiskThatFillsUpStopsTheDeploymentWhereItIsAndWithRoomItGoesOn() throws Exception {
        List<String> mounting = System.getProperty("user.name").equals("root")
                ? List.of("unshare", "--mount")
                : List.of("unshare", "--mount", "--map-root-user");
        List<String> trial = new ArrayList<>(mounting);
        trial.addAll(List.of("mount", "-t", "tmpfs", "none", root.toString()));
        Assumptions.assumeTrue(runs(trial), "nothing can be mounted here");
        String script =
                """
                mkdir .deployment-workflow && mount -t tmpfs -o size=2m none .deployment-workflow || exit 99
                "$@" promote production --version 1.0.0; echo "first $?"
                touch hold
                "$@" promote production --version 1.1.0 >&2 &
                until grep -q 'deploy 1.1.0' calls; do sleep 0.05; done
                dd if=/dev/zero of=.deployment-workflow/filler bs=4k 2>/dev/null
                rm hold
                wait $!; echo "second $?"
                "$@" status production
                rm .deployment-workflow/filler
                "$@" resume production; echo "third $?"
                cp -r .deployment-workflow kept
                """;
        place.file("production", SCRIPTED.replace(">> calls", ">> calls; while [ -e hold ]; do sleep 0.1; done"));
        List<String> before = new ArrayList<>(mounting);
        before.addAll(List.of("timeout", "300", "sh", "-c", script, "sh"));
        Ran ran = place.start(before).await();

        assertTrue(ran.out().contains("first 0\n"), ran::toString);
        assertTrue(ran.out().contains("second 1\n"), ran::toString);
        ran.says("cannot write the ledger ", "No space left on device", "Make room or give permission, then resume");
        assertTrue(ran.out().contains("INTERRUPTED"), ran::toString);
        assertTrue(ran.out().contains("third 0\n"), ran::toString);
        assertEquals(List.of("deploy 1.0.0", "deploy 1.1.0"), Files.readAllLines(place.directory.resolve("calls")));
        assertTrue(LedgerVerification.verify(place.directory.resolve("kept/storefront/production.jsonl"))
                .intact());
    }

    private static boolean works(List<String> command) throws Exception {
        List<String> line = new ArrayList<>(command);
        line.add("true");
        return runs(line);
    }

    private static boolean runs(List<String> line) throws Exception {
        try {
            return new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Ran promote(String version) {
        return place.run("promote", "production", "--version", version);
    }
}
