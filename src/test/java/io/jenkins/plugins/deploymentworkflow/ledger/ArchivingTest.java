package io.jenkins.plugins.deploymentworkflow.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivingTest {
    private static final LedgerStore.Key KEY = new LedgerStore.Key("storefront", "production");
    private static final Instant BEGIN = Instant.parse("2025-01-01T09:00:00Z");
    private static final Instant NOW = BEGIN.plus(Duration.ofDays(400));
    private static final Retention HUNDRED_DAYS = new Retention(100, 2, 0);

    @TempDir
    Path root;

    private LedgerStore store;
    private FileLedger ledger;

    /** A deployment every ten days for 400 days, each good. */
    private void forFourHundredDays() {
        open();
        for (int i = 0; i < 40; i++) {
            deploy("d" + i, "promote", "1." + i + ".0", i == 0 ? "" : "1." + (i - 1) + ".0", Outcome.SUCCEEDED, 10 * i);
        }
    }

    private void open() {
        store = LedgerStore.open(root);
        ledger = store.ledger("storefront", "production");
    }

    private void deploy(String id, String operation, String version, String previous, Outcome outcome, int day) {
        Instant at = BEGIN.plus(Duration.ofDays(day));
        start(id, operation, version, previous, day);
        ledger.append(new Event.Ended(id, outcome, "", ""), at.plusSeconds(60));
    }

    private void start(String id, String operation, String version, String previous, int day) {
        Event.Origin origin = new Event.Origin("alice", "cli", "", "", "", ".");
        Event.Configuration configuration = new Event.Configuration("production.yaml", "00", "", Map.of());
        ledger.append(
                new Event.Started(
                        id,
                        operation,
                        "storefront",
                        "production",
                        version,
                        previous,
                        "rolling",
                        null,
                        origin,
                        configuration),
                BEGIN.plus(Duration.ofDays(day)));
    }

    private Archiving.Done archive(Retention retention) {
        return store.archive(KEY, retention, Duration.ZERO, "alice", NOW);
    }

    private LedgerVerification verify() {
        return LedgerVerification.verify(ledger.path());
    }

    @Test
    void whatIsOldMovesIntoAnArchiveAndBothTogetherAreTheOldFile() throws IOException {
        forFourHundredDays();
        byte[] before = Files.readAllBytes(ledger.path());

        Archiving.Done done = archive(HUNDRED_DAYS);

        // Day 300 is the hundredth before day 400, so the deployments of days 0 to 290 go.
        assertEquals(60, done.entries());
        Path archive = done.archive().orElseThrow();
        assertEquals(
                "production.archive-000000000001-000000000060.2025-10-18.jsonl.gz",
                archive.getFileName().toString());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            in.transferTo(whole);
        }
        whole.write(Files.readAllBytes(ledger.path()));
        byte[] now = whole.toByteArray();
        assertArrayEquals(before, Arrays.copyOf(now, before.length));
        List<Entry> left = LedgerStore.open(root).ledger("storefront", "production").after(0);
        assertEquals(21, left.size());
        assertEquals(61, left.get(0).sequence());
        Event.Archived said = (Event.Archived) left.get(20).event();
        assertEquals(60, said.through());
        assertEquals(left.get(0).previous(), said.last());
        assertEquals(archive.getFileName().toString(), said.archive());
        assertEquals("alice", said.by());
    }

    @Test
    void verificationReadsTheArchivesTooAndSaysWhatWasMoved() {
        forFourHundredDays();
        archive(HUNDRED_DAYS);
        LedgerVerification found = verify();
        assertTrue(found.intact(), found.toString());
        assertEquals(81, found.entries());
        ArchivedEntries archived = found.archived().orElseThrow();
        assertEquals(60, archived.through());
        assertEquals(NOW, archived.at());
        assertEquals("alice", archived.by());
        assertEquals(1, archived.from());
        assertEquals(1, archived.files().size());
    }

    @Test
    void theLedgerGoesOnForWhoHadReadItBeforeToo() {
        forFourHundredDays();
        FileLedger other = LedgerStore.open(root).ledger("storefront", "production");
        assertEquals(80, other.after(0).size());
        FileLedger behind = LedgerStore.open(root).ledger("storefront", "production");
        assertEquals(80, behind.after(0).size());
        archive(HUNDRED_DAYS);

        assertEquals(82, other.append(new Event.Resumed("d40", "bob"), NOW).sequence());
        assertEquals(List.of(82L), sequences(ledger.after(81)));
        assertEquals(List.of(81L, 82L), sequences(behind.after(80)));
        assertEquals(22, behind.after(3).size());
        assertTrue(verify().intact());
    }

    private static List<Long> sequences(List<Entry> entries) {
        return entries.stream().map(Entry::sequence).toList();
    }

    @Test
    void nothingMovesThatIsYoungEnoughOrIsToStayForEver() throws IOException {
        forFourHundredDays();
        byte[] before = Files.readAllBytes(ledger.path());
        assertTrue(archive(Retention.FOR_EVER).isNothing());
        assertTrue(archive(new Retention(400, 1, 0)).isNothing());
        assertTrue(archive(new Retention(100, 41, 0)).isNothing());
        assertTrue(store.archive(KEY, HUNDRED_DAYS, Duration.ofDays(301), "alice", NOW).isNothing());
        assertArrayEquals(before, Files.readAllBytes(ledger.path()));
        assertEquals(60, store.archive(KEY, HUNDRED_DAYS, Duration.ofDays(299), "alice", NOW).entries());
    }

    @Test
    void soManyDeploymentsStayHoweverOldTheyAre() {
        forFourHundredDays();
        assertEquals(40, archive(new Retention(100, 20, 0)).entries());
    }

    @Test
    void whatWasPutIntoServiceLastAndTheGoodOneBeforeStay() {
        open();
        deploy("old", "promote", "0.1.0", "", Outcome.SUCCEEDED, 0);
        deploy("good", "promote", "1.0.0", "0.1.0", Outcome.SUCCEEDED, 1);
        deploy("serves", "promote", "1.1.0", "1.0.0", Outcome.SUCCEEDED, 2);
        for (int i = 0; i < 30; i++) {
            deploy("bad" + i, "promote", "2." + i + ".0", "1.1.0", Outcome.ROLLED_BACK, 3 + 10 * i);
        }
        assertEquals(2, archive(HUNDRED_DAYS).entries());
        History history = History.of(ledger.after(0));
        assertEquals(Optional.of("1.1.0"), history.current());
        assertEquals(Optional.of("1.0.0"), history.previousGood("1.1.0"));
    }

    @Test
    void whatHasNotEndedStaysAndSoDoesWhatItBeganWith() {
        forFourHundredDays();
        FileLedger staging = store.ledger("storefront", "staging");
        ledger = staging;
        deploy("a", "stage", "1.0.0", "", Outcome.SUCCEEDED, 0);
        start("waits", "stage", "1.1.0", "1.0.0", 1);
        start("cut off", "smoke", "", "", 2);
        LedgerStore.Key key = new LedgerStore.Key("storefront", "staging");
        assertTrue(store.archive(key, new Retention(100, 1, 0), Duration.ZERO, "alice", NOW).isNothing());
        staging.append(new Event.Ended("waits", Outcome.SUCCEEDED, "", ""), BEGIN.plus(Duration.ofDays(3)));
        deploy("b", "stage", "1.2.0", "1.1.0", Outcome.SUCCEEDED, 4);
        // Checks that never end hold nothing up; "waits" is what a rollback goes back to.
        assertEquals(2, store.archive(key, new Retention(100, 1, 0), Duration.ZERO, "alice", NOW).entries());
    }

    @Test
    void archivesOfManyYearsContinueOneAnother() {
        forFourHundredDays();
        archive(new Retention(300, 1, 0));
        archive(new Retention(200, 1, 0));
        archive(new Retention(100, 1, 0));
        LedgerVerification found = verify();
        assertTrue(found.intact(), found.toString());
        assertEquals(83, found.entries());
        assertEquals(3, found.archived().orElseThrow().files().size());
        assertEquals(1, found.archived().orElseThrow().from());
    }

    @Test
    void archivesAreRemovedWhenTheyAreTooOldAndTheLedgerSaysSo() throws IOException {
        forFourHundredDays();
        Path oldest = archive(new Retention(300, 1, 0)).archive().orElseThrow();
        Path newest = archive(new Retention(100, 1, 0)).archive().orElseThrow();
        Archiving.Done done = archive(new Retention(100, 1, 250));
        assertEquals(List.of(oldest), done.removed());
        assertFalse(Files.exists(oldest));
        assertTrue(Files.exists(newest));
        LedgerVerification found = verify();
        assertTrue(found.intact(), found.toString());
        ArchivedEntries archived = found.archived().orElseThrow();
        assertEquals(20, archived.removedThrough());
        assertEquals(21, archived.from());
        assertEquals(60, archived.through());
        assertTrue(archive(new Retention(100, 1, 250)).isNothing());
    }

    @Test
    void archivesThatWereTakenElsewhereAreMissedByNobody() throws IOException {
        forFourHundredDays();
        Files.delete(archive(HUNDRED_DAYS).archive().orElseThrow());
        LedgerVerification found = verify();
        assertTrue(found.intact());
        assertEquals(21, found.entries());
        assertEquals(61, found.archived().orElseThrow().from());
    }

    @Test
    void entriesThatWereCutOffByHandAreMissed() throws IOException {
        forFourHundredDays();
        List<String> lines = Files.readAllLines(ledger.path());
        Files.write(ledger.path(), lines.subList(10, lines.size()));
        LedgerVerification found = verify();
        assertFalse(found.intact());
        LedgerVerification.Broken broken = found.firstBroken().orElseThrow();
        assertEquals(1, broken.line());
        assertEquals(11, broken.sequence());
        assertTrue(broken.reason().contains("no entry says that those up to entry 10 were archived"), broken.reason());
        assertThrows(LedgerException.class, () -> LedgerStore.open(root)
                .ledger("storefront", "production")
                .after(0));
    }

    @Test
    void moreThanWasArchivedCutOffIsMissedToo() throws IOException {
        forFourHundredDays();
        archive(HUNDRED_DAYS);
        List<String> lines = Files.readAllLines(ledger.path());
        Files.write(ledger.path(), lines.subList(2, lines.size()));
        LedgerVerification.Broken broken = verify().firstBroken().orElseThrow();
        assertEquals(1, broken.line());
        assertEquals(63, broken.sequence());
    }

    @Test
    void anAlteredArchiveIsFound() throws IOException {
        forFourHundredDays();
        Path archive = archive(HUNDRED_DAYS).archive().orElseThrow();
        byte[] text;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            text = in.readAllBytes();
        }
        String altered = new String(text, StandardCharsets.UTF_8).replace("1.7.0", "6.6.6");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(altered.getBytes(StandardCharsets.UTF_8));
        }
        LedgerVerification found = verify();
        assertFalse(found.intact());
        assertEquals(15, found.firstBroken().orElseThrow().sequence());
        assertTrue(found.firstBroken().orElseThrow().reason().contains(archive.getFileName().toString()));

        Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), 200));
        assertFalse(verify().intact());
    }

    @Test
    void anAlteredLedgerIsNotArchived() throws IOException {
        forFourHundredDays();
        Files.writeString(ledger.path(), Files.readString(ledger.path()).replace("1.7.0", "6.6.6"));
        open();
        assertThrows(LedgerException.class, () -> archive(HUNDRED_DAYS));
        try (Stream<Path> files = Files.list(ledger.path().getParent())) {
            assertTrue(files.noneMatch(file -> file.toString().contains(".archive-0")));
        }
    }

    @Test
    void anArchiveOfWhatTheLedgerNeverHadIsNotOverwritten() throws IOException {
        forFourHundredDays();
        byte[] data = Files.readAllBytes(ledger.path());
        byte[] head = Files.readAllBytes(root.resolve("storefront/production.head"));
        for (int i = 40; i < 50; i++) {
            deploy("d" + i, "promote", "1." + i + ".0", "1." + (i - 1) + ".0", Outcome.SUCCEEDED, 10 * i);
        }
        Path later = store.archive(KEY, HUNDRED_DAYS, Duration.ZERO, "alice", NOW.plus(Duration.ofDays(250)))
                .archive()
                .orElseThrow();
        Files.write(ledger.path(), data);
        Files.write(root.resolve("storefront/production.head"), head);
        open();
        assertThrows(LedgerException.class, () -> archive(HUNDRED_DAYS));
        assertTrue(Files.exists(later));
    }

    @Test
    void pagesGoOnFromWhatIsLeft() {
        forFourHundredDays();
        Index index = store.index("storefront", "production");
        assertTrue(index.refresh(Long.MAX_VALUE));
        Standing before = index.standing();
        archive(HUNDRED_DAYS);
        assertTrue(index.refresh(Long.MAX_VALUE));
        assertEquals("", index.problem());
        assertEquals(10, index.size());
        Standing after = index.standing();
        assertEquals(before.current(), after.current());
        assertEquals(before.since(), after.since());
        assertEquals(before.deployed(), after.deployed());
        assertEquals(before.previousGood(), after.previousGood());
        assertEquals(2, index.entries("d35").size());
        assertEquals(Optional.empty(), index.deployment("d7"));
        Index elsewhere = LedgerStore.open(root).index("storefront", "production");
        assertTrue(elsewhere.refresh(Long.MAX_VALUE));
        assertEquals(after, elsewhere.standing());
    }

    @Test
    void whatCountsStaysAsItWasInAnyLedger() throws IOException {
        int moved = 0;
        for (long seed = 1; seed <= 200; seed++) {
            Path directory = root.resolve("random-" + seed);
            Path file = directory.resolve("storefront/production.jsonl");
            Random random = new Random(seed);
            RandomLedger written = new RandomLedger(file, random).distinct();
            written.grow(20 + random.nextInt(200));
            written.writeHead();
            LedgerStore random0 = LedgerStore.open(directory);
            History before = History.of(written.entries());
            Instant end = written.entries().get(written.entries().size() - 1).at();
            Instant now = end.plus(Duration.ofDays(92)).minusSeconds(random.nextInt(40_000));
            Archiving.Done done = random0.archive(
                    KEY, new Retention(92, 1 + random.nextInt(4), 0), Duration.ZERO, "alice", now);
            moved += done.archive().isPresent() ? 1 : 0;
            History after = History.of(LedgerStore.open(directory).ledger("storefront", "production").after(0));
            String shown = "seed " + seed;
            assertEquals(before.current(), after.current(), shown);
            assertEquals(before.lastGood(), after.lastGood(), shown);
            String current = before.current().orElse("");
            assertEquals(before.previousGood(current), after.previousGood(current), shown);
            assertEquals(locking(before), locking(after), shown);
            int count = after.operations().size();
            assertEquals(before.operations().subList(0, count), after.operations(), shown);
            LedgerVerification found = LedgerVerification.verify(file);
            assertTrue(found.intact(), () -> shown + found);
            assertEquals(written.entries().size() + (done.archive().isPresent() ? 1 : 0), found.entries(), shown);
        }
        assertTrue(moved > 50, "archived in " + moved + " of 200 ledgers");
    }

    private static List<String> locking(History history) {
        return history.unfinished().stream()
                .filter(operation -> !operation.operation().equals("smoke"))
                .map(Deployment::id)
                .toList();
    }

    /** Dies at its n-th change, before it, after it, or in the middle of what is written. */
    private static final class DyingDisk implements Disk {
        private final Disk real = new SyncedDisk();
        private final boolean half;
        private int left;

        DyingDisk(int left, boolean half) {
            this.left = left;
            this.half = half;
        }

        private boolean dies() throws IOException {
            if (left < 0) {
                throw new IOException("dead");
            }
            return left-- == 0;
        }

        @Override
        public void createDirectory(Path directory) throws IOException {
            real.createDirectory(directory);
        }

        @Override
        public void createFile(Path file) throws IOException {
            if (Files.exists(file)) {
                return;
            }
            if (dies()) {
                throw new IOException("dead");
            }
            real.createFile(file);
        }

        @Override
        public void write(Path file, long offset, byte[] bytes) throws IOException {
            if (dies()) {
                if (half) {
                    real.write(file, offset, Arrays.copyOf(bytes, bytes.length / 2));
                }
                throw new IOException("dead");
            }
            real.write(file, offset, bytes);
        }

        @Override
        public void truncate(Path file, long size) throws IOException {
            if (dies()) {
                throw new IOException("dead");
            }
            real.truncate(file, size);
        }

        @Override
        public void replace(Path file, byte[] bytes) throws IOException {
            replace(file, out -> out.write(bytes));
        }

        @Override
        public void replace(Path file, Content content) throws IOException {
            if (dies()) {
                if (half) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    content.writeTo(bytes);
                    Files.write(
                            file.resolveSibling(file.getFileName() + SyncedDisk.FRESH),
                            Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
                }
                throw new IOException("dead");
            }
            real.replace(file, content);
        }

        @Override
        public void delete(Path file) throws IOException {
            if (dies()) {
                throw new IOException("dead");
            }
            real.delete(file);
        }
    }

    @Test
    void whoeverArchivesMayDieAtEachStep() throws IOException {
        Retention both = new Retention(100, 1, 250);
        forFourHundredDays();
        archive(new Retention(300, 1, 0));
        History before = History.of(ledger.after(0));
        Map<String, byte[]> files = contents();
        boolean done = false;
        int steps = 0;
        while (!done) {
            for (boolean half : new boolean[] {false, true}) {
                restore(files);
                LedgerStore dying = LedgerStore.open(root, UnaryOperator.identity(), new DyingDisk(steps, half));
                try {
                    dying.archive(KEY, both, Duration.ZERO, "alice", NOW);
                    done = true;
                } catch (LedgerException e) {
                    // It has died.
                }
                open();
                String shown = "died at step " + steps;
                assertTrue(verify().intact(), () -> shown + verify());
                History history = History.of(ledger.after(0));
                assertEquals(before.current(), history.current(), shown);
                assertEquals(before.previousGood("1.39.0"), history.previousGood("1.39.0"), shown);
                archive(both);
                LedgerVerification found = verify();
                assertTrue(found.intact(), () -> shown + found);
                assertEquals(60, found.archived().orElseThrow().through(), shown);
                assertEquals(21, found.archived().orElseThrow().from(), shown);
                assertEquals(20, found.archived().orElseThrow().removedThrough(), shown);
                assertEquals("1.39.0", History.of(ledger.after(0)).current().orElseThrow(), shown);
                assertTrue(contents().keySet().stream().noneMatch(name -> name.endsWith(".gz.new")), shown);
            }
            steps++;
        }
        assertTrue(steps >= 7, steps + " steps");
    }

    private Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(root.resolve("storefront"))) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private void restore(Map<String, byte[]> files) throws IOException {
        for (String name : contents().keySet()) {
            Files.delete(root.resolve("storefront").resolve(name));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(root.resolve("storefront").resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void numbersOutOfTheirRangeAreRefusedWithAReason() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Retention(30, 1, 0))
                .getMessage()
                .contains("92"));
        assertThrows(IllegalArgumentException.class, () -> new Retention(100, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Retention(100, 1, 100));
        assertThrows(IllegalArgumentException.class, () -> new Retention(0, 1, 500));
        assertEquals(101, new Retention(100, 1, 101).archiveDays());
    }
}
