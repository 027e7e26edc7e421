package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The real disk. Files are written through {@link RandomAccessFile}: a {@link FileChannel} is closed when its thread is
 * interrupted, which an abort does, and would leave half a line.
 */
final class SyncedDisk implements Disk {
    /** How the name of a file ends that is being written, before it takes its place. */
    static final String FRESH = ".new";

    @Override
    public void createDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (directory.getParent() != null) {
            createDirectory(directory.getParent());
        }
        try {
            Files.createDirectory(directory, owner(directory, "rwx------"));
            syncDirectory(directory.getParent());
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    @Override
    public void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, owner(file, "rw-------"));
            syncDirectory(file.getParent());
        } catch (FileAlreadyExistsException e) {
            // As wanted.
        }
    }

    @Override
    public void write(Path file, long offset, byte[] bytes) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(offset);
            out.write(bytes);
            out.getFD().sync();
        }
    }

    @Override
    public void truncate(Path file, long size) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(size);
            out.getFD().sync();
        }
    }

    @Override
    public void replace(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + FRESH);
        boolean first = !Files.exists(file);
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, owner(fresh, "rw-------"));
            write(fresh, 0, bytes);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        if (first) {
            syncDirectory(file.getParent());
        }
    }

    @Override
    public void replace(Path file, Content content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + FRESH);
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, owner(fresh, "rw-------"));
            try (FileOutputStream out = new FileOutputStream(fresh.toFile());
                    BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16)) {
                content.writeTo(buffered);
                buffered.flush();
                out.getFD().sync();
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        syncDirectory(file.getParent());
    }

    @Override
    public void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            syncDirectory(file.getParent());
        }
    }

    private static FileAttribute<?>[] owner(Path path, String permissions) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
    }

    /** So that the names in it survive a power failure. */
    private static void syncDirectory(Path directory) {
        if (directory == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no directories, and needs no such thing: its journal covers names.
        }
    }
}
