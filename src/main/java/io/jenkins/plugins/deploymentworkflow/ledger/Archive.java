package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A closed file of entries that were moved out of a ledger's file, compressed with gzip. Its name says all that is asked
 * without reading it: {@code production.archive-000000000001-000000004200.2026-03-01.jsonl.gz}.
 *
 * @param first the sequence of its first entry
 * @param last the sequence of its last entry
 * @param until when the last entry was written, UTC
 */
record Archive(Path file, long first, long last, LocalDate until) {
    private static final String BEGUN = SyncedDisk.FRESH;
    private static final Pattern NAME =
            Pattern.compile("\\.archive-(\\d{12})-(\\d{12})\\.(\\d{4}-\\d\\d-\\d\\d)\\.jsonl\\.gz");

    /** A new one, of the entries from {@code first} to the mark's. */
    static Archive of(LedgerFiles files, long first, long last, Instant until) {
        LocalDate day = LocalDate.ofInstant(until, ZoneOffset.UTC);
        String name = String.format(
                Locale.ROOT,
                "%s.archive-%012d-%012d.%s.jsonl.gz",
                files.environment(),
                first,
                last,
                DateTimeFormatter.ISO_LOCAL_DATE.format(day));
        return new Archive(files.directory().resolve(name), first, last, day);
    }

    /** The archive that this file is; empty when it is none of that environment. */
    static Optional<Archive> of(Path file, String environment) {
        String name = file.getFileName().toString();
        if (!name.startsWith(environment)) {
            return Optional.empty();
        }
        Matcher rest = NAME.matcher(name.substring(environment.length()));
        try {
            return rest.matches()
                    ? Optional.of(new Archive(
                            file,
                            Long.parseLong(rest.group(1)),
                            Long.parseLong(rest.group(2)),
                            LocalDate.parse(rest.group(3))))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether it is an archive of that environment as it is being written, before it has its name. */
    static boolean isBegun(Path file, String environment) {
        String name = file.getFileName().toString();
        return name.endsWith(BEGUN)
                && of(file.resolveSibling(name.substring(0, name.length() - BEGUN.length())), environment)
                        .isPresent();
    }

    String name() {
        return file.getFileName().toString();
    }

    /** Its lines. */
    InputStream open() throws IOException {
        return new BufferedInputStream(new GZIPInputStream(new FileInputStream(file.toFile()), 1 << 16), 1 << 16);
    }
}
