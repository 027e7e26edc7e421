package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * What a look at every entry of a ledger found, and of the archives that are there. It changes nothing, and may be made
 * while others append.
 *
 * @param file the ledger
 * @param entries how many entries are there as they were written, from the first that is there on
 * @param intact whether these are all that were written, but for those in archives that are not there
 * @param firstBroken the first that is not
 * @param tornBytes the length of an unfinished line at the end, whose writer died before it was on disk; no harm
 * @param archived what was moved out of the file; empty when nothing was
 */
public record LedgerVerification(
        Path file,
        long entries,
        boolean intact,
        Optional<Broken> firstBroken,
        long tornBytes,
        Optional<ArchivedEntries> archived) {
    /**
     * An entry that is not as it was written.
     *
     * @param line counts from 1
     * @param sequence the entry that should be there
     * @param reason what was expected and what was found
     */
    public record Broken(long line, long sequence, String reason) {}

    /**
     * Reads the whole ledger.
     *
     * @param file {@code <environment>.jsonl}
     * @throws LedgerException when it does not exist or cannot be read
     */
    public static LedgerVerification verify(Path file) {
        LedgerFiles files = LedgerFiles.of(file);
        if (!files.exist()) {
            throw new LedgerException("there is no ledger " + file);
        }
        EventJson json = new EventJson(UnaryOperator.identity());
        try {
            return verify(files, json);
        } catch (IOException e) {
            throw new LedgerException("cannot read the ledger " + file + ": " + LedgerFiles.words(e), e);
        }
    }

    private static LedgerVerification verify(LedgerFiles files, EventJson json) throws IOException {
        // The head first: then an append in between makes the file longer than the head says, which is no break.
        Optional<Line> head;
        String damage = "";
        try {
            head = LedgerFile.head(files, json);
        } catch (LedgerException e) {
            head = Optional.empty();
            damage = e.getMessage();
        }
        AtomicReference<String> atHead = new AtomicReference<>();
        long headSequence = head.map(line -> line.entry().sequence()).orElse(0L);
        Chain chain = new Chain(json);
        Chain.Mark begin = chain.beginning(files.data());
        ArchivedEntries.Reading archives = new ArchivedEntries.Reading(begin);
        head.ifPresent(archives::see);
        Chain.Scan scan = Files.exists(files.data())
                ? chain.read(files.data(), begin, line -> {
                    archives.see(line);
                    if (line.entry().sequence() == headSequence) {
                        atHead.set(line.entry().hash());
                    }
                })
                : new Chain.Scan(Chain.Mark.BEGINNING, Optional.empty());
        Finding finding = Finding.of(scan, head);
        boolean brokenInTheMiddle =
                scan.broken().isPresent() && scan.broken().get().rest().isEmpty();
        if (!damage.isEmpty() && !brokenInTheMiddle) {
            finding = new Finding.Altered(scan.end().sequence(), damage);
        } else if (atHead.get() != null
                && !atHead.get().equals(head.get().entry().hash())) {
            finding = new Finding.Altered(
                    headSequence, "expected the hash " + head.get().entry().hash() + ", found " + atHead.get());
        } else if (!archives.anchor().holds()) {
            finding = new Finding.Altered(begin.sequence() + 1, archives.anchor().reason());
        }
        return archives.of(files, chain).with(of(files, begin, scan.end().sequence(), finding));
    }

    private static LedgerVerification of(LedgerFiles files, Chain.Mark begin, long last, Finding finding) {
        long entries = last - begin.sequence();
        if (finding instanceof Finding.Altered altered) {
            long line = altered.line() - begin.sequence();
            Broken broken = new Broken(line, altered.line(), altered.reason());
            return found(files, Math.min(entries, line - 1), Optional.of(broken), 0);
        }
        if (finding instanceof Finding.LastMissing missing) {
            long sequence = missing.last().entry().sequence();
            String reason = (missing.rest().length == 0
                            ? "the entry is gone"
                            : "the line is cut off after " + missing.rest().length + " of "
                                    + missing.last().bytes().length + " bytes")
                    + "; " + files.head().getFileName()
                    + " still has it, and the next command that writes puts it back";
            return found(files, entries, Optional.of(new Broken(sequence - begin.sequence(), sequence, reason)), 0);
        }
        return found(files, entries, Optional.empty(), finding instanceof Finding.Torn torn ? torn.rest().length : 0);
    }

    private static LedgerVerification found(LedgerFiles files, long entries, Optional<Broken> broken, long torn) {
        return new LedgerVerification(files.data(), entries, broken.isEmpty(), broken, torn, Optional.empty());
    }
}
