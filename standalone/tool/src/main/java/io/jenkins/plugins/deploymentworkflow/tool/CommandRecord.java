package io.jenkins.plugins.deploymentworkflow.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The directory that holds what is known of one command, for this process and for any that comes after it. Each file
 * appears whole or not at all. Readable by its owner alone; holds neither the command's environment nor its text.
 */
final class CommandRecord {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    private CommandRecord(Path directory) {
        this.directory = directory;
    }

    static CommandRecord of(Path commands, String handle) {
        return new CommandRecord(commands.resolve(nameOf(handle)));
    }

    /** A name of letters, digits, {@code . _ -} and escapes that no other handle has; long ones end in a digest. */
    static String nameOf(String handle) {
        StringBuilder name = new StringBuilder();
        for (byte b : handle.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) b;
            boolean plain = c < 128 && Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
            boolean hidden = c == '.' && name.isEmpty();
            name.append(plain && !hidden ? String.valueOf(c) : String.format("%%%02x", b));
        }
        return name.length() <= 150 ? name.toString() : name.substring(0, 100) + "%-" + digest(handle);
    }

    /**
     * Makes the directory.
     *
     * @return false when there is one: this handle was started before
     */
    boolean create() throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(directory.getParent(), ownerOnly);
        try {
            Files.createDirectory(directory, ownerOnly);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Removes the records of commands that ended before then; what cannot be removed stays. */
    static void sweep(Path commands, Instant before) {
        try (Stream<Path> directories = Files.list(commands)) {
            for (Path directory : directories.toList()) {
                // The log is put together at a command's end.
                Path log = directory.resolve("log");
                if (Files.exists(log)
                        && Files.getLastModifiedTime(log).toInstant().isBefore(before)) {
                    remove(directory);
                }
            }
        } catch (IOException ignored) {
            // The next sweep comes with the next tool.
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    Path directory() {
        return directory;
    }

    boolean exists() {
        return Files.isDirectory(directory);
    }

    boolean has(String name) {
        return Files.exists(directory.resolve(name));
    }

    void mark(String name) throws IOException {
        write(name, "");
    }

    void write(String name, String text) throws IOException {
        Path fresh = directory.resolve(name + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<String> read(String name) throws IOException {
        try {
            return Optional.of(Files.readString(directory.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void write(Limits limits) throws IOException {
        write("limits", JSON.writeValueAsString(limits));
    }

    Optional<Limits> limits() throws IOException {
        Optional<String> text = read("limits");
        return text.isEmpty() ? Optional.empty() : Optional.of(JSON.readValue(text.get(), Limits.class));
    }

    void write(Stop stop) throws IOException {
        write("stop", JSON.writeValueAsString(stop));
    }

    Optional<Stop> stop() throws IOException {
        Optional<String> text = read("stop");
        return text.isEmpty() ? Optional.empty() : Optional.of(JSON.readValue(text.get(), Stop.class));
    }

    /** The exit code, once the command has ended by itself. */
    OptionalInt exit() throws IOException {
        Optional<String> text = read("exit");
        return text.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(text.get().trim()));
    }

    /** The process that leads the command's session; empty when the record was given up before there was one. */
    Optional<SessionLeader> leader() throws IOException {
        List<String> lines = read("pid").orElse("").lines().toList();
        return lines.size() < 3
                ? Optional.empty()
                : Optional.of(new SessionLeader(Long.parseLong(lines.get(0)), lines.get(1), lines.get(2)));
    }

    /**
     * Makes sure that the command never begins.
     *
     * @return false when it has begun
     */
    boolean giveUp() throws IOException {
        try {
            Files.createFile(directory.resolve("pid"));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    Instant createdAt() throws IOException {
        return Instant.ofEpochMilli(limits().map(Limits::startedAt).orElse(0L));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * How long the command may take.
     *
     * @param startedAt milliseconds since the epoch
     * @param deadline milliseconds since the epoch
     * @param timeout the same for people, for example {@code 5m}
     */
    record Limits(long startedAt, long deadline, String timeout) {}

    /**
     * That and why the command is being stopped.
     *
     * @param reason what happened to it, for people
     * @param lost what would have told its end is gone: nobody knows how far it came
     * @param at milliseconds since the epoch
     */
    record Stop(String reason, boolean lost, long at) {}
}
