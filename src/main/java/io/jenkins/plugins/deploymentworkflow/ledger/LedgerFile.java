package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A ledger file and what this process has verified of it. Each entry is verified when it is first seen; all of them
 * again when the file was changed otherwise than by growing. Callers hold the {@link FileGuard} where they say
 * {@code mayRepair}.
 */
final class LedgerFile {
    private final LedgerFiles files;
    private final Disk disk;
    private final EventJson json;
    private final Chain chain;

    /** Null until the file was verified. */
    private Stamp seen;

    /** The last entry before those in the file; nothing was archived when it is the beginning. */
    private Chain.Mark base = Chain.Mark.BEGINNING;

    private Chain.Mark end = Chain.Mark.BEGINNING;
    /** By sequence less the base's, where the entry ends. */
    private long[] ends = new long[64];

    LedgerFile(LedgerFiles files, Disk disk, EventJson json) {
        this.files = files;
        this.disk = disk;
        this.json = json;
        this.chain = new Chain(json);
    }

    /** One look at the file's attributes. */
    boolean unchanged() throws IOException {
        return Stamp.of(files.data()).equals(seen);
    }

    /**
     * Verifies what is new.
     *
     * @param mayRepair whether a torn line is to be set aside and a lost last one put back
     * @return what was verified now, up to the last entry
     * @throws LedgerException when entries were changed or removed
     */
    List<Entry> refresh(boolean mayRepair) throws IOException {
        List<Entry> verified = new ArrayList<>();
        Stamp now = Stamp.of(files.data());
        if (now.equals(seen)) {
            return verified;
        }
        Chain.Mark known = end;
        boolean grown = now.grownFrom(seen);
        seen = null;
        // The head first: without the lock, an append in between may only make the file longer than the head says.
        Optional<Line> head = head(files, json);
        base = grown ? base : chain.beginning(files.data());
        Chain.Mark from = grown ? end : base;
        Anchor anchor = new Anchor(from);
        head.ifPresent(anchor::see);
        AtomicReference<Line> last = new AtomicReference<>();
        Chain.Scan scan = now.equals(Stamp.ABSENT)
                ? new Chain.Scan(Chain.Mark.BEGINNING, Optional.empty())
                : chain.read(files.data(), from, line -> {
                    expect(line.entry(), known.sequence(), known.hash());
                    head.ifPresent(h ->
                            expect(line.entry(), h.entry().sequence(), h.entry().hash()));
                    index(line);
                    anchor.see(line);
                    verified.add(line.entry());
                    last.set(line);
                });
        Finding finding = Finding.of(scan, head);
        if (finding instanceof Finding.Altered altered) {
            throw altered(altered.line(), altered.reason());
        }
        if (!grown && !anchor.holds()) {
            throw altered(base.sequence() + 1, anchor.reason());
        }
        if (finding instanceof Finding.LastMissing missing && !mayRepair) {
            throw altered(
                    missing.last().entry().sequence(),
                    "it is missing here, and " + files.head()
                            + " still has it: any command of someone who may write puts it back");
        }
        long there = scan.end().sequence() + (finding instanceof Finding.LastMissing ? 1 : 0);
        if (there < known.sequence()) {
            throw altered(
                    there + 1,
                    "expected the entries up to " + known.sequence()
                            + ", which this process has read before, found the end of the file");
        }
        end = scan.end();
        if (mayRepair) {
            repair(finding, head, last.get(), verified);
        }
        seen = mayRepair ? Stamp.of(files.data()) : now;
        return verified;
    }

    /** Writes the event after the last entry; {@link #refresh} comes before it. */
    Entry append(Event event, Instant at) throws IOException {
        Line line = Line.of(end.sequence() + 1, at, end.hash(), event, json);
        try {
            put(line);
        } catch (IOException e) {
            try {
                disk.truncate(files.data(), end.offset());
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
        advance(line);
        seen = Stamp.of(files.data());
        return line.entry();
    }

    /** Takes the entries up to a mark, which an archive has, out of the file; {@link #refresh} comes before it. */
    void cut(Chain.Mark through) throws IOException {
        long size = end.offset();
        seen = null;
        disk.replace(files.data(), out -> {
            try (InputStream in = new FileInputStream(files.data().toFile())) {
                in.skipNBytes(through.offset());
                for (long left = size - through.offset(); left > 0; ) {
                    byte[] some = in.readNBytes((int) Math.min(1 << 16, left));
                    if (some.length == 0) {
                        throw new EOFException(files.data() + " became shorter while it was read");
                    }
                    out.write(some);
                    left -= some.length;
                }
            }
        });
    }

    /** The last entry before those in the file. */
    Chain.Mark base() {
        return base;
    }

    /** The verified entries after {@code sequence} that are in the file. */
    List<Entry> after(long sequence) throws IOException {
        if (sequence >= end.sequence()) {
            return List.of();
        }
        int first = (int) Math.max(0, sequence - base.sequence());
        List<Entry> entries = new ArrayList<>();
        Chain.Mark from = new Chain.Mark(base.sequence() + first, Chain.UNKNOWN, ends[first]);
        chain.read(files.data(), from, line -> {
            if (line.entry().sequence() <= end.sequence()) {
                entries.add(line.entry());
            }
        });
        if (entries.size() != end.sequence() - from.sequence()
                || !entries.get(entries.size() - 1).hash().equals(end.hash())) {
            seen = null;
            throw altered(from.sequence() + entries.size() + 1L, "it changed while it was read");
        }
        return entries;
    }

    private void repair(Finding finding, Optional<Line> head, Line last, List<Entry> verified) throws IOException {
        if (finding instanceof Finding.Torn torn) {
            setAside(torn.rest());
        } else if (finding instanceof Finding.LastMissing missing) {
            setAside(missing.rest());
            disk.createFile(files.data());
            put(missing.last());
            advance(missing.last());
            verified.add(missing.last().entry());
            return;
        }
        boolean behind = head.isEmpty() || head.get().entry().sequence() < end.sequence();
        if (behind && last != null) {
            disk.replace(files.head(), last.bytes());
        }
    }

    private void setAside(byte[] rest) throws IOException {
        if (rest.length > 0) {
            disk.replace(files.torn(), rest);
            disk.truncate(files.data(), end.offset());
        }
    }

    private void put(Line line) throws IOException {
        disk.write(files.data(), end.offset(), line.bytes());
        disk.replace(files.head(), line.bytes());
    }

    private void advance(Line line) {
        index(line);
        end = end.after(line);
    }

    private void index(Line line) {
        int place = (int) (line.entry().sequence() - base.sequence());
        if (place >= ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        ends[place] = ends[place - 1] + line.bytes().length;
    }

    /** The entry in the head file. */
    static Optional<Line> head(LedgerFiles files, EventJson json) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(files.head());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(Line.read(bytes, Math.max(0, bytes.length - 1), json));
        } catch (Line.Malformed e) {
            throw new LedgerException(
                    files.head() + " is damaged: " + e.getMessage() + ". It holds a copy of the last line of "
                            + files.data() + ": restore it from a backup, or copy that line to it",
                    e);
        }
    }

    private void expect(Entry entry, long sequence, String hash) {
        if (entry.sequence() == sequence && !entry.hash().equals(hash)) {
            throw altered(sequence, "expected the hash " + hash + ", found " + entry.hash());
        }
    }

    private LedgerException altered(long sequence, String reason) {
        return new LedgerException(files.data() + ", line " + (sequence - base.sequence()) + " (entry " + sequence
                + "): the ledger was altered: " + reason + ". Nothing is appended to it. Restore "
                + files.data().getFileName() + " and " + files.head().getFileName()
                + " from a backup, or keep them for an investigation and move all files " + files.environment()
                + ".* away, which begins a new ledger");
    }
}
