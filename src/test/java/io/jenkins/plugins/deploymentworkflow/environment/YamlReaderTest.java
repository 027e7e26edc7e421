package io.jenkins.plugins.deploymentworkflow.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTest {
    static List<Arguments> refused() {
        return List.of(
                Arguments.of("an empty file", "", "test.yaml: expected a map"),
                Arguments.of("comments alone", "# nothing\n", "test.yaml: expected a map"),
                Arguments.of("a list", "- a\n", "test.yaml:1: expected a map"),
                Arguments.of("a text", "hello\n", "test.yaml:1: expected a map"),
                Arguments.of("two documents", "a: 1\n---\nb: 2\n", "test.yaml:2: expected one document"),
                Arguments.of("a tag of Java", "a: !!java.io.File [x]\n", "test.yaml:1: expected no tags"),
                Arguments.of("a tag of YAML", "a: 1\nb: !!str 2\n", "test.yaml:2: expected no tags"),
                Arguments.of("a tag of one's own", "a: !vault x\n", "test.yaml:1: expected no tags, found !vault"),
                Arguments.of("a key twice", "a: 1\nb: 2\na: 3\n", "test.yaml:3: a: expected each key once"),
                Arguments.of("a list as key", "? [a]\n: b\n", "test.yaml:1: expected a text as key"),
                Arguments.of("an unquoted template", "a: {{version}}\n", "test.yaml:1: expected a text as key"),
                Arguments.of("an open quote", "a: 1\nb: \"x\n", "this is not YAML"),
                Arguments.of("a tab", "a:\n\tb: 1\n", "test.yaml:2: this is not YAML"),
                Arguments.of("an unquoted placeholder", "a: { b: ${X} }\n", "in double quotes"),
                Arguments.of("a bracket", "a: [1, 2\nb: 3\n", "this is not YAML"),
                Arguments.of("an unknown alias", "a: *b\n", "b"),
                Arguments.of("itself", "a: &x [ *x ]\n", "test.yaml:1: expected *x to name an anchor"),
                Arguments.of("a control character", "a: \u0001\n", "this is not YAML"),
                Arguments.of("depth", "a: " + "[".repeat(60) + "]".repeat(60), "at most 50 levels"),
                Arguments.of("much depth", "a: " + "[".repeat(500_000), "at most 50 levels"),
                Arguments.of("size", "a: " + "x".repeat(1 << 20), "expected at most 1048576 characters"),
                Arguments.of("aliases", "a: &x 1\nb: [" + "*x, ".repeat(51) + "1]\n", "at most 50 aliases"),
                Arguments.of("a bomb of aliases", bomb(), "at most 100000 values"),
                Arguments.of("a merge of a text", "a: { <<: x }\n", "test.yaml:1: <<: expected a map"));
    }

    /** Twenty lists of two aliases each: a million values in 20 lines. */
    private static String bomb() {
        StringBuilder text = new StringBuilder("a0: &a0 x\n");
        for (int i = 1; i <= 20; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return text.toString();
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource
    void refused(String what, String text, String expected) {
        ConfigurationException e = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThrows(ConfigurationException.class, () -> EnvironmentFile.of("test.yaml", text)));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
        assertTrue(e.getMessage().lines().allMatch(line -> line.startsWith("test.yaml:")), e.getMessage());
    }

    @Test
    void severalTagsAndRepeatedKeysAreReportedTogether() {
        ConfigurationException e = assertThrows(
                ConfigurationException.class, () -> EnvironmentFile.of("t.yaml", "a: !x 1\na: 2\nb: !y 1\n"));
        assertEquals(List.of(1, 2, 3), e.problems().stream().map(Problem::line).toList());
    }

    @Test
    void valuesAreTypedByTheCoreSchemaSoThatTimesAndYesStayTexts() {
        Map<String, Object> resolved = EnvironmentFile.of(
                        "test.yaml",
                        """
                        time: 09:00
                        yes: yes
                        date: 2026-12-20
                        truth: true
                        octal: 0o17
                        leading: 010
                        hex: 0xff
                        float: 1.5e3
                        big: 9223372036854775808
                        tilde: ~
                        empty:
                        text: "1"
                        1: one
                        """)
                .resolve(Variables.of(Map.of(), java.util.Set.of()))
                .resolved();
        assertEquals("09:00", resolved.get("time"));
        assertEquals("yes", resolved.get("yes"));
        assertEquals("2026-12-20", resolved.get("date"));
        assertEquals(true, resolved.get("truth"));
        assertEquals(15, resolved.get("octal"));
        assertEquals(10, resolved.get("leading"));
        assertEquals(255, resolved.get("hex"));
        assertEquals(1500.0, resolved.get("float"));
        assertEquals(new java.math.BigInteger("9223372036854775808"), resolved.get("big"));
        assertTrue(resolved.containsKey("tilde") && resolved.get("tilde") == null);
        assertTrue(resolved.containsKey("empty") && resolved.get("empty") == null);
        assertEquals("1", resolved.get("text"));
        assertEquals("one", resolved.get("1"));
    }

    @Test
    void anchorsAndMergeKeysWorkAsInCompose() {
        Map<String, Object> resolved = EnvironmentFile.of(
                        "test.yaml",
                        """
                        base: &base { level: info, format: json }
                        more: &more { level: debug, extra: 1 }
                        logging: { <<: [*base, *more], format: text }
                        same: *base
                        """)
                .resolve(Variables.of(Map.of(), java.util.Set.of()))
                .resolved();
        assertEquals(Map.of("level", "info", "format", "text", "extra", 1), resolved.get("logging"));
        assertEquals(Map.of("level", "info", "format", "json"), resolved.get("same"));
    }
}
