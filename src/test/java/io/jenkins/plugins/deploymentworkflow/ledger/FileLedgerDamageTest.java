package io.jenkins.plugins.deploymentworkflow.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileLedgerDamageTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path root;

    private FileLedger writer;
    private Path file;
    private Path head;

    @BeforeEach
    void fiveEntries() {
        writer = ledger();
        for (int i = 1; i <= 5; i++) {
            writer.append(new Event.Requested("d1", Event.Request.RELEASE, "alice", "reason " + i), NOON);
        }
        file = writer.path();
        head = file.resolveSibling("production.head");
    }

    private FileLedger ledger() {
        return LedgerStore.open(root).ledger("storefront", "production");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"sequence\":6,\"at\":\"20", "{", "\0\0\0\0", "\0\0\0\0\n", "{}\n"})
    void aLineThatADyingProcessLeftUnfinishedIsSetAsideAndTheLedgerGoesOn(String torn) throws IOException {
        Files.writeString(file, torn, StandardOpenOption.APPEND);
        assertTrue(LedgerVerification.verify(file).intact());
        assertEquals(torn.length(), LedgerVerification.verify(file).tornBytes());

        FileLedger reader = ledger();
        assertEquals(5, reader.after(0).size());
        assertEquals(torn, Files.readString(file.resolveSibling("production.torn-1")));
        assertEquals(6, reader.append(new Event.Resumed("d1", "bob"), NOON).sequence());
        assertEquals(6, writer.after(0).size());
        assertEquals(0, LedgerVerification.verify(file).tornBytes());
    }

    @Test
    void aWriterMayDieAfterAnyByteOfItsLine() throws IOException {
        byte[] before = Files.readAllBytes(file);
        Entry last = writer.after(4).get(0);
        byte[] next = Line.of(6, NOON, last.hash(), new Event.Resumed("d1", "bob"), new EventJson(t -> t))
                .bytes();
        byte[] headBefore = Files.readAllBytes(head);
        for (int length = 0; length <= next.length; length++) {
            Files.write(file, before);
            Files.write(head, headBefore);
            Files.write(file, Arrays.copyOf(next, length), StandardOpenOption.APPEND);
            int entries = length == next.length ? 6 : 5;
            FileLedger after = ledger();
            assertEquals(
                    entries + 1,
                    after.append(new Event.Resumed("d1", "carol"), NOON).sequence(),
                    "at " + length);
            assertEquals(entries + 1, after.after(0).size());
            assertTrue(LedgerVerification.verify(file).intact());
        }
    }

    @Test
    void aWholeLineWithoutItsLineFeedWasNotOnDiskEither() throws IOException {
        Line next =
                Line.of(6, NOON, writer.after(4).get(0).hash(), new Event.Resumed("d1", "bob"), new EventJson(t -> t));
        Files.write(file, Arrays.copyOf(next.bytes(), next.bytes().length - 1), StandardOpenOption.APPEND);
        assertEquals(5, ledger().after(0).size());
        assertEquals(6, writer.append(new Event.Resumed("d1", "carol"), NOON).sequence());
    }

    @Test
    void aSecondUnfinishedLineDoesNotReplaceTheFirst() throws IOException {
        Files.writeString(file, "one", StandardOpenOption.APPEND);
        writer.append(new Event.Resumed("d1", "bob"), NOON);
        Files.writeString(file, "two", StandardOpenOption.APPEND);
        writer.append(new Event.Resumed("d1", "bob"), NOON);
        assertEquals("one", Files.readString(file.resolveSibling("production.torn-1")));
        assertEquals("two", Files.readString(file.resolveSibling("production.torn-2")));
        assertEquals(7, ledger().after(0).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 40, 10_000})
    void anEntryThatWasOnDiskAndIsCutOffIsReportedAndPutBack(int bytes) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int begin = endOfLine(whole, 4);
        Files.write(file, Arrays.copyOf(whole, Math.max(begin, whole.length - bytes)));

        LedgerVerification found = LedgerVerification.verify(file);
        assertFalse(found.intact());
        assertEquals(4, found.entries());
        assertEquals(5, found.firstBroken().orElseThrow().sequence());

        assertEquals(6, ledger().append(new Event.Resumed("d1", "bob"), NOON).sequence());
        byte[] repaired = Files.readAllBytes(file);
        assertArrayEquals(whole, Arrays.copyOf(repaired, whole.length));
        assertTrue(LedgerVerification.verify(file).intact());
    }

    @Test
    void theWholeFileIsMissedWhenItIsGone() throws IOException {
        Files.delete(file);
        String message =
                assertThrows(LedgerException.class, () -> ledger().after(0)).getMessage();
        assertTrue(message.contains("expected the entries up to 5"), message);
        assertThrows(LedgerException.class, () -> writer.append(new Event.Resumed("d1", "bob"), NOON));
        assertFalse(LedgerVerification.verify(file).intact());
    }

    @Test
    void removedEntriesAtTheEndAreMissed() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, endOfLine(whole, 3)));
        assertRefused(4, "expected the entries up to 5");
    }

    @Test
    void removedEntriesAreMissedByAProcessThatReadThemThoughTheHeadWasSetBackToo() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, endOfLine(whole, 3)));
        Files.write(head, Arrays.copyOfRange(whole, endOfLine(whole, 2), endOfLine(whole, 3)));
        String message =
                assertThrows(LedgerException.class, () -> writer.after(0)).getMessage();
        assertTrue(message.contains("line 4"), message);
        assertThrows(LedgerException.class, () -> writer.append(new Event.Resumed("d1", "bob"), NOON));
    }

    @Test
    void anAlteredEntryIsNamedWithItsHashesAndNothingIsAppended() throws IOException {
        String stated = writer.after(0).get(1).hash();
        replaceInFile("reason 2", "reason X");
        String message = assertRefused(2, stated);
        assertTrue(message.contains("its content has ") && message.contains("Restore"), message);
    }

    @Test
    void aProcessThatReadAnEntryBeforeItWasAlteredNoticesToo() throws IOException {
        replaceInFile("reason 2", "reason X");
        assertThrows(LedgerException.class, () -> writer.after(0));
        assertThrows(LedgerException.class, () -> writer.append(new Event.Resumed("d1", "bob"), NOON));
    }

    @Test
    void anAlteredLastEntryIsNotTakenForAnUnfinishedLine() throws IOException {
        replaceInFile("reason 5", "reason X");
        assertRefused(5, "its content has ");
    }

    @Test
    void anEntryWithANewHashBreaksTheChainAtTheNext() throws IOException {
        List<Line> lines = lines();
        Entry second = lines.get(1).entry();
        Event forged = new Event.Requested("d1", Event.Request.RELEASE, "mallory", "reason 2");
        lines.set(1, Line.of(2, NOON, second.previous(), forged, new EventJson(t -> t)));
        write(lines);
        assertRefused(3, "it follows an entry with the hash '" + second.hash() + "'");
    }

    @Test
    void aLastEntryWithANewHashIsNotTheOneInTheHead() throws IOException {
        List<Line> lines = lines();
        Event forged = new Event.Requested("d1", Event.Request.RELEASE, "mallory", "reason 5");
        lines.set(4, Line.of(5, NOON, lines.get(4).entry().previous(), forged, new EventJson(t -> t)));
        write(lines);
        assertRefused(5, "expected the hash ");
    }

    @Test
    void anEntryThatIsMissingOrThereTwiceOrElsewhereIsFound() throws IOException {
        List<Line> lines = lines();
        write(List.of(lines.get(0), lines.get(2), lines.get(3), lines.get(4)));
        assertRefused(2, "expected entry 2, found entry 3");
        write(List.of(lines.get(0), lines.get(0), lines.get(1), lines.get(2), lines.get(3), lines.get(4)));
        assertRefused(2, "expected entry 2, found entry 1");
        write(List.of(lines.get(0), lines.get(2), lines.get(1), lines.get(3), lines.get(4)));
        assertRefused(2, "expected entry 2, found entry 3");
    }

    @Test
    void anEmptyLineInTheMiddleIsFound() throws IOException {
        Files.writeString(file, Files.readString(file).replaceFirst("\n", "\n\n"));
        assertRefused(2, "does not end with its hash");
    }

    @Test
    void aHeadThatWasRemovedIsMissed() throws IOException {
        Files.delete(head);
        assertRefused(5, "head file");
    }

    @Test
    void aDamagedHeadIsNamed() throws IOException {
        Files.writeString(head, "nonsense");
        assertRefused(5, head.toString());
    }

    @Test
    void aHeadThatIsBehindSinceAProcessDiedBetweenTheTwoIsBroughtUpToDate() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(head, Arrays.copyOfRange(whole, endOfLine(whole, 3), endOfLine(whole, 4)));
        assertTrue(LedgerVerification.verify(file).intact());
        assertEquals(5, ledger().after(0).size());
        assertArrayEquals(Arrays.copyOfRange(whole, endOfLine(whole, 4), whole.length), Files.readAllBytes(head));
    }

    @Test
    void aProcessThatDiedBeforeTheFirstHeadWasWrittenLeavesAUsableLedger() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, endOfLine(whole, 1)));
        Files.delete(head);
        FileLedger fresh = ledger();
        assertEquals(1, fresh.after(0).size());
        assertEquals(2, fresh.append(new Event.Resumed("d1", "bob"), NOON).sequence());
    }

    @Test
    void aLedgerThatWasRestoredIsUsedAgain() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        replaceInFile("reason 2", "reason X");
        assertThrows(LedgerException.class, () -> writer.after(0));
        Files.write(file, whole);
        assertEquals(5, writer.after(0).size());
        assertEquals(6, writer.append(new Event.Resumed("d1", "bob"), NOON).sequence());
    }

    /** By verification, by reading and by appending, which changes nothing. */
    private String assertRefused(long line, String reason) throws IOException {
        LedgerVerification found = LedgerVerification.verify(file);
        assertFalse(found.intact());
        assertEquals(line, found.firstBroken().orElseThrow().line());
        assertTrue(found.firstBroken().get().reason().contains(reason), found.toString());

        byte[] before = Files.readAllBytes(file);
        FileLedger fresh = ledger();
        assertThrows(LedgerException.class, () -> fresh.after(0));
        String message = assertThrows(LedgerException.class, () -> fresh.append(new Event.Resumed("d1", "bob"), NOON))
                .getMessage();
        assertTrue(message.contains(file.toString()), message);
        assertTrue(message.contains(reason), message);
        assertArrayEquals(before, Files.readAllBytes(file));
        return message;
    }

    private void replaceInFile(String old, String with) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(old));
        Files.writeString(file, text.replace(old, with));
    }

    private List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        new Chain(new EventJson(t -> t)).read(file, Chain.Mark.BEGINNING, lines::add);
        return lines;
    }

    private void write(List<Line> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(new String(line.bytes(), StandardCharsets.UTF_8)));
        Files.writeString(file, text);
    }

    private static int endOfLine(byte[] bytes, int line) {
        int end = 0;
        for (int seen = 0; seen < line; end++) {
            seen += bytes[end] == '\n' ? 1 : 0;
        }
        return end;
    }
}
