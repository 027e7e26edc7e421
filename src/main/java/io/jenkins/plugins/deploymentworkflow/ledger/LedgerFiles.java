package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of one environment, side by side in the directory of its application. */
record LedgerFiles(Path directory, String environment) {
    private static final String DATA = ".jsonl";
    private static final String HEAD = ".head";

    /** Of the ledger file {@code data}. */
    static LedgerFiles of(Path data) {
        Path file = data.toAbsolutePath();
        String name = file.getFileName().toString();
        if (!name.endsWith(DATA)) {
            throw new LedgerException("a ledger is a file named <environment>" + DATA + ", found " + data);
        }
        return new LedgerFiles(file.getParent(), name.substring(0, name.length() - DATA.length()));
    }

    /** The environment that a file of this name is the ledger or the head of; empty when it is neither. */
    static String environmentOf(String name) {
        for (String ending : List.of(DATA, HEAD)) {
            if (name.endsWith(ending)) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return "";
    }

    /** The entries. */
    Path data() {
        return directory.resolve(environment + DATA);
    }

    /** The last entry once more, so that its removal is noticed. */
    Path head() {
        return directory.resolve(environment + HEAD);
    }

    /** Locked by whoever touches the others. */
    Path lock() {
        return directory.resolve(environment + ".lock");
    }

    /** Numbers about the entries, for quick answers. */
    Path index() {
        return directory.resolve(environment + ".index");
    }

    /** Locked by whoever writes the index. */
    Path indexLock() {
        return directory.resolve(environment + ".index-lock");
    }

    /** Locked by whoever moves entries into archives. */
    Path archiveLock() {
        return directory.resolve(environment + ".archive-lock");
    }

    /** The archives that are there, the oldest first. */
    List<Archive> archives() throws IOException {
        return all().stream()
                .flatMap(file -> Archive.of(file, environment).stream())
                .sorted(Comparator.comparingLong(Archive::first))
                .toList();
    }

    /** What is left of archives whose writer died. */
    List<Path> begunArchives() throws IOException {
        return all().stream()
                .filter(file -> Archive.isBegun(file, environment))
                .toList();
    }

    private List<Path> all() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** Who may deploy now. */
    Path lease() {
        return directory.resolve(environment + ".lease");
    }

    /** A free name for an unfinished line. */
    Path torn() {
        int n = 1;
        while (Files.exists(directory.resolve(environment + ".torn-" + n))) {
            n++;
        }
        return directory.resolve(environment + ".torn-" + n);
    }

    boolean exist() {
        return Files.exists(data()) || Files.exists(head());
    }

    boolean writable() {
        return Files.isWritable(directory)
                && (!Files.exists(data()) || Files.isWritable(data()))
                && (!Files.exists(lock()) || Files.isWritable(lock()));
    }

    /** What went wrong, in words that a person can act on. */
    static String words(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (e instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is in the way: a directory was expected";
        }
        if (e instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason() + " (" + failed.getFile() + ")";
        }
        if (e instanceof FileNotFoundException) {
            return "cannot open " + e.getMessage();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
