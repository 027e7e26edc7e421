package io.jenkins.plugins.deploymentworkflow.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A log file that is put aside as {@code NAME.1}, in place of the one before, once it has reached its size: the newest
 * words are always there, and no more than twice the size is. Where that fails it goes on in the file that it has.
 */
final class RotatingLog extends OutputStream {
    private final Path file;
    private final long limit;
    private OutputStream out;
    private long written;

    /** @param limit in bytes */
    RotatingLog(Path file, long limit) throws IOException {
        this.file = file;
        this.limit = limit;
        open();
    }

    /** The log of a fleet, made if there is none; for its owner's eyes alone. */
    static Path prepare(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return file;
    }

    private void open() throws IOException {
        out = Files.newOutputStream(prepare(file), StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        written = Files.size(file);
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Lines stay whole: what is written at once goes into one file. */
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (written > 0 && written + length > limit) {
            rotate();
        }
        out.write(bytes, offset, length);
        written += length;
    }

    private void rotate() throws IOException {
        try {
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            written = 0;
            return;
        }
        OutputStream aside = out;
        open();
        aside.close();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
