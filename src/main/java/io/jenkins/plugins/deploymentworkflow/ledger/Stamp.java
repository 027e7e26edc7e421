package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** What one look at a file tells about whether it changed. */
record Stamp(Object key, long size, FileTime modified) {
    static final Stamp ABSENT = new Stamp(null, 0, FileTime.fromMillis(0));

    static Stamp of(Path file) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(found.fileKey(), found.size(), found.lastModifiedTime());
        } catch (NoSuchFileException e) {
            return ABSENT;
        }
    }

    boolean grownFrom(Stamp before) {
        return before != null && size > before.size && before.key != null && before.key.equals(key);
    }
}
