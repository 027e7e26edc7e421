package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * What a look at every entry of a ledger found. It changes nothing, and may be made while others append.
 *
 * @param file the ledger
 * @param entries how many entries are there as they were written, from the first on
 * @param intact whether these are all that were written
 * @param firstBroken the first that is not
 * @param tornBytes the length of an unfinished line at the end, whose writer died before it was on disk; no harm
 */
public record LedgerVerification(
        Path file, long entries, boolean intact, Optional<Broken> firstBroken, long tornBytes) {
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
        Chain.Scan scan = Files.exists(files.data())
                ? new Chain(json).read(files.data(), Chain.Mark.BEGINNING, line -> {
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
        }
        return of(files, scan.end().sequence(), finding);
    }

    private static LedgerVerification of(LedgerFiles files, long entries, Finding finding) {
        if (finding instanceof Finding.Altered altered) {
            Broken broken = new Broken(altered.line(), altered.line(), altered.reason());
            long good = Math.min(entries, altered.line() - 1);
            return new LedgerVerification(files.data(), good, false, Optional.of(broken), 0);
        }
        if (finding instanceof Finding.LastMissing missing) {
            long line = missing.last().entry().sequence();
            String reason = (missing.rest().length == 0
                            ? "the entry is gone"
                            : "the line is cut off after " + missing.rest().length + " of "
                                    + missing.last().bytes().length + " bytes")
                    + "; " + files.head().getFileName()
                    + " still has it, and the next command that writes puts it back";
            return new LedgerVerification(files.data(), entries, false, Optional.of(new Broken(line, line, reason)), 0);
        }
        long torn = finding instanceof Finding.Torn found ? found.rest().length : 0;
        return new LedgerVerification(files.data(), entries, true, Optional.empty(), torn);
    }
}
