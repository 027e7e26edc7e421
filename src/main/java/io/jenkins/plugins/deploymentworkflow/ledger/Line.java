package io.jenkins.plugins.deploymentworkflow.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * An entry as it stands in the file: one line of JSON in UTF-8, ended by a line feed.
 *
 * <pre>{@code
 * {"sequence":2,"at":"2026-03-01T09:00:00Z","previous":"<64 hex>","event":{"type":"…",…},"hash":"<64 hex>"}
 * }</pre>
 *
 * <p>{@code hash} is the last member. It is the SHA-256, in lower-case hexadecimal, over the bytes of the line without
 * its line feed and with {@code ,"hash":"…"} taken out: the very same JSON object without that member. {@code previous}
 * is the hash of the line before, so that it is hashed too. Since the bytes are hashed as they stand, members that only
 * a newer version knows never break the chain.
 *
 * @param bytes the line with its line feed
 */
record Line(Entry entry, byte[] bytes) {
    /** The longest line that is written or read, in bytes. */
    static final int LONGEST = 16 * 1024 * 1024;

    private static final byte[] BEFORE_HASH = ",\"hash\":\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] AFTER_HASH = "\"}".getBytes(StandardCharsets.UTF_8);
    private static final int HASH = 64;
    private static final int SUFFIX = BEFORE_HASH.length + HASH + AFTER_HASH.length;
    private static final Pattern HASH_TEXT = Pattern.compile("[0-9a-f]{" + HASH + "}");

    /** Not an entry; the message says why. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /** The line for the event after {@code previous}. */
    static Line of(long sequence, Instant at, String previous, Event event, EventJson json) {
        String body = "{\"sequence\":" + sequence + ",\"at\":\"" + at + "\",\"previous\":\"" + previous
                + "\",\"event\":" + json.write(event) + "}";
        byte[] hashed = body.getBytes(StandardCharsets.UTF_8);
        String hash = hash(hashed, hashed.length - 1);
        byte[] bytes = (body.substring(0, body.length() - 1) + ",\"hash\":\"" + hash + "\"}\n")
                .getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST) {
            throw new LedgerException("an event of deployment " + event.deployment() + " is " + bytes.length
                    + " bytes long; at most " + LONGEST + " are recorded");
        }
        try {
            return read(bytes, bytes.length - 1, json);
        } catch (Malformed e) {
            throw new LedgerException("an event cannot be read back as written: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a line and checks that its content has the hash that it states.
     *
     * @param length without the line feed, which must follow
     */
    static Line read(byte[] bytes, int length, EventJson json) throws Malformed {
        String stated = statedHash(bytes, length);
        String computed = hash(bytes, length - SUFFIX);
        if (!computed.equals(stated)) {
            throw new Malformed("the line states the hash " + stated + ", its content has " + computed);
        }
        try {
            JsonNode line = json.tree(bytes, length);
            Entry entry = new Entry(
                    line.path("sequence").longValue(),
                    Instant.parse(line.path("at").asText()),
                    json.read(line.path("event")),
                    line.path("previous").asText(),
                    stated);
            return new Line(entry, Arrays.copyOf(bytes, length + 1));
        } catch (IOException | DateTimeException e) {
            throw new Malformed("the line is no entry: " + e.getMessage());
        }
    }

    /** The hash that a line states, which need not be that of its content; empty when it states none. */
    static String stated(byte[] line) {
        try {
            return statedHash(line, line.length - 1);
        } catch (Malformed e) {
            return "";
        }
    }

    private static String statedHash(byte[] bytes, int length) throws Malformed {
        int suffix = length - SUFFIX;
        if (suffix > 0
                && Arrays.equals(bytes, suffix, suffix + BEFORE_HASH.length, BEFORE_HASH, 0, BEFORE_HASH.length)
                && Arrays.equals(bytes, length - AFTER_HASH.length, length, AFTER_HASH, 0, AFTER_HASH.length)) {
            String hash = new String(bytes, suffix + BEFORE_HASH.length, HASH, StandardCharsets.US_ASCII);
            if (HASH_TEXT.matcher(hash).matches()) {
                return hash;
            }
        }
        throw new Malformed("the line does not end with its hash");
    }

    /** Of the first {@code length} bytes and the closing brace that stands after them once the hash is taken out. */
    private static String hash(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            digest.update((byte) '}');
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
