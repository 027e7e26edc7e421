package io.jenkins.plugins.deploymentworkflow.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FileLedgerProcessesTest {
    @TempDir
    Path root;

    @Test
    void processesThatAppendAtOnceLoseNothingAndKeepTheChain() throws Exception {
        FileLedger ledger = LedgerStore.open(root).ledger("storefront", "production");
        try (Other first = Other.start("append", root, "first", "100");
                Other second = Other.start("append", root, "second", "100")) {
            first.line();
            second.line();
            for (int i = 0; i < 50; i++) {
                ledger.append(new Event.Resumed("mine", Integer.toString(i)), Instant.now());
            }
            drain(first);
            drain(second);
            assertEquals(0, first.join());
            assertEquals(0, second.join());
        }
        List<Entry> entries = ledger.after(0);
        assertEquals(
                LongStream.rangeClosed(1, 250).boxed().toList(),
                entries.stream().map(Entry::sequence).toList());
        for (String name : List.of("first", "second", "mine")) {
            List<String> own = entries.stream()
                    .map(entry -> (Event.Resumed) entry.event())
                    .filter(event -> event.deployment().equals(name))
                    .map(Event.Resumed::by)
                    .toList();
            assertEquals(
                    own.stream()
                            .map(Integer::parseInt)
                            .sorted()
                            .map(String::valueOf)
                            .toList(),
                    own);
            assertEquals(name.equals("mine") ? 50 : 100, own.size());
        }
        assertTrue(LedgerVerification.verify(ledger.path()).intact());
    }

    @Test
    void whateverAProcessSaidToBeAppendedIsThereAfterItIsKilled() throws Exception {
        FileLedger ledger = LedgerStore.open(root).ledger("storefront", "production");
        for (int round = 1; round <= 4; round++) {
            long acknowledged = 0;
            try (Other other = Other.start("append", root, "round-" + round, "1000000")) {
                for (int i = 0; i < 15 * round; i++) {
                    acknowledged = Long.parseLong(other.line());
                }
                other.kill();
                for (String line = other.line(); line != null && !line.isEmpty(); line = other.line()) {
                    // The last one may be cut off, and so be lower.
                    acknowledged = Math.max(acknowledged, Long.parseLong(line));
                }
            }
            assertTrue(LedgerVerification.verify(ledger.path()).intact());
            long entries = ledger.after(0).size();
            assertTrue(entries >= acknowledged, entries + " entries, " + acknowledged + " acknowledged");
            assertEquals(
                    entries + 1,
                    ledger.append(new Event.Resumed("mine", "x"), Instant.now()).sequence());
        }
    }

    private static void drain(Other other) throws Exception {
        while (other.line() != null) {}
    }
}
