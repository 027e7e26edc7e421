package io.jenkins.plugins.deploymentworkflow.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * How much of a ledger stays in its file; what is older is moved into archives. Whatever it says, these stay: what has not
 * ended, what put the version that serves into service, what made the one good that a rollback goes back to, and all that
 * came after one of these.
 *
 * @param days for how long operations stay after they have ended; 0 for ever, else at least {@link #FEWEST_DAYS}
 * @param deployments so many of those that change which version serves stay however old they are; at least 1
 * @param archiveDays for how long archives are kept after their last entry; 0 for ever, else more than {@code days}
 */
public record Retention(int days, int deployments, int archiveDays) {
    /** The delivery measures show 13 weeks. */
    public static final int FEWEST_DAYS = 92;

    /** Everything stays. */
    public static final Retention FOR_EVER = new Retention(0, 1, 0);

    /** @throws IllegalArgumentException when a number is out of its range */
    public Retention {
        if (days != 0 && days < FEWEST_DAYS) {
            throw new IllegalArgumentException("expected 0 (for ever) or at least " + FEWEST_DAYS
                    + " days, since the delivery measures show 13 weeks, found " + days);
        }
        if (deployments < 1) {
            throw new IllegalArgumentException("expected at least 1 deployment to keep, found " + deployments);
        }
        if (archiveDays != 0 && (days == 0 || archiveDays <= days)) {
            throw new IllegalArgumentException("expected archives to be kept for ever (0) or for more days than the "
                    + (days == 0
                            ? "entries in the ledger, which are kept for ever"
                            : days + " of the entries in the ledger")
                    + ", found " + archiveDays);
        }
    }

    /**
     * Where the file is to begin.
     *
     * @param rows all operations of the file
     * @param batch nothing is moved before the oldest could have gone for so long; so there are few archives
     * @return an offset at which an entry begins, and that no operation lies across; 0 when nothing is to go
     */
    long beginning(IndexRows rows, Instant now, Duration batch) {
        Instant limit = now.minus(Duration.ofDays(days));
        OptionalInt fewest = oldestOfTheNewest(rows);
        if (days == 0
                || fewest.isEmpty()
                || rows.row(0).startedAt() > limit.minus(batch).toEpochMilli()) {
            return 0;
        }
        long keep = Math.min(rows.row(fewest.getAsInt()).start(), needed(rows));
        for (int number = 0; number < rows.size(); number++) {
            IndexRow row = rows.row(number);
            if (stays(row, limit)) {
                keep = Math.min(keep, row.start());
            }
        }
        return whole(rows, keep);
    }

    private OptionalInt oldestOfTheNewest(IndexRows rows) {
        int left = deployments;
        for (int number = rows.size() - 1; number >= 0; number--) {
            if (rows.row(number).deploys() && --left == 0) {
                return OptionalInt.of(number);
            }
        }
        return OptionalInt.empty();
    }

    /** Checks that were cut off long ago never end, lock nothing and change nothing. */
    private static boolean stays(IndexRow row, Instant limit) {
        long since = row.open() ? row.startedAt() : row.endedAt();
        return since >= limit.toEpochMilli() || row.open() && !row.checks();
    }

    /** The first of what says which version serves, from which commit, and which one a rollback goes back to. */
    private static long needed(IndexRows rows) {
        long first = Long.MAX_VALUE;
        OptionalInt last = rows.lastEnded();
        if (last.isEmpty()) {
            return first;
        }
        long serving = rows.row(last.getAsInt()).leaves();
        OptionalInt[] needed = {
            last,
            rows.previousGood(serving),
            rows.previousGood(0),
            serving == 0 ? OptionalInt.empty() : rows.servesSince(serving),
            serving == 0 ? OptionalInt.empty() : rows.lastSuccess(serving),
            serving == 0 ? OptionalInt.empty() : rows.lastBrought(serving)
        };
        for (OptionalInt number : needed) {
            if (number.isPresent()) {
                first = Math.min(first, rows.row(number.getAsInt()).start());
            }
        }
        return first;
    }

    /** The last place up to {@code keep} that no operation lies across. */
    private static long whole(IndexRows rows, long keep) {
        long place = keep;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int number = rows.size() - 1; number >= 0; number--) {
                IndexRow row = rows.row(number);
                if (row.start() < place && !row.open() && row.end() >= place) {
                    place = row.start();
                    moved = true;
                }
            }
        }
        return place;
    }
}
