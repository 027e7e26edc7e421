package io.jenkins.plugins.deploymentworkflow.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of docs/ledger.md that verifies a ledger without this program. */
class LedgerByHandTest {
    @TempDir
    Path root;

    private FileLedger ledger;

    @BeforeEach
    void everyEvent() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")) && Files.exists(Path.of("/usr/bin/sha256sum")));
        ledger = LedgerStore.open(root).ledger("storefront", "production");
        Specimens.events().forEach(event -> ledger.append(event, Instant.parse("2026-03-01T12:00:00Z")));
    }

    @Test
    void itFindsNothingInALedgerAsItWasWritten() throws Exception {
        assertEquals("", run());
    }

    @Test
    void itReadsArchivesToo() throws Exception {
        List<String> lines = lines();
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(
                ledger.path().resolveSibling("production.archive-000000000001-000000000003.2026-03-01.jsonl.gz")))) {
            out.write((String.join("\n", lines.subList(0, 3)) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        write(lines.subList(3, lines.size()));
        assertEquals("", run());
    }

    @Test
    void itReadsALedgerWhoseArchivesAreElsewhere() throws Exception {
        Entry third = ledger.after(2).get(0);
        ledger.append(new Event.Archived("", 3, third.hash(), "elsewhere", "alice"), third.at());
        List<String> lines = lines();
        write(lines.subList(3, lines.size()));
        assertEquals("", run());
    }

    @Test
    void itFindsRemovedEntriesAtTheBeginning() throws Exception {
        List<String> lines = lines();
        write(lines.subList(3, lines.size()));
        assertEquals("begins in the middle\n", run());
    }

    @Test
    void itFindsAnAlteredEntry() throws Exception {
        List<String> lines = lines();
        lines.set(6, lines.get(6).replace("text-", "next-"));
        write(lines);
        assertEquals("was altered: " + lines.get(6) + "\n", run());
    }

    @Test
    void itFindsARemovedEntry() throws Exception {
        List<String> lines = lines();
        lines.remove(2);
        write(lines);
        assertEquals("does not follow the line before: " + lines.get(2) + "\n", run());
    }

    @Test
    void itFindsRemovedEntriesAtTheEnd() throws Exception {
        List<String> lines = lines();
        lines.remove(lines.size() - 1);
        write(lines);
        assertEquals("does not end with the entry in the head\n", run());
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(List.of(Files.readString(ledger.path()).split("\n")));
    }

    private void write(List<String> lines) throws IOException {
        Files.writeString(ledger.path(), String.join("\n", lines) + "\n");
    }

    private String run() throws IOException, InterruptedException {
        Matcher script =
                Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("docs/ledger.md")));
        assertTrue(script.find());
        Process shell = new ProcessBuilder("/bin/sh", "-c", script.group(1))
                .directory(ledger.path().getParent().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        return output;
    }
}
