package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** How a command ended, and what it printed where. */
record Ran(String command, int exit, String out, String err) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    Ran ends(int code) {
        assertEquals(code, exit, this::toString);
        return this;
    }

    /** The one document on standard output, and nothing else there. */
    JsonNode json() {
        return json(out);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("expected one JSON document, found: " + text, e);
        }
    }

    /** Says all of this, once, and no stack trace. */
    Ran says(String... parts) {
        for (String part : parts) {
            assertTrue(err.contains(part), () -> "expected '" + part + "' from " + this);
        }
        assertFalse(err.contains("\tat "), this::toString);
        assertFalse(err.contains("this is a bug"), this::toString);
        return this;
    }

    /** What it says is wrong, as lines. */
    long errors() {
        return err.lines().filter(line -> line.startsWith("error: ")).count();
    }

    @Override
    public String toString() {
        return command + " ended with " + exit + "\n--- standard output\n" + out + "\n--- standard error\n" + err;
    }
}
