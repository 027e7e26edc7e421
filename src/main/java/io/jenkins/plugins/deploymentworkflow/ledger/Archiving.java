package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Moves what is older than is to be kept from a ledger's file into archives, and removes archives that are too old. After
 * each step the ledger is whole: the archive is on disk before an entry says so, and that entry before the file is replaced
 * by one without what the archive has. Others may append meanwhile.
 */
public final class Archiving {
    /**
     * What was done.
     *
     * @param entries how many were moved
     * @param archive the file that has them, empty when none were moved
     * @param removed the archives that were removed
     */
    public record Done(long entries, Optional<Path> archive, List<Path> removed) {
        public boolean isNothing() {
            return archive.isEmpty() && removed.isEmpty();
        }
    }

    /** Between two entries: the one before, and when that was written. */
    private record Place(Chain.Mark mark, Instant before) {}

    private final LedgerFiles files;
    private final FileLedger ledger;
    private final Disk disk;
    private final Chain chain;

    Archiving(LedgerFiles files, FileLedger ledger, Disk disk, EventJson json) {
        this.files = files;
        this.ledger = ledger;
        this.disk = disk;
        this.chain = new Chain(json);
    }

    /** @throws LedgerException when the ledger was altered, or a file cannot be read or written */
    Done run(Retention retention, Duration batch, String by, Instant now) {
        if (retention.days() == 0 || !files.exist()) {
            return new Done(0, Optional.empty(), List.of());
        }
        try {
            disk.createFile(files.archiveLock());
            return new FileGuard(files.archiveLock()).hold(() -> {
                Done moved = move(retention, batch, by, now);
                return new Done(moved.entries(), moved.archive(), remove(retention, by, now));
            });
        } catch (IOException e) {
            throw new LedgerException(
                    "cannot archive entries of the ledger " + files.data() + ": " + LedgerFiles.words(e)
                            + ". It is as it was, or archived; nothing is lost",
                    e);
        }
    }

    private Done move(Retention retention, Duration batch, String by, Instant now) throws IOException {
        // Verifies every entry that this process has not verified yet.
        ledger.after(Long.MAX_VALUE);
        Chain.Mark begin = chain.beginning(files.data());
        List<Archive> unfinished = files.archives().stream()
                .filter(archive -> archive.last() > begin.sequence())
                .toList();
        Map<Long, String> hashes = new HashMap<>();
        unfinished.forEach(archive -> hashes.put(archive.last(), ""));
        IndexRows rows = new IndexRows();
        Map<Long, Place> places = read(begin, rows, hashes);
        long offset = retention.beginning(rows, now, batch);
        if (offset == 0) {
            return new Done(0, Optional.empty(), List.of());
        }
        for (Archive each : unfinished) {
            discard(each, hashes.get(each.last()));
        }
        for (Path begun : files.begunArchives()) {
            disk.delete(begun);
        }
        Place cut = places.get(offset);
        long through = cut.mark().sequence();
        Archive archive = Archive.of(files, begin.sequence() + 1, through, cut.before());
        disk.replace(archive.file(), out -> {
            GZIPOutputStream zipped = new GZIPOutputStream(out, 1 << 16);
            copy(begin, offset, zipped);
            zipped.finish();
        });
        ledger.cut(begin, cut.mark(), new Event.Archived("", through, cut.mark().hash(), archive.name(), by), now);
        return new Done(through - begin.sequence(), Optional.of(archive.file()), List.of());
    }

    private void copy(Chain.Mark begin, long most, OutputStream out) throws IOException {
        try {
            chain.read(files.data(), begin, most, line -> {
                try {
                    out.write(line.bytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Gathers the operations, the places where one begins, and the hashes of these entries. */
    private Map<Long, Place> read(Chain.Mark begin, IndexRows rows, Map<Long, String> hashes) throws IOException {
        IndexFold fold = new IndexFold(rows);
        Map<Long, Place> places = new HashMap<>();
        List<Place> end = new ArrayList<>(List.of(new Place(begin, Instant.EPOCH)));
        chain.read(files.data(), begin, line -> {
            Place before = end.get(0);
            int known = rows.size();
            fold.apply(line, before.mark().offset());
            fold.changed();
            if (rows.size() > known) {
                places.put(before.mark().offset(), before);
            }
            hashes.computeIfPresent(line.entry().sequence(), (sequence, none) -> line.entry().hash());
            end.set(0, new Place(before.mark().after(line), line.entry().at()));
        });
        return places;
    }

    /** An archive of entries that the file still has: whoever wrote it was interrupted before they were taken out. */
    private void discard(Archive archive, String hash) throws IOException {
        Chain.Whole whole = chain.read(archive);
        if (!whole.scan().end().hash().equals(hash)) {
            throw new LedgerException(archive.file() + " has entries up to " + archive.last()
                    + " that the ledger does not have: it is of a later time than the ledger, or of another one. Restore"
                    + " the ledger, or move the archive away");
        }
        disk.delete(archive.file());
    }

    private List<Path> remove(Retention retention, String by, Instant now) throws IOException {
        if (retention.archiveDays() == 0) {
            return List.of();
        }
        long begin = chain.beginning(files.data()).sequence();
        LocalDate limit = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(retention.archiveDays());
        List<Archive> old = files.archives().stream()
                .takeWhile(archive -> archive.last() <= begin && archive.until().isBefore(limit))
                .toList();
        if (!old.isEmpty()) {
            ledger.append(new Event.ArchivesRemoved("", old.get(old.size() - 1).last(), by), now);
        }
        for (Archive archive : old) {
            disk.delete(archive.file());
        }
        return old.stream().map(Archive::file).toList();
    }
}
