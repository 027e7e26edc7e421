package io.jenkins.plugins.deploymentworkflow.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path root;

    private FileLedger ledger;

    @BeforeEach
    void open() {
        ledger = LedgerStore.open(root).ledger("storefront", "production");
    }

    @Test
    void aLedgerThatWasNeverWrittenIsEmptyAndLeavesNoFile() throws IOException {
        assertEquals(List.of(), ledger.after(0));
        try (var files = Files.list(root)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void whatWasAppendedIsReadInOrderByThisAndByAnotherProcess() {
        List<Entry> written = new ArrayList<>();
        for (Event event : Specimens.events()) {
            written.add(ledger.append(event, NOON.plusNanos(written.size())));
        }
        assertEquals(Specimens.events(), written.stream().map(Entry::event).toList());
        assertEquals(written, ledger.after(0));
        assertEquals(
                written,
                LedgerStore.open(root).ledger("storefront", "production").after(0));
        assertEquals(written.subList(3, written.size()), ledger.after(3));
        assertEquals(List.of(), ledger.after(written.size()));
    }

    @Test
    void entriesAreNumberedWithoutGapsAndEachCarriesTheHashOfTheOneBefore() {
        append(5);
        List<Entry> entries = ledger.after(0);
        for (int i = 0; i < 5; i++) {
            assertEquals(i + 1, entries.get(i).sequence());
            assertEquals(i == 0 ? "" : entries.get(i - 1).hash(), entries.get(i).previous());
        }
    }

    @Test
    void theHashIsThatOfTheLineWithoutItsHashMember() throws IOException, NoSuchAlgorithmException {
        append(3);
        for (String line : Files.readAllLines(ledger.path())) {
            String hash = line.substring(line.length() - 66, line.length() - 2);
            String rest = line.replace(",\"hash\":\"" + hash + "\"", "");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(rest.getBytes(StandardCharsets.UTF_8));
            assertEquals(HexFormat.of().formatHex(digest), hash);
        }
    }

    @Test
    void entriesOfAnotherLedgerObjectAreSeenAndContinued() {
        FileLedger other = LedgerStore.open(root).ledger("storefront", "production");
        append(2);
        Entry third = other.append(new Event.Resumed("d1", "other"), NOON);
        assertEquals(3, third.sequence());
        assertEquals(List.of(third), ledger.after(2));
        assertEquals(4, ledger.append(new Event.Resumed("d1", "again"), NOON).sequence());
        assertEquals(4, other.after(0).size());
    }

    @Test
    void manyThreadsWithLedgersOfTheirOwnLoseNothing() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Entry>> appends = IntStream.range(0, 100)
                    .<Callable<Entry>>mapToObj(i -> {
                        FileLedger own = LedgerStore.open(root).ledger("storefront", "production");
                        return () -> own.append(new Event.Resumed("d" + i, "thread"), NOON);
                    })
                    .toList();
            List<Long> sequences = new ArrayList<>();
            for (Future<Entry> entry : pool.invokeAll(appends)) {
                sequences.add(entry.get().sequence());
            }
            assertEquals(
                    LongStream.rangeClosed(1, 100).boxed().toList(),
                    sequences.stream().sorted().toList());
            assertEquals(100, ledger.after(0).size());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anInterruptedThreadAppendsAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertEquals(
                    1,
                    ledger.append(new Event.Resumed("d1", "interrupted"), NOON).sequence());
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(1, ledger.after(0).size());
    }

    @Test
    void anEntryOfANewerVersionCountsInTheChain() throws IOException {
        append(1);
        Entry first = ledger.after(0).get(0);
        EventJson future = new EventJson(text -> text);
        String text = new String(
                        Line.of(2, NOON, first.hash(), new Event.Resumed("d1", "x"), future)
                                .bytes(),
                        StandardCharsets.UTF_8)
                .replace("\"type\":\"resumed\"", "\"type\":\"teleported\",\"to\":[1,2]");
        byte[] body = (text.substring(0, text.indexOf(",\"hash\"")) + "}").getBytes(StandardCharsets.UTF_8);
        String hash = sha256(body);
        String line = text.substring(0, text.indexOf(",\"hash\"")) + ",\"hash\":\"" + hash + "\"}\n";
        Files.writeString(ledger.path(), line, java.nio.file.StandardOpenOption.APPEND);

        assertEquals(
                new Event.Unrecognised("d1", "teleported"),
                ledger.after(1).get(0).event());
        assertEquals(hash, ledger.append(new Event.Resumed("d1", "y"), NOON).previous());
        assertTrue(LedgerVerification.verify(ledger.path()).intact());
    }

    @Test
    void anEventThatIsNotUnderstoodIsNotWritten() {
        assertThrows(
                IllegalArgumentException.class, () -> ledger.append(new Event.Unrecognised("d1", "teleported"), NOON));
    }

    @Test
    void secretsAreMaskedInTheFileAndInWhatAppendReturns() throws IOException {
        FileLedger masking = LedgerStore.open(root, text -> text.replace("correct-horse", "****"))
                .ledger("storefront", "staging");
        Entry entry = masking.append(new Event.Held("d1", "ask for correct-horse", NOON), NOON);
        assertEquals(new Event.Held("d1", "ask for ****", NOON), entry.event());
        assertEquals(List.of(entry), masking.after(0));
        try (var files = Files.list(masking.path().getParent())) {
            for (Path file : files.toList()) {
                assertFalse(Files.readString(file).contains("correct-horse"), file.toString());
            }
        }
    }

    @Test
    void filesAndDirectoriesAreForTheirOwnerAlone() throws IOException {
        Assumptions.assumeTrue(
                root.getFileSystem().supportedFileAttributeViews().contains("posix"));
        append(1);
        assertEquals("rwx------", permissions(ledger.path().getParent()));
        try (var files = Files.list(ledger.path().getParent())) {
            for (Path file : files.toList()) {
                assertEquals("rw-------", permissions(file), file.toString());
            }
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            ledger.append(new Event.Resumed("d1", "append " + i), NOON);
        }
    }
}
