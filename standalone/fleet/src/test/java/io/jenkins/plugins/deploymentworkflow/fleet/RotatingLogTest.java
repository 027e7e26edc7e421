package io.jenkins.plugins.deploymentworkflow.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingLogTest {
    @TempDir
    private Path directory;

    private PrintStream open(Path file, int limit) throws Exception {
        return new PrintStream(new RotatingLog(file, limit), true, StandardCharsets.UTF_8);
    }

    @Test
    void theNewestWordsAreThereAndTwiceTheSizeAtMost() throws Exception {
        Path file = directory.resolve("fleet.log");
        try (PrintStream log = open(file, 1_000)) {
            for (int i = 0; i < 1_000; i++) {
                log.printf("line %04d%n", i);
            }
        }
        Path before = directory.resolve("fleet.log.1");
        assertTrue(Files.size(file) <= 1_000 && Files.size(before) <= 1_000);
        List<String> lines = Files.readAllLines(file);
        assertEquals("line 0999", lines.get(lines.size() - 1));
        List<String> older = Files.readAllLines(before);
        assertEquals(
                Integer.parseInt(lines.get(0).substring(5)),
                Integer.parseInt(older.get(older.size() - 1).substring(5)) + 1,
                "a line is missing between the two files");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (var files = Files.list(directory)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void whatWasThereCountsToo() throws Exception {
        Path file = Files.writeString(directory.resolve("fleet.log"), "x".repeat(900) + "\n");
        try (PrintStream log = open(file, 1_000)) {
            log.println("short");
            assertFalse(Files.exists(directory.resolve("fleet.log.1")));
            log.println("y".repeat(200));
        }
        assertEquals("y".repeat(200) + "\n", Files.readString(file));
    }

    @Test
    void whereItCannotBePutAsideItGoesOn() throws Exception {
        Path file = directory.resolve("fleet.log");
        Files.createDirectories(directory.resolve("fleet.log.1/taken"));
        try (PrintStream log = open(file, 100)) {
            log.println("a".repeat(90));
            log.println("b".repeat(90));
            assertFalse(log.checkError());
        }
        assertEquals(2, Files.readAllLines(file).size());
    }
}
