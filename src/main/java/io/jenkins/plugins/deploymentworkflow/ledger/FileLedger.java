package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A ledger in a file of JSON lines, as {@code docs/ledger.md} describes it. Any number of threads and processes may use
 * the same file. A line that a dying process left unfinished is set aside; anything else that is not as it was written
 * makes {@link #append} and {@link #after} refuse.
 */
public final class FileLedger implements Ledger {
    private final LedgerFiles files;
    private final Disk disk;
    private final FileGuard guard;
    private final LedgerFile file;

    FileLedger(LedgerFiles files, Disk disk, EventJson json) {
        this.files = files;
        this.disk = disk;
        this.guard = new FileGuard(files.lock());
        this.file = new LedgerFile(files, disk, json);
    }

    /** The file with the entries; it need not exist yet. */
    public Path path() {
        return files.data();
    }

    /** @throws IllegalArgumentException when a newer version wrote the event: only that version can write it again */
    @Override
    public synchronized Entry append(Event event, Instant at) {
        if (event instanceof Event.Unrecognised) {
            throw new IllegalArgumentException("an event that is not understood cannot be appended: " + event);
        }
        try {
            disk.createDirectory(files.directory());
            disk.createFile(files.lock());
            return guard.hold(() -> {
                file.refresh(true);
                disk.createFile(files.data());
                return file.append(event, at);
            });
        } catch (IOException e) {
            throw new LedgerException(
                    "cannot write the ledger " + files.data() + ": " + LedgerFiles.words(e)
                            + ". Nothing was appended. Make room or give permission, then resume deployment "
                            + event.deployment(),
                    e);
        }
    }

    /**
     * Takes entries that an archive has out of the file; its own next entry says so first.
     *
     * @param begin the last entry before those in the file
     * @param through the last entry that goes
     * @throws IOException also when the file begins elsewhere by now
     */
    synchronized void cut(Chain.Mark begin, Chain.Mark through, Event.Archived archived, Instant at) throws IOException {
        guard.hold(() -> {
            file.refresh(true);
            if (!file.base().equals(begin)) {
                throw new IOException("another process has moved entries out of it");
            }
            file.append(archived, at);
            file.cut(through);
            return null;
        });
    }

    @Override
    public synchronized List<Entry> after(long sequence) {
        try {
            List<Entry> fresh = file.unchanged() ? List.of() : refresh();
            boolean enough = !fresh.isEmpty() && fresh.get(0).sequence() <= sequence + 1;
            return enough
                    ? fresh.stream()
                            .filter(entry -> entry.sequence() > sequence)
                            .toList()
                    : file.after(sequence);
        } catch (IOException e) {
            throw new LedgerException("cannot read the ledger " + files.data() + ": " + LedgerFiles.words(e), e);
        }
    }

    /** Under the lock where this process may write, so that no entry is seen that is not on disk yet. */
    private List<Entry> refresh() throws IOException {
        if (!files.exist() || !files.writable()) {
            return file.refresh(false);
        }
        disk.createFile(files.lock());
        return guard.hold(() -> file.refresh(true));
    }
}
