package io.jenkins.plugins.deploymentworkflow.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class IndexTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path root;

    @Test
    void anEnvironmentWithoutALedgerHasNothing() {
        Index index = fresh();
        assertTrue(index.refresh(Long.MAX_VALUE));
        assertEquals(Optional.empty(), index.standing().current());
        assertEquals(List.of(), index.page(0, 10));
        assertEquals(List.of(), index.entries("d1"));
        assertEquals(List.of(), List.copyOf(index.sources()));
        assertFalse(Files.exists(file()), "looking makes no file");
    }

    @Test
    void itSaysWhatHistorySaysWhateverHappenedAndHoweverItWasRead() throws IOException {
        long seed = Long.getLong("seed", 20260301);
        for (int round = 0; round < Integer.getInteger("schedules", 10); round++) {
            Random random = new Random(seed + round);
            Path place = root.resolve("round-" + round);
            RandomLedger ledger = new RandomLedger(place.resolve("storefront/production.jsonl"), random);
            Index kept = index(place);
            for (int step = 0; step < 6; step++) {
                ledger.grow(random.nextInt(30));
                String which = "seed " + (seed + round) + ", step " + step;
                Index index = random.nextBoolean() ? kept : index(place);
                long most = 4_000 + random.nextInt(20_000);
                while (!index.refresh(most)) {
                    assertTrue(
                            index.size()
                                    <= History.of(ledger.entries()).operations().size(),
                            which);
                }
                assertSame(ledger.entries(), index, which);
                if (random.nextInt(4) == 0) {
                    damage(place.resolve("storefront/production.index"), random);
                }
            }
        }
    }

    private static void damage(Path file, Random random) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        switch (random.nextInt(4)) {
            case 0 -> Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            case 1 -> {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, bytes);
            }
            case 2 -> {
                byte[] rubbish = new byte[random.nextInt(300)];
                random.nextBytes(rubbish);
                Files.write(file, rubbish, StandardOpenOption.APPEND);
            }
            default -> Files.delete(file);
        }
    }

    private static void assertSame(List<Entry> entries, Index index, String which) {
        History history = History.of(entries);
        List<Deployment> operations = history.operations();
        Standing standing = index.standing();
        assertEquals(history.current(), standing.current(), which);
        assertEquals(history.previousGood(history.current().orElse("")), standing.previousGood(), which);
        assertEquals(
                history.deployments().stream().map(Deployment::id).findFirst(),
                standing.last().map(Summary::id),
                which);
        assertEquals(operations.size(), standing.operations(), which);
        assertEquals(entries.size(), standing.sequence(), which);
        assertEquals(
                operations.stream().map(IndexTest::words).toList(),
                index.page(0, Integer.MAX_VALUE).stream().map(IndexTest::words).toList(),
                which);
        int skip = operations.size() / 2;
        assertEquals(
                operations.stream().skip(skip).limit(3).map(Deployment::id).toList(),
                index.page(skip, 3).stream().map(Summary::id).toList(),
                which);
        for (Deployment each : operations.subList(0, Math.min(8, operations.size()))) {
            assertEquals(
                    words(each),
                    index.deployment(each.id()).map(IndexTest::words).orElseThrow(),
                    which);
        }
        underway(history, standing, which);
        entriesOf(entries, index, operations, which);
        assertEquals(
                operations.stream()
                        .map(d -> d.started().origin().build())
                        .filter(build -> !build.isEmpty())
                        .map(build -> build.replaceFirst("[^/]+/$", ""))
                        .distinct()
                        .sorted()
                        .toList(),
                index.sources().stream().sorted().toList(),
                which);
    }

    private static void underway(History history, Standing standing, String which) {
        Optional<Deployment> newest = history.operations().stream()
                .filter(d -> !d.operation().equals("smoke"))
                .findFirst()
                .filter(d -> d.end().isEmpty());
        assertEquals(
                newest.map(Deployment::id),
                standing.underway().map(u -> u.summary().id()),
                which);
        newest.ifPresent(d -> {
            assertEquals(d.trigger(), standing.underway().orElseThrow().takenBack(), which);
            assertEquals(d.abortedBy(), standing.underway().orElseThrow().abortedBy(), which);
        });
    }

    private static void entriesOf(List<Entry> entries, Index index, List<Deployment> operations, String which) {
        for (Deployment each : operations.subList(0, Math.min(8, operations.size()))) {
            List<Entry> found = index.entries(each.id());
            List<Entry> own = entries.stream()
                    .filter(entry -> entry.event().deployment().equals(each.id()))
                    .filter(entry -> found.isEmpty()
                            || entry.sequence() <= found.get(found.size() - 1).sequence())
                    .toList();
            long first = own.stream()
                    .filter(entry -> entry.event() instanceof Event.Started)
                    .findFirst()
                    .orElseThrow()
                    .sequence();
            assertEquals(own.stream().filter(entry -> entry.sequence() >= first).toList(), found, which);
            assertEquals(
                    each.end().isPresent(),
                    found.get(found.size() - 1).event() instanceof Event.Ended
                            || found.stream().anyMatch(entry -> entry.event() instanceof Event.Ended),
                    which);
        }
    }

    private static String words(Deployment d) {
        return String.join(
                "|",
                d.id(),
                d.operation(),
                d.version(),
                d.previousVersion(),
                d.strategy(),
                d.actor(),
                d.startedAt().toString(),
                d.endedAt().toString(),
                d.outcome().toString(),
                d.reason(),
                d.duration().toString());
    }

    private static String words(Summary s) {
        return String.join(
                "|",
                s.id(),
                s.operation(),
                s.version(),
                s.previousVersion(),
                s.strategy(),
                s.actor(),
                s.startedAt().toString(),
                s.endedAt().toString(),
                s.outcome().toString(),
                s.reason(),
                s.duration().toString());
    }

    @Test
    void theCurrentVersionServesSinceTheDeploymentThatBroughtIt() {
        deploy("d1", "promote", "1.0.0", "", Outcome.SUCCEEDED);
        deploy("d2", "promote", "1.1.0", "1.0.0", Outcome.ROLLED_BACK);
        Standing standing = refreshed().standing();
        assertEquals(Optional.of("1.0.0"), standing.current());
        assertEquals(Optional.of("d1"), standing.deployed().map(Summary::id));
        assertEquals(standing.deployed().flatMap(Summary::endedAt), standing.since());
        assertEquals(Optional.of("d2"), standing.last().map(Summary::id));
        deploy("d3", "promote", "1.2.0", "1.0.0", Outcome.FAILED);
        assertEquals(Optional.of("d1"), refreshed().standing().deployed().map(Summary::id), "1.0.0 was found to serve");
    }

    @Test
    void whatGoesOnIsToldUntilItEnds() {
        FileLedger ledger = ledger();
        ledger.append(started("d1", "promote", "1.1.0", "1.0.0"), NOON);
        ledger.append(new Event.Held("d1", "errorRate is 3%", NOON.plusSeconds(60)), NOON);
        assertEquals(
                "errorRate is 3%",
                refreshed().standing().underway().orElseThrow().held());
        assertEquals("held", refreshed().standing().underway().orElseThrow().phase());
        ledger.append(new Event.Requested("d1", Event.Request.RELEASE, "bob", "fine"), NOON);
        assertEquals(
                "deploying", refreshed().standing().underway().orElseThrow().phase());
        ledger.append(new Event.Ended("d1", Outcome.SUCCEEDED, "", "1.1.0"), NOON);
        assertEquals(Optional.empty(), refreshed().standing().underway());
    }

    @Test
    void aLedgerThatWasReplacedIsReadAgain() throws IOException {
        deploy("d1", "promote", "1.0.0", "", Outcome.SUCCEEDED);
        deploy("d2", "promote", "1.1.0", "1.0.0", Outcome.SUCCEEDED);
        Index kept = refreshed();
        assertEquals(Optional.of("1.1.0"), kept.standing().current());
        for (String ending : List.of(".jsonl", ".head")) {
            Files.delete(root.resolve("storefront/production" + ending));
        }
        LedgerStore other = LedgerStore.open(root);
        other.ledger("storefront", "production").append(started("e1", "promote", "9.0.0", ""), NOON);
        other.ledger("storefront", "production").append(new Event.Ended("e1", Outcome.SUCCEEDED, "", "9.0.0"), NOON);
        for (Index index : List.of(kept, fresh(), fresh())) {
            assertTrue(index.refresh(Long.MAX_VALUE));
            assertEquals(Optional.of("9.0.0"), index.standing().current());
            assertEquals(1, index.size());
        }
        assertTrue(fresh().refresh(1), "it was saved again");
    }

    @Test
    void itIsQuietWhenNothingIsUnderWayAndThatIsTrueWithoutReadingItAll() throws IOException {
        assertFalse(fresh().isQuiet(), "there is nothing");
        for (int i = 0; i < 150; i++) {
            deploy("d" + i, "promote", "1." + i, "", Outcome.SUCCEEDED);
        }
        assertFalse(fresh().isQuiet(), "no index");
        fresh().refresh(Long.MAX_VALUE);
        assertTrue(fresh().isQuiet());

        Index asked = fresh();
        assertTrue(asked.isQuiet());
        ledger().append(started("s", "smoke", "", ""), NOON);
        assertFalse(asked.isQuiet(), "the ledger has grown");
        fresh().refresh(Long.MAX_VALUE);
        assertFalse(fresh().isQuiet(), "checks have not ended");
        Index open = fresh();
        open.refresh(Long.MAX_VALUE);
        assertEquals(List.of("s"), open.openChecks(20).stream().map(Summary::id).toList());
        assertEquals(List.of(), open.openChecks(0));

        ledger().append(new Event.Ended("s", Outcome.SUCCEEDED, "", ""), NOON);
        fresh().refresh(Long.MAX_VALUE);
        assertTrue(fresh().isQuiet());
        ledger().append(started("open", "promote", "2.0", ""), NOON);
        fresh().refresh(Long.MAX_VALUE);
        assertFalse(fresh().isQuiet(), "a deployment has not ended");
        ledger().append(new Event.Ended("open", Outcome.FAILED, "", ""), NOON);
        fresh().refresh(Long.MAX_VALUE);
        assertTrue(fresh().isQuiet());

        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(bytes, bytes.length - 5));
        assertFalse(fresh().isQuiet(), "cut off");
        bytes[bytes.length - 300]++;
        Files.write(file(), bytes);
        assertFalse(fresh().isQuiet(), "altered");
    }

    @Test
    void anAlteredLedgerIsToldUpToWhereItIsWhole() throws IOException {
        for (int i = 0; i < 5; i++) {
            deploy("d" + i, "promote", "1." + i, "", Outcome.SUCCEEDED);
        }
        Path data = root.resolve("storefront/production.jsonl");
        String text = Files.readString(data, StandardCharsets.UTF_8);
        Files.writeString(data, text.replace("\"version\":\"1.3\"", "\"version\":\"6.6\""));
        Index index = fresh();
        assertTrue(index.refresh(Long.MAX_VALUE));
        assertEquals(3, index.size());
        assertEquals(Optional.of("1.2"), index.standing().current());
        assertTrue(index.problem().contains("entry 7"), index.problem());
    }

    @Test
    void alteredTextIsNeverShownByAnIndexThatWasMadeBefore() throws IOException {
        for (int i = 0; i < 5; i++) {
            deploy("d" + i, "promote", "1." + i, "", Outcome.SUCCEEDED);
        }
        Index index = refreshed();
        Path data = root.resolve("storefront/production.jsonl");
        String text = Files.readString(data, StandardCharsets.UTF_8);
        Files.writeString(data, text.replace("\"version\":\"1.3\"", "\"version\":\"6.6\""));
        assertThrows(LedgerException.class, () -> index.page(0, 5));
        index.refresh(Long.MAX_VALUE);
        assertEquals(
                List.of("d2", "d1", "d0"),
                index.page(0, 5).stream().map(Summary::id).toList());
    }

    @Test
    void whereNothingCanBeWrittenItAnswersAllTheSame() throws IOException {
        deploy("d1", "promote", "1.0.0", "", Outcome.SUCCEEDED);
        Path directory = root.resolve("storefront");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
        try {
            assumeTrue(!Files.isWritable(directory), "this user may write everywhere");
            assertEquals(Optional.of("1.0.0"), refreshed().standing().current());
            assertFalse(Files.exists(file()));
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void whatIsSavedIsNotReadFromTheLedgerAgain() {
        deploy("d1", "promote", "1.0.0", "", Outcome.SUCCEEDED);
        deploy("d2", "promote", "1.1.0", "1.0.0", Outcome.SUCCEEDED);
        refreshed();
        Index again = fresh();
        assertTrue(again.refresh(1), "one entry at most is read");
        assertEquals(2, again.size());
        ledger().append(started("d3", "promote", "1.2.0", "1.1.0"), NOON);
        refreshed();
        Index later = fresh();
        assertTrue(later.refresh(1));
        assertEquals("d3", later.standing().underway().orElseThrow().summary().id());
    }

    @Test
    void processesAndThreadsThatReadAndWriteAtOnceAgreeInTheEnd() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Other writer = Other.start("deploy", root, "first", "60");
                Other reader = Other.start("index", root, "40")) {
            List<Future<?>> readers = IntStream.range(0, 3)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        Index index = fresh();
                        while (index.size() < 60) {
                            index.refresh(1 << 14);
                            index.page(0, 5);
                        }
                    }))
                    .toList();
            assertEquals(0, writer.join());
            assertEquals(0, reader.join());
            for (Future<?> each : readers) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertSame(ledger().after(0), refreshed(), "at the end");
        assertSame(ledger().after(0), refreshed(), "saved");
        assertTrue(fresh().refresh(1));
    }

    @Test
    void theEntriesOfADeploymentCanBeReadBitByBit() {
        FileLedger ledger = LedgerStore.open(root).ledger("storefront", "production");
        Index index = fresh();
        assertEquals(Portion.NONE, index.entries("d1", Portion.NONE));
        ledger.append(started("d1", "promote", "1.1", "1.0"), NOON);
        index.refresh(Long.MAX_VALUE);
        Portion first = index.entries("d1", Portion.NONE);
        assertEquals(1, first.entries().size());
        assertEquals(List.of(), index.entries("d1", first).entries());
        ledger.append(new Event.Resumed("d2", "bob"), NOON);
        ledger.append(new Event.Resumed("d1", "bob"), NOON);
        ledger.append(new Event.Ended("d1", Outcome.SUCCEEDED, "", "1.1"), NOON);
        ledger.append(new Event.Resumed("d2", "bob"), NOON);
        index.refresh(Long.MAX_VALUE);
        Portion rest = index.entries("d1", first);
        assertEquals(
                List.of(3L, 4L), rest.entries().stream().map(Entry::sequence).toList());
        assertEquals(List.of(), index.entries("d1", rest).entries());
        assertEquals(3, index.entries("d1").size());
    }

    private Path file() {
        return root.resolve("storefront/production.index");
    }

    private Index fresh() {
        return index(root);
    }

    private static Index index(Path place) {
        return LedgerStore.open(place).index("storefront", "production");
    }

    private Index refreshed() {
        Index index = fresh();
        assertTrue(index.refresh(Long.MAX_VALUE));
        return index;
    }

    private FileLedger ledger() {
        return LedgerStore.open(root).ledger("storefront", "production");
    }

    private void deploy(String id, String operation, String version, String previous, Outcome outcome) {
        FileLedger ledger = ledger();
        ledger.append(started(id, operation, version, previous), NOON);
        ledger.append(new Event.Ended(id, outcome, "ended", previous), NOON.plusSeconds(60));
    }

    private static Event.Started started(String id, String operation, String version, String previous) {
        return new Event.Started(
                id,
                operation,
                "storefront",
                "production",
                version,
                previous,
                "canary",
                null,
                new Event.Origin("alice", "cli", "", "", "", "."),
                new Event.Configuration("production.yaml", "00", "environment: production", Map.of()));
    }
}
