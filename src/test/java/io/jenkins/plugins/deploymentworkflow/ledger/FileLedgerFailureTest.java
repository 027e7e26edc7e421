package io.jenkins.plugins.deploymentworkflow.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerFailureTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path root;

    /** The real disk, which is full after so many bytes more. */
    private static final class FullDisk implements Disk {
        private final Disk real = new SyncedDisk();
        private long room = Long.MAX_VALUE;
        private boolean truncates = true;

        @Override
        public void createDirectory(Path directory) throws IOException {
            real.createDirectory(directory);
        }

        @Override
        public void createFile(Path file) throws IOException {
            real.createFile(file);
        }

        @Override
        public void write(Path file, long offset, byte[] bytes) throws IOException {
            int fits = (int) Math.min(room, bytes.length);
            real.write(file, offset, Arrays.copyOf(bytes, fits));
            room -= fits;
            if (fits < bytes.length) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void truncate(Path file, long size) throws IOException {
            if (!truncates) {
                throw new IOException("Input/output error");
            }
            real.truncate(file, size);
        }

        @Override
        public void replace(Path file, byte[] bytes) throws IOException {
            if (room < bytes.length) {
                throw new IOException("No space left on device");
            }
            room -= bytes.length;
            real.replace(file, bytes);
        }

        @Override
        public void replace(Path file, Content content) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            content.writeTo(bytes);
            replace(file, bytes.toByteArray());
        }

        @Override
        public void delete(Path file) throws IOException {
            real.delete(file);
        }
    }

    private final FullDisk disk = new FullDisk();

    private FileLedger ledger() {
        return LedgerStore.open(root, UnaryOperator.identity(), disk).ledger("storefront", "production");
    }

    @Test
    void onAFullDiskNothingIsAppendedAndTheMessageSaysWhy() throws IOException {
        FileLedger ledger = ledger();
        ledger.append(new Event.Resumed("d1", "alice"), NOON);
        byte[] before = Files.readAllBytes(ledger.path());
        int line = before.length;
        // In the line, at its end, and in the head.
        for (int room : new int[] {0, 20, line, line + 20}) {
            disk.room = room;
            String message = assertThrows(
                            LedgerException.class, () -> ledger.append(new Event.Resumed("d1", "alice"), NOON))
                    .getMessage();
            assertTrue(message.contains(ledger.path().toString()), message);
            assertTrue(message.contains("No space left on device"), message);
            assertTrue(message.contains("resume deployment d1"), message);
            assertArrayEquals(before, Files.readAllBytes(ledger.path()));
        }
        disk.room = Long.MAX_VALUE;
        assertEquals(2, ledger.append(new Event.Resumed("d1", "bob"), NOON).sequence());
        assertTrue(LedgerVerification.verify(ledger.path()).intact());
    }

    @Test
    void whatCouldNotBeTakenBackOnAFullDiskIsSetAsideLater() {
        FileLedger ledger = ledger();
        ledger.append(new Event.Resumed("d1", "alice"), NOON);
        disk.room = 20;
        disk.truncates = false;
        assertThrows(LedgerException.class, () -> ledger.append(new Event.Resumed("d1", "alice"), NOON));
        assertEquals(20, LedgerVerification.verify(ledger.path()).tornBytes());

        disk.room = Long.MAX_VALUE;
        disk.truncates = true;
        assertEquals(1, ledger.after(0).size());
        assertEquals(2, ledger.append(new Event.Resumed("d1", "bob"), NOON).sequence());
        assertEquals(0, LedgerVerification.verify(ledger.path()).tornBytes());
    }

    @Test
    void aDeviceWithoutRoomIsReported() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.isWritable(full));
        Files.createDirectories(root.resolve("storefront"));
        Path link = Files.createSymbolicLink(root.resolve("storefront/production.jsonl"), full);
        FileLedger ledger = LedgerStore.open(root).ledger("storefront", "production");
        String message = assertThrows(
                        LedgerException.class, () -> ledger.append(new Event.Resumed("d1", "alice"), NOON))
                .getMessage();
        assertTrue(message.contains("No space left on device"), message);
        assertFalse(Files.exists(root.resolve("storefront/production.head")));
        Files.delete(link);
    }

    @Test
    void aFileWhereADirectoryShouldBeIsNamed() throws IOException {
        Path file = Files.writeString(root.resolve("ledger"), "");
        FileLedger ledger = LedgerStore.open(file).ledger("storefront", "production");
        String message = assertThrows(
                        LedgerException.class, () -> ledger.append(new Event.Resumed("d1", "alice"), NOON))
                .getMessage();
        assertTrue(message.contains(file.toString()), message);
    }

    @Test
    void aDirectoryThatMayNotBeWrittenIsNamedAndStillRead() throws IOException {
        ledger().append(new Event.Resumed("d1", "alice"), NOON);
        Path directory = root.resolve("storefront");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
        try {
            // Nothing is forbidden to root.
            Assumptions.assumeFalse(Files.isWritable(directory));
            FileLedger ledger = ledger();
            assertEquals(1, ledger.after(0).size());
            String message = assertThrows(
                            LedgerException.class, () -> ledger.append(new Event.Resumed("d1", "alice"), NOON))
                    .getMessage();
            assertTrue(message.contains("permission denied for " + directory), message);
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aFileSystemThatTakesNoDirectoriesIsReported() {
        Path proc = Path.of("/proc/sys/kernel");
        Assumptions.assumeTrue(Files.isDirectory(proc));
        FileLedger ledger = LedgerStore.open(proc).ledger("storefront", "production");
        String message = assertThrows(
                        LedgerException.class, () -> ledger.append(new Event.Resumed("d1", "alice"), NOON))
                .getMessage();
        assertTrue(
                message.startsWith("cannot write the ledger /proc/sys/kernel/storefront/production.jsonl: "), message);
    }
}
