package io.jenkins.plugins.deploymentworkflow.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from the disk for a page, and when a controller starts, does not grow with the history. */
class IndexReadsTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T09:00:00Z");
    private static final int FEW = 30;
    private static final int MANY = 10_000;

    @TempDir
    Path root;

    private interface Reading {
        void run();
    }

    @Test
    void aPageReadsAsMuchOfALongHistoryAsOfAShortOne() throws Exception {
        assertAlike(read(FEW), read(MANY));
    }

    private long read(int deployments) throws Exception {
        Index index = opened(ledger(deployments));
        index.refresh(Long.MAX_VALUE);
        long bytes = bytesRead(() -> {
            assertTrue(index.fresh());
            assertTrue(index.refresh(Long.MAX_VALUE));
            assertEquals(deployments, index.standing().operations());
            assertEquals(25, index.page(0, 25).size());
            assertEquals(2, index.entries(id(deployments - 7)).size());
            assertEquals(deployments, index.deliveries(Instant.EPOCH).size());
            assertEquals(1, index.sources().size());
        });
        assertTrue(bytes > 25 * 500, bytes + " bytes for 25 rows");
        return bytes;
    }

    @Test
    void lookingForWhatNobodyMovesReadsAsMuchOfALongHistoryAsOfAShortOne() throws Exception {
        assertAlike(quiet(FEW), quiet(MANY));
    }

    private long quiet(int deployments) throws Exception {
        Path place = ledger(deployments);
        assertFalse(opened(place).isQuiet(), "nothing is known of it");
        opened(place).refresh(Long.MAX_VALUE);
        Index index = opened(place);
        long bytes = bytesRead(() -> assertTrue(index.isQuiet()));
        assertTrue(bytes > 500 && bytes < 20_000, bytes + " bytes");
        assertEquals(0, bytesRead(() -> assertTrue(index.isQuiet())));
        return bytes;
    }

    private static void assertAlike(long few, long many) {
        // The names and numbers of many deployments are a few digits longer; the records at the index's end are 100.
        assertTrue(many < few * 1.1 + 70 * IndexFile.RECORD, few + " bytes of few, " + many + " bytes of many");
    }

    private static Index opened(Path place) {
        return LedgerStore.open(place).index("storefront", "production");
    }

    private Path ledger(int deployments) throws IOException {
        Path place = root.resolve("of-" + deployments);
        Path directory = Files.createDirectories(place.resolve("storefront"));
        if (Files.exists(directory.resolve("production.jsonl"))) {
            return place;
        }
        EventJson json = new EventJson(UnaryOperator.identity());
        Line last = null;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(directory.resolve("production.jsonl")))) {
            for (int i = 0; i < deployments; i++) {
                Instant at = BEGIN.plus(Duration.ofMinutes(10L * i));
                last = line(last, at, started(i), json);
                out.write(last.bytes());
                last = line(
                        last, at.plusSeconds(60), new Event.Ended(id(i), Event.Outcome.SUCCEEDED, "", version(i)), json);
                out.write(last.bytes());
            }
        }
        Files.write(directory.resolve("production.head"), last.bytes());
        return place;
    }

    private static Line line(Line last, Instant at, Event event, EventJson json) {
        return last == null
                ? Line.of(1, at, "", event, json)
                : Line.of(last.entry().sequence() + 1, at, last.entry().hash(), event, json);
    }

    private static String id(int number) {
        return "promote-" + number;
    }

    private static String version(int number) {
        return "1." + number + ".0";
    }

    private static Event started(int number) {
        return new Event.Started(
                id(number),
                "promote",
                "storefront",
                "production",
                version(number),
                number == 0 ? "" : version(number - 1),
                "rolling",
                null,
                new Event.Origin("alice", "jenkins", "job/shop/" + number + "/", "", "", "."),
                new Event.Configuration("production.yaml", "00", "environment: production", Map.of()));
    }

    /** As the Java flight recorder counts it. */
    private long bytesRead(Reading reading) throws Exception {
        Path file = Files.createTempFile(root, "reads", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileRead").withThreshold(Duration.ZERO);
            recording.start();
            reading.run();
            recording.stop();
            recording.dump(file);
        }
        long bytes = 0;
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            String path = event.hasField("path") ? event.getString("path") : null;
            if (path != null && path.startsWith(root.resolve("of-").toString()) && event.getLong("bytesRead") > 0) {
                bytes += event.getLong("bytesRead");
            }
        }
        return bytes;
    }
}
