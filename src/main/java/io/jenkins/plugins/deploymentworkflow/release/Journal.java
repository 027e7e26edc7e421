package io.jenkins.plugins.deploymentworkflow.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Remembers on disk what is under way, so that whoever comes after a crash goes on where it stopped. */
final class Journal {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;

    Journal(Site site) {
        this.file = site.workshop().resolve("release.json");
    }

    /**
     * What is under way.
     *
     * @param begun a branch that is being begun, null when one is being finished
     * @param draft the release that is being finished, null when one is being begun
     * @param accepted whether the remote has it, or nothing is pushed: then there is no way but on
     * @param leaving the branches that the remote still has to lose then, each with the commit that it has to be at
     */
    record Entry(Begun begun, Draft draft, boolean accepted, Map<String, String> leaving) {
        Entry {
            leaving = leaving == null ? Map.of() : Map.copyOf(leaving);
        }

        Entry(Begun begun, Draft draft, boolean accepted) {
            this(begun, draft, accepted, Map.of());
        }

        Entry whenAccepted() {
            return new Entry(begun, draft, true, leaving);
        }

        /** The branch that it is about. */
        String branch() {
            return draft == null ? begun.branch() : draft.branch();
        }

        String command() {
            return draft == null ? begun.kind().word() + " start" : draft.kind().word() + " finish";
        }
    }

    /**
     * A branch that is being begun.
     *
     * @param commit what it will be at
     */
    record Begun(Kind kind, String version, String branch, String commit, String next) {}

    Optional<Entry> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Entry entry = JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), Entry.class);
            if (entry == null || (entry.begun() == null) == (entry.draft() == null)) {
                throw unknown();
            }
            return Optional.of(entry);
        } catch (JsonProcessingException e) {
            throw unknown();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private ReleaseRefused unknown() {
        return new ReleaseRefused(
                file + " is no record of a release under way. Look at it, and delete it if you know that" + " none is");
    }

    /** On disk when this returns, or as before. */
    void write(Entry entry) {
        try {
            WholeFile.write(file, JSON.writeValueAsString(entry));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + entry, e);
        }
    }

    /** Nothing is under way any more. */
    void clear() {
        Leftovers.delete(file);
    }

    /** While nothing is under way, nothing lies around, not even from a process that was killed. */
    void tidy() {
        if (!Files.exists(file)) {
            Leftovers.delete(file.getParent());
        }
    }
}
