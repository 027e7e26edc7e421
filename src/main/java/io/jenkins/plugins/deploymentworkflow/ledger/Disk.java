package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Changes files, and returns when the change has reached the disk. */
interface Disk {
    /** What a file is to have. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Makes a directory and those above it, for the owner alone where the file system can say so. */
    void createDirectory(Path directory) throws IOException;

    /** Makes an empty file for the owner alone; leaves one that exists as it is. */
    void createFile(Path file) throws IOException;

    /** Writes the bytes from {@code offset} on; after a failure some of them may be there. */
    void write(Path file, long offset, byte[] bytes) throws IOException;

    /** Cuts off what is beyond {@code size} bytes. */
    void truncate(Path file, long size) throws IOException;

    /** Puts a file with these bytes in place of what was there, or leaves that as it was; a power failure may undo it. */
    void replace(Path file, byte[] bytes) throws IOException;

    /** Puts a file with this content in place of what was there, or leaves that as it was; no power failure undoes it. */
    void replace(Path file, Content content) throws IOException;

    /** Removes a file if it exists. */
    void delete(Path file) throws IOException;
}
