package io.jenkins.plugins.deploymentworkflow.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where one fleet keeps what must outlive it, for its owner's eyes alone, and the lock that lets one fleet at a time
 * use it.
 *
 * <p>{@code fleet.json} says where the running fleet is, {@code state.json} what it was told and which processes it
 * has, {@code releases/} the artifacts of the versions that are needed, {@code logs/} the output of the instances,
 * {@code run/} their process ids.
 */
final class StateDirectory implements AutoCloseable {
    private static final String STATE = "state.json";
    private static final JsonMapper JSON = FleetJson.lenient();
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private StateDirectory(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws StartFailure when the directory cannot be used or another fleet uses it */
    static StateDirectory open(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        try {
            for (Path each : new Path[] {root, root.resolve("releases"), root.resolve("logs"), root.resolve("run")}) {
                Files.createDirectories(each, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
                Files.setPosixFilePermissions(each, OWNER_DIRECTORY);
            }
            FileChannel channel = FileChannel.open(
                    root.resolve("fleet.lock"), EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartFailure("Another fleet runs on the state directory " + root + other(root)
                        + ". Use it, stop it, or give --state another directory");
            }
            return new StateDirectory(root, channel, lock);
        } catch (IOException e) {
            throw new StartFailure("The state directory " + root + " cannot be used (" + describe(e)
                    + "). Expected a directory that this user owns and may write to");
        }
    }

    /** What the fleet in this directory says of itself, if there is or was one. */
    static Optional<FleetEndpoint> endpoint(Path directory) throws IOException {
        Path file = directory.resolve(FleetEndpoint.FILE);
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), FleetEndpoint.class)) : Optional.empty();
    }

    void announce(FleetEndpoint endpoint) throws IOException {
        write(FleetEndpoint.FILE, endpoint);
    }

    void withdraw() throws IOException {
        Files.deleteIfExists(root.resolve(FleetEndpoint.FILE));
    }

    /** @throws StartFailure when the file is damaged: guessing would leave processes behind */
    FleetState load() {
        Path file = root.resolve(STATE);
        try {
            return Files.exists(file) ? JSON.readValue(file.toFile(), FleetState.class) : FleetState.EMPTY;
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be read (" + describe(e)
                    + "). Restore it, or stop the instances named in it and remove the file");
        }
    }

    void save(FleetState state) throws IOException {
        write(STATE, state);
    }

    Path releases() {
        return root.resolve("releases");
    }

    Path release(String version) {
        return releases().resolve(version);
    }

    Path log(String instance) {
        return root.resolve("logs").resolve(instance + ".log");
    }

    Path pidFile(String instance) {
        return root.resolve("run").resolve(instance + ".pid");
    }

    /** A file is there whole or not at all, also after a power cut. */
    private void write(String name, Object content) throws IOException {
        Path next = root.resolve(name + ".next");
        byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content);
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(OWNER_FILE));
        try (FileChannel out = FileChannel.open(next, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.move(next, root.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String other(Path root) {
        try {
            return endpoint(root).map(found -> " (" + found + ")").orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    static String describe(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access denied: " + e.getMessage();
        }
        String text = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return e.getClass().getSimpleName() + (text == null ? "" : ": " + text);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
