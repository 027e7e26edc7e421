package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was moved out of a ledger's file.
 *
 * @param through the last entry that was
 * @param at when
 * @param by by whom
 * @param files the archives that are there and continue one another and the ledger, the oldest first
 * @param from the first entry that these have; one more than {@code through} when there are none
 * @param removedThrough up to which entry archives were removed because of their age, 0 when none were
 */
public record ArchivedEntries(
        long through, Instant at, String by, List<Path> files, long from, long removedThrough) {

    /** Gathers it while a ledger is verified. */
    static final class Reading {
        private final Chain.Mark begin;
        private final Anchor anchor;
        private Entry last;
        private long removedThrough;

        /** @param begin the last entry before those in the file */
        Reading(Chain.Mark begin) {
            this.begin = begin;
            this.anchor = new Anchor(begin);
        }

        void see(Line line) {
            anchor.see(line);
            Event event = line.entry().event();
            if (event instanceof Event.Archived archived && archived.through() == begin.sequence()) {
                last = line.entry();
            } else if (event instanceof Event.ArchivesRemoved removed) {
                removedThrough = Math.max(removedThrough, removed.through());
            }
        }

        Anchor anchor() {
            return anchor;
        }

        /** Reads the archives that are there, the newest first, as long as each continues the one before. */
        Found of(LedgerFiles files, Chain chain) throws IOException {
            List<Archive> there = files.archives();
            List<Path> whole = new ArrayList<>();
            long entries = 0;
            Chain.Mark next = begin;
            for (int i = there.size() - 1; i >= 0 && next.sequence() > 0; i--) {
                Archive archive = there.get(i);
                if (archive.last() > next.sequence()) {
                    // Its writer was interrupted before the entries were taken out of the file.
                    continue;
                }
                if (archive.last() < next.sequence()) {
                    break;
                }
                Chain.Whole read = chain.read(archive);
                Chain.Mark end = read.scan().end();
                if (read.scan().broken().isPresent()
                        || end.sequence() != next.sequence()
                        || !end.hash().equals(next.hash())) {
                    return new Found(Optional.empty(), entries, Optional.of(broken(archive, read, next)));
                }
                entries += end.sequence() - read.begin().sequence();
                whole.add(0, archive.file());
                next = read.begin();
            }
            Optional<ArchivedEntries> archived = Optional.ofNullable(last)
                    .map(entry -> new ArchivedEntries(
                            begin.sequence(),
                            entry.at(),
                            ((Event.Archived) entry.event()).by(),
                            whole,
                            next(whole, there),
                            removedThrough));
            return new Found(archived, entries, Optional.empty());
        }

        private long next(List<Path> whole, List<Archive> there) {
            return there.stream()
                    .filter(archive -> whole.contains(archive.file()))
                    .mapToLong(Archive::first)
                    .min()
                    .orElse(begin.sequence() + 1);
        }

        private static LedgerVerification.Broken broken(Archive archive, Chain.Whole read, Chain.Mark expected) {
            Chain.Mark end = read.scan().end();
            long line = end.sequence() - read.begin().sequence() + 1;
            String reason = read.scan()
                    .broken()
                    .map(Chain.Break::reason)
                    .orElse("expected it to end with entry " + expected.sequence() + " and the hash " + expected.hash()
                            + ", found entry " + end.sequence() + " and the hash " + end.hash());
            return new LedgerVerification.Broken(line, end.sequence() + 1, archive.name() + ": " + reason);
        }
    }

    /**
     * What the archives were found to be.
     *
     * @param entries how many they have as they were written
     */
    record Found(
            Optional<ArchivedEntries> archived, long entries, Optional<LedgerVerification.Broken> broken) {
        /** Together with what the ledger's file was found to be. */
        LedgerVerification with(LedgerVerification file) {
            Optional<LedgerVerification.Broken> first = broken.or(file::firstBroken);
            return new LedgerVerification(
                    file.file(), entries + file.entries(), first.isEmpty(), first, file.tornBytes(), archived);
        }
    }
}
