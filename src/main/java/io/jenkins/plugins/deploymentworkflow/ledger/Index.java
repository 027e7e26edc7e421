package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Quick answers about an environment, from numbers that are kept beside its ledger: how it stands, a page of its
 * history, the entries of one deployment. What an answer costs does not grow with the history. Answers are as of the
 * last {@link #refresh}; every text in them is read from the ledger, and its hash is checked.
 *
 * <p>For pages alone: it is derived from the ledger without the ledger's lock, and nothing is decided by it.
 */
public final class Index {
    private static final long SLICE = 2 * 1024 * 1024;

    private final LedgerFiles files;
    private final Chain chain;
    private final EventJson json;
    private final IndexFile file;

    private IndexRows rows = new IndexRows();
    private IndexFold fold = new IndexFold(rows);
    private IndexFile.Covered covered = IndexFile.Covered.NOTHING;
    /** The last entry that was moved into archives. */
    private long base;

    private Stamp seen;
    private Stamp quietAt;
    private boolean loaded;
    private String problem = "";

    /** What is to be saved: the rows up to a place where nothing went on. */
    private final Set<Integer> unsaved = new TreeSet<>();

    private int settledRows;
    private IndexFile.Covered settled = IndexFile.Covered.NOTHING;

    private Standing standing;
    /** By the first row that has it. */
    private final Map<Integer, String> sources = new HashMap<>();

    Index(LedgerFiles files, Disk disk, EventJson json) {
        this.files = files;
        this.json = json;
        this.chain = new Chain(json);
        this.file = new IndexFile(files, disk);
    }

    /** Whether it has been read, and the ledger has not changed since; one look at a file's attributes. */
    public synchronized boolean fresh() {
        try {
            return loaded && Stamp.of(files.data()).equals(seen);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether nothing is under way, the last few checks included, as far as the end of the index and of the ledger tell;
     * reads some kilobytes at most, however long the history is. When that cannot be told so, it is not quiet.
     */
    public synchronized boolean isQuiet() {
        try {
            Stamp now = Stamp.of(files.data());
            if (!loaded && !now.equals(quietAt)) {
                Optional<IndexFile.Covered> end = file.quietEnd();
                boolean quiet = end.isPresent() && end.get().mark().offset() == now.size() && ends(end.get());
                quietAt = quiet ? now : null;
            }
            return !loaded && now.equals(quietAt);
        } catch (IOException e) {
            return false;
        }
    }

    /** How many bytes of the ledger {@link #refresh} has still to read; those of the index too when it was not read. */
    public synchronized long behind() {
        try {
            long size = Stamp.of(files.data()).size();
            long ledger = size - covered.mark().offset();
            if (ledger < 0) {
                // Entries were moved out of it, so it is read anew.
                return size;
            }
            return loaded ? ledger : ledger + Stamp.of(files.index()).size();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Takes in what has been appended to the ledger, by whatever process.
     *
     * @param most begins no entry when it has read so many bytes
     * @return whether it has come to the end
     * @throws LedgerException when the ledger cannot be read
     */
    public boolean refresh(long most) {
        long left = most;
        while (left > SLICE) {
            if (slice(SLICE)) {
                return true;
            }
            left -= SLICE;
            Thread.yield();
        }
        return slice(left);
    }

    /** Others may ask between two slices. */
    private synchronized boolean slice(long most) {
        try {
            if (!loaded) {
                covered = file.load(rows);
                base = chain.beginning(files.data()).sequence();
                settled = covered;
                settledRows = rows.size();
                loaded = true;
            }
            Stamp now = Stamp.of(files.data());
            if (now.equals(seen)) {
                return true;
            }
            if (!continues(now)) {
                forget();
            }
            boolean end = now.equals(Stamp.ABSENT) || read(now, most);
            seen = end ? now : null;
            standing = null;
            save();
            return end;
        } catch (EOFException e) {
            // Entries were moved out of the ledger just now.
            forget();
            return false;
        } catch (IOException e) {
            throw new LedgerException("cannot read the ledger " + files.data() + ": " + LedgerFiles.words(e), e);
        }
    }

    /** Why history ends before the end of the ledger; empty when it does not. */
    public synchronized String problem() {
        return problem;
    }

    /** The ledger still has the entry up to which it was read. */
    private boolean continues(Stamp now) throws IOException {
        Chain.Mark mark = covered.mark();
        if (mark.equals(Chain.Mark.BEGINNING)) {
            return true;
        }
        return now.size() >= mark.offset() && fits(covered);
    }

    private boolean fits(IndexFile.Covered end) throws IOException {
        Chain.Mark mark = end.mark();
        try {
            Line last = line(mark.offset() - end.lastLength(), end.lastLength());
            return last.entry().hash().equals(mark.hash()) && last.entry().sequence() == mark.sequence();
        } catch (Line.Malformed e) {
            return false;
        }
    }

    private boolean read(Stamp now, long most) throws IOException {
        if (covered.mark().equals(Chain.Mark.BEGINNING)) {
            covered = new IndexFile.Covered(chain.beginning(files.data()), 0);
            base = covered.mark().sequence();
        }
        Chain.Scan scan = chain.read(files.data(), covered.mark(), most, this::take);
        boolean altered =
                scan.broken().filter(broken -> broken.rest().isEmpty()).isPresent();
        problem = altered
                ? files.data() + ", entry " + (scan.end().sequence() + 1) + ": "
                        + scan.broken().orElseThrow().reason()
                : "";
        return scan.broken().isPresent() || scan.end().offset() >= now.size();
    }

    private synchronized void take(Line line) {
        fold.apply(line, covered.mark().offset());
        covered = new IndexFile.Covered(covered.mark().after(line), line.bytes().length);
        if (fold.settled()) {
            settled = covered;
            settledRows = rows.size();
            unsaved.addAll(fold.changed());
        }
    }

    /** To be made again. */
    private void forget() {
        rows = new IndexRows();
        fold = new IndexFold(rows);
        covered = IndexFile.Covered.NOTHING;
        settled = covered;
        settledRows = 0;
        seen = null;
        standing = null;
        unsaved.clear();
        sources.clear();
        file.distrust();
    }

    private void save() {
        if (unsaved.isEmpty()) {
            return;
        }
        try {
            file.save(rows, settledRows, unsaved, settled);
            unsaved.clear();
        } catch (IOException e) {
            // It is read from the ledger again by the next process, and saved when there is room or permission.
        }
    }

    /** The last entry that was moved into archives, of which nothing is known here; 0 for none. */
    public synchronized long archivedThrough() {
        return base;
    }

    /** How many operations are recorded. */
    public synchronized int size() {
        return rows.size();
    }

    /** How the environment stands. */
    public synchronized Standing standing() {
        if (standing == null) {
            standing = standingNow();
        }
        return standing;
    }

    private Standing standingNow() {
        OptionalInt lastEnded = rows.lastEnded();
        String current = summary(lastEnded)
                .flatMap(last -> last.end().map(end -> end.leaves(last.started())))
                .orElse("");
        long serving = IndexRow.key(current);
        OptionalInt since = serving == 0 ? OptionalInt.empty() : rows.servesSince(serving);
        OptionalInt deployed = serving == 0 ? OptionalInt.empty() : rows.lastSuccess(serving);
        return new Standing(
                text(current),
                since.stream()
                        .mapToObj(
                                number -> Instant.ofEpochMilli(rows.row(number).endedAt()))
                        .findFirst(),
                summary(deployed),
                summary(rows.previousGood(serving)).map(Summary::version),
                summary(rows.newest(IndexRow::deploys)),
                fold.underway(),
                rows.size(),
                covered.mark().sequence());
    }

    private static Optional<String> text(String text) {
        return Optional.ofNullable(text).filter(found -> !found.isEmpty());
    }

    /**
     * Operations, the newest first.
     *
     * @param skip how many newer ones to leave out
     * @param most how many to list
     */
    public synchronized List<Summary> page(int skip, int most) {
        List<Summary> page = new ArrayList<>();
        for (int number = rows.size() - 1 - skip; number >= 0 && page.size() < most; number--) {
            page.add(summary(number));
        }
        return page;
    }

    /** The operation of this id. */
    public synchronized Optional<Summary> deployment(String id) {
        int number = rows.find(IndexRow.key(id));
        return number < 0 ? Optional.empty() : Optional.of(summary(number));
    }

    /** The checks among the last so many operations that have not ended. */
    public synchronized List<Summary> openChecks(int most) {
        IndexRows all = rows;
        return IntStream.range(Math.max(0, all.size() - most), all.size())
                .filter(number -> all.row(number).open() && all.row(number).checks())
                .mapToObj(this::summary)
                .toList();
    }

    /** The newest operation that changes which version serves, of those that were not refused. */
    public synchronized Optional<Summary> lastNotRefused() {
        return summary(rows.newest(row -> row.deploys() && !row.refused()));
    }

    /** The newest operation that a build began. */
    public synchronized Optional<Summary> lastOfBuild() {
        return summary(rows.newest(row -> row.source() != 0));
    }

    /** The entries of one deployment; none when there is no such deployment. */
    public synchronized List<Entry> entries(String id) {
        return entries(id, Portion.NONE).entries();
    }

    /** The entries of one deployment that follow those of a portion; none when there is no such deployment. */
    public synchronized Portion entries(String id, Portion before) {
        int number = rows.find(IndexRow.key(id));
        if (number < 0) {
            return new Portion(List.of(), before.end(), before.base());
        }
        IndexRow row = rows.row(number);
        long end = row.open() ? covered.mark().offset() : row.end() + row.endLength();
        long known = before.end() == null ? 0 : before.end().sequence();
        Chain.Mark from = before.end() == null || before.base() != base
                ? new Chain.Mark(first(row).entry().sequence() - 1, Chain.UNKNOWN, row.start())
                : before.end();
        if (from.offset() >= end) {
            return new Portion(List.of(), from, base);
        }
        List<Entry> entries = new ArrayList<>();
        try {
            Chain.Scan scan = chain.read(files.data(), from, end - from.offset(), line -> {
                if (line.entry().sequence() > known && line.entry().event().deployment().equals(id)) {
                    entries.add(line.entry());
                }
            });
            if (scan.end().offset() != end) {
                throw unfit();
            }
            return new Portion(entries, scan.end(), base);
        } catch (IOException e) {
            throw new LedgerException("cannot read the ledger " + files.data() + ": " + LedgerFiles.words(e), e);
        }
    }

    /**
     * The operations that change which version serves, as numbers, in the order in which they began.
     *
     * @param since those that have ended by then are left out
     */
    public synchronized List<Delivery> deliveries(Instant since) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int number = 0; number < rows.size(); number++) {
            IndexRow row = rows.row(number);
            if (row.deploys() && (row.open() || row.endedAt() >= since.toEpochMilli())) {
                deliveries.add(row.delivery());
            }
        }
        return deliveries;
    }

    /** Where builds were that began operations: their addresses without the build, each once; none outside Jenkins. */
    public synchronized Collection<String> sources() {
        IndexRows all = rows;
        return all.ofEachSource().stream()
                .filter(number -> all.row(number).source() != 0)
                .map(number ->
                        sources.computeIfAbsent(number, first -> summary(first).source()))
                .toList();
    }

    private Optional<Summary> summary(OptionalInt number) {
        return number.isEmpty() ? Optional.empty() : Optional.of(summary(number.getAsInt()));
    }

    private Summary summary(int number) {
        IndexRow row = rows.row(number);
        Line first = first(row);
        Event.Started started = (Event.Started) first.entry().event();
        if (row.open()) {
            return new Summary(started, first.entry().at(), Optional.empty(), Optional.empty());
        }
        Line last = checked(
                row.end(),
                row.endLength(),
                event -> event instanceof Event.Ended && event.deployment().equals(started.deployment()));
        return new Summary(
                started,
                first.entry().at(),
                Optional.of((Event.Ended) last.entry().event()),
                Optional.of(last.entry().at()));
    }

    private Line first(IndexRow row) {
        return checked(
                row.start(),
                row.startLength(),
                event -> event instanceof Event.Started && IndexRow.key(event.deployment()) == row.id());
    }

    private Line checked(long offset, int length, Predicate<Event> expected) {
        try {
            Line line = line(offset, length);
            if (expected.test(line.entry().event())) {
                return line;
            }
        } catch (IOException | Line.Malformed e) {
            // It does not fit, as below.
        }
        throw unfit();
    }

    private LedgerException unfit() {
        forget();
        return new LedgerException("the index " + files.index() + " does not fit the ledger " + files.data()
                + " and is made again; ask once more");
    }

    /** Whether the ledger's last line states the hash that the index ends with. */
    private boolean ends(IndexFile.Covered end) throws IOException {
        try {
            return Line.stated(bytes(end.mark().offset() - end.lastLength(), end.lastLength()))
                    .equals(end.mark().hash());
        } catch (Line.Malformed e) {
            return false;
        }
    }

    private Line line(long offset, int length) throws IOException, Line.Malformed {
        return Line.read(bytes(offset, length), length - 1, json);
    }

    private byte[] bytes(long offset, int length) throws IOException, Line.Malformed {
        if (length < 1 || length > Line.LONGEST) {
            throw new Line.Malformed("no line has " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        try (RandomAccessFile in = new RandomAccessFile(files.data().toFile(), "r")) {
            in.seek(offset);
            in.readFully(bytes);
        }
        return bytes;
    }
}
