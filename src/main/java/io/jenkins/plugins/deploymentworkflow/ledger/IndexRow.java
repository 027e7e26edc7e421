package io.jenkins.plugins.deploymentworkflow.ledger;

import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One operation as numbers: where its first and its last entry lie in the ledger, and what is asked of many at once.
 * Texts stand for themselves by their {@link #key}; they are read from the ledger. Times are milliseconds since 1970,
 * 0 when there is none.
 *
 * @param operation its place in a list of words, 0 for one that is not known
 * @param outcome 0 while it has not ended, else one more than its ordinal
 * @param end where its last entry begins; 0 while it has not ended
 * @param changedAt when what it deploys was committed, or else built
 * @param leaves the version that serves after it, 0 for none
 * @param source the build's address without the build
 * @param turnedAt when the way forward was given up
 */
record IndexRow(
        int operation,
        int outcome,
        long start,
        int startLength,
        long end,
        int endLength,
        long startedAt,
        long endedAt,
        long changedAt,
        long id,
        long version,
        long previous,
        long leaves,
        long source,
        long turnedAt) {
    /** So many numbers are kept of each. */
    static final int WIDTH = 13;

    /** Their order is part of the format. */
    private static final List<String> OPERATIONS = List.of("?", "prepare", "stage", "smoke", "promote", "rollback");

    static IndexRow started(Event.Started started, Instant at, long offset, int length) {
        return new IndexRow(
                Math.max(0, OPERATIONS.indexOf(started.operation())),
                0,
                offset,
                length,
                0,
                0,
                at.toEpochMilli(),
                0,
                changedAt(started.origin()),
                key(started.deployment()),
                key(started.version()),
                key(started.previousVersion()),
                0,
                key(source(started)),
                0);
    }

    /** @param leaves as {@link Event.Ended#leaves} */
    IndexRow ended(Outcome how, long leaves, Instant at, long offset, int length) {
        return new IndexRow(
                operation,
                how.ordinal() + 1,
                start,
                startLength,
                offset,
                length,
                startedAt,
                at.toEpochMilli(),
                changedAt,
                id,
                version,
                previous,
                leaves,
                source,
                turnedAt);
    }

    IndexRow turned(Instant at) {
        return new IndexRow(
                operation,
                outcome,
                start,
                startLength,
                end,
                endLength,
                startedAt,
                endedAt,
                changedAt,
                id,
                version,
                previous,
                leaves,
                source,
                at.toEpochMilli());
    }

    /** It as one of the deliveries that are measured. */
    Delivery delivery() {
        return new Delivery(
                Instant.ofEpochMilli(startedAt),
                time(endedAt),
                outcome == 0 ? Optional.empty() : Optional.of(Outcome.values()[outcome - 1]),
                goesBack(),
                version,
                previous,
                time(changedAt),
                time(turnedAt));
    }

    private static Optional<Instant> time(long millis) {
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static long changedAt(Event.Origin origin) {
        if (origin == null) {
            return 0;
        }
        Instant changed = origin.committedAt() != null ? origin.committedAt() : origin.builtAt();
        return changed == null ? 0 : changed.toEpochMilli();
    }

    /** The build's address without its last part, as {@code https://ci.example/job/storefront/}; empty outside a build. */
    static String source(Event.Started started) {
        String build = started.origin() == null || started.origin().build() == null
                ? ""
                : started.origin().build();
        String address = build.endsWith("/") ? build.substring(0, build.length() - 1) : build;
        return address.substring(0, address.lastIndexOf('/') + 1);
    }

    /** 0 for no text; else 64 bits of its SHA-256, so that nobody finds two texts with the same. */
    static long key(String text) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    boolean open() {
        return outcome == 0;
    }

    boolean succeeded() {
        return outcome == Outcome.SUCCEEDED.ordinal() + 1;
    }

    boolean refused() {
        return outcome == Outcome.REFUSED.ordinal() + 1;
    }

    boolean deploys() {
        return Deployment.DEPLOYING.contains(word());
    }

    boolean checks() {
        return word().equals("smoke");
    }

    boolean goesBack() {
        return word().equals("rollback");
    }

    /** The operation, {@code ?} when this version of the program does not know it. */
    String word() {
        return OPERATIONS.get(operation);
    }

    long[] numbers() {
        return new long[] {
            (long) operation << 32 | outcome,
            start,
            (long) startLength << 32 | endLength,
            end,
            startedAt,
            endedAt,
            changedAt,
            id,
            version,
            previous,
            leaves,
            source,
            turnedAt
        };
    }

    /** @param at where its numbers begin among {@code all} */
    static IndexRow of(long[] all, int at) {
        return new IndexRow(
                Math.floorMod((int) (all[at] >> 32), OPERATIONS.size()),
                Math.floorMod((int) all[at], Outcome.values().length + 1),
                all[at + 1],
                (int) (all[at + 2] >> 32),
                all[at + 3],
                (int) all[at + 2],
                all[at + 4],
                all[at + 5],
                all[at + 6],
                all[at + 7],
                all[at + 8],
                all[at + 9],
                all[at + 10],
                all[at + 11],
                all[at + 12]);
    }
}
