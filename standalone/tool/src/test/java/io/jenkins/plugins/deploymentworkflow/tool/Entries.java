package io.jenkins.plugins.deploymentworkflow.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The entries of a ledger file as they stand there, read without its lock so that nobody who writes is held up. */
final class Entries {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private List<String> lines = List.of();
    private long size;

    Entries(Path file) {
        this.file = file;
    }

    /** Whole lines alone. */
    List<JsonNode> all() {
        return read(lines());
    }

    /** Read again only when there is more: who waits for an entry asks often. */
    private List<String> lines() {
        try {
            long now = Files.exists(file) ? Files.size(file) : 0;
            if (now != size) {
                String text = Files.readString(file);
                lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
                size = now;
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> read(List<String> lines) {
        try {
            List<JsonNode> entries = new ArrayList<>();
            for (String line : lines) {
                entries.add(JSON.readTree(line));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return lines().size();
    }

    /** The events after the first {@code known}. */
    List<JsonNode> after(int known) {
        List<String> lines = lines();
        return read(lines.subList(Math.min(known, lines.size()), lines.size())).stream()
                .map(entry -> entry.path("event"))
                .toList();
    }

    /** Waits for an event of a running command after the first {@code known}; fails when the command ends before. */
    void awaitFrom(int known, Tool tool, String what, Predicate<List<JsonNode>> reached) {
        Place.until(what, () -> {
            boolean alive = tool.isAlive();
            if (reached.test(after(known))) {
                return true;
            }
            if (!alive) {
                throw new AssertionError("ended before: " + what + "\n" + tool.ran());
            }
            return false;
        });
    }
}
