package io.jenkins.plugins.deploymentworkflow.ledger;

import java.util.Arrays;
import java.util.Optional;

/** What a ledger file was found to be, from how far its chain goes and from the head, which holds its last entry. */
sealed interface Finding {
    /** Every entry is there and as it was written. */
    record Intact() implements Finding {}

    /** A writer died in the middle of its last line, whose append never returned; {@code rest} is what is there of it. */
    record Torn(byte[] rest) implements Finding {}

    /**
     * The last entry is gone from the file, or a part of it, and the head still has it.
     *
     * @param rest the part of it that is there
     */
    record LastMissing(Line last, byte[] rest) implements Finding {}

    /** Entries were changed or removed. */
    record Altered(long line, String reason) implements Finding {}

    /** @param head the last entry whose append returned, or the one before it; empty when there is no head */
    static Finding of(Chain.Scan scan, Optional<Line> head) {
        Chain.Mark end = scan.end();
        long next = end.sequence() + 1;
        Optional<byte[]> rest = scan.broken().flatMap(Chain.Break::rest);
        if (scan.broken().isPresent() && rest.isEmpty()) {
            return new Altered(next, scan.broken().get().reason());
        }
        if (head.isEmpty()) {
            return end.sequence() > 1
                    ? new Altered(
                            end.sequence(), "its head file, which tells whether later entries were removed, is gone")
                    : restOrNothing(rest);
        }
        Entry last = head.get().entry();
        if (last.sequence() > next
                || last.sequence() == next && !last.previous().equals(end.hash())) {
            return new Altered(
                    next,
                    "expected the entries up to " + last.sequence() + ", the last with the hash " + last.hash()
                            + ", found the end of the file after entry " + end.sequence());
        }
        if (last.sequence() == next) {
            byte[] found = rest.orElse(new byte[0]);
            return startsWith(head.get().bytes(), found)
                    ? new LastMissing(head.get(), found)
                    : new Altered(next, scan.broken().get().reason());
        }
        if (last.sequence() == end.sequence() && !last.hash().equals(end.hash())) {
            return new Altered(end.sequence(), "expected the hash " + last.hash() + ", found " + end.hash());
        }
        return restOrNothing(rest);
    }

    private static Finding restOrNothing(Optional<byte[]> rest) {
        return rest.<Finding>map(Torn::new).orElseGet(Intact::new);
    }

    private static boolean startsWith(byte[] whole, byte[] part) {
        return part.length <= whole.length && Arrays.equals(whole, 0, part.length, part, 0, part.length);
    }
}
