package io.jenkins.plugins.deploymentworkflow.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
    private static final Variables VARIABLES =
            Variables.of(Map.of("A", "alpha", "B", "beta", "EMPTY", "", "PORT", "5432", "YES", "true"), Set.of());

    /** The cases of the Compose file reference, "Interpolation", and of its nesting. */
    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | plain",
                "${A} | alpha",
                "$A | alpha",
                "$A-$B | alpha-beta",
                "x${A}y${B}z | xalphaybetaz",
                "${EMPTY} | ``",
                "${A:-d} | alpha",
                "${EMPTY:-d} | d",
                "${NONE:-d} | d",
                "${EMPTY-d} | ``",
                "${NONE-d} | d",
                "${NONE:-} | ``",
                "${A:?m} | alpha",
                "${EMPTY?m} | ``",
                "${A:+x} | x",
                "${EMPTY:+x} | ``",
                "${NONE:+x} | ``",
                "${EMPTY+x} | x",
                "${NONE+x} | ``",
                "${NONE:-${A}} | alpha",
                "${NONE:-${EMPTY:-${B}}} | beta",
                "${NONE:-$A} | alpha",
                "${NONE-${A:+${B}}} | beta",
                "${A:-${NONE}} | alpha",
                "${A:+${NONE-x}} | x",
                "$$A | $A",
                "$${A} | ${A}",
                "$$$A | $alpha",
                "${NONE:-$$x} | $x",
                "${NONE:-a b:c/d?e} | a b:c/d?e",
                "${NONE:-{{version}}}} | {{version}}}",
                "${NONE:-{{version}}} | {{version}}",
                "${A:-{{version}}}x | alphax",
                "${NONE:-{\"a\":{}}} | {\"a\":{}}",
                "${NONE:-{${A}}}${B} | {alpha}beta",
                "} { | } {",
            })
    void fillsAsComposeDoes(String text, String expected) {
        assertEquals(expected, resolve(text));
    }

    private static Object resolve(String text) {
        return file("'" + text + "'").resolve(VARIABLES).resolved().get("key");
    }

    private static EnvironmentFile file(String value) {
        return EnvironmentFile.of("test.yaml", "key: " + value + "\n");
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${NONE} | NONE is not set",
                "$NONE | NONE is not set",
                "${NONE:?say which} | NONE is not set: say which",
                "${EMPTY:?say which} | EMPTY is empty: say which",
                "${NONE?say which} | NONE is not set: say which",
                "${NONE:?} | NONE is not set; it must be set",
                "${NONE:-${NADA}} | NADA is not set",
                "${A | expected a closing }",
                "${A:-x | expected a closing }",
                "${A:-{x} | expected a closing }",
                "${} | expected a name",
                "${1} | expected a name",
                "${A!x} | expected } or one of :- - :? ? :+ +",
                "${A:x} | expected } or one of",
                "costs 5 $ | write $$",
                "$5 | write $$",
                "$(date) | write $$",
                "${DEPLOY_VERSION} | {{version}}",
            })
    void refusesWithFileLineAndKey(String text, String expected) {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> resolve(text));
        assertEquals(1, e.problems().size(), e.getMessage());
        assertTrue(e.getMessage().startsWith("test.yaml:1: key: "), e.getMessage());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void everyMissingNameIsReportedAtOnceWithItsLineAndKey() {
        EnvironmentFile file = EnvironmentFile.of(
                "config/environment/production.yaml",
                """
                database:
                  host: "${DB_HOST}"
                  port: ${DB_PORT}
                hosts:
                  - "${FIRST}-${SECOND}"
                deployment:
                  health: { timeout: "${TIMEOUT}" }
                """);
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> file.resolve(VARIABLES));
        assertEquals(
                List.of(
                        "2 database.host DB_HOST",
                        "3 database.port DB_PORT",
                        "5 hosts[0] FIRST",
                        "5 hosts[0] SECOND",
                        "7 deployment.health.timeout TIMEOUT"),
                e.problems().stream()
                        .map(p -> p.line() + " " + p.key() + " "
                                + p.message().substring(0, p.message().indexOf(' ')))
                        .toList());
    }

    @Test
    void aFilledPlainValueIsTypedByYamlAndAQuotedOneStaysAText() {
        Map<String, Object> resolved = EnvironmentFile.of(
                        "test.yaml",
                        "number: ${PORT}\ntext: \"${PORT}\"\ntruth: ${YES}\nnothing: ${EMPTY}\nmixed: ${PORT}x\n")
                .resolve(VARIABLES)
                .resolved();
        assertEquals(5432, resolved.get("number"));
        assertEquals("5432", resolved.get("text"));
        assertEquals(true, resolved.get("truth"));
        assertTrue(resolved.containsKey("nothing") && resolved.get("nothing") == null, resolved.toString());
        assertEquals("5432x", resolved.get("mixed"));
    }

    @Test
    void aValueIsNotLookedThroughForPlaceholdersAgain() {
        Variables variables = Variables.of(Map.of("A", "${B} $$ {{version}}", "B", "x"), Set.of());
        assertEquals(
                "${B} $$ {{version}}",
                file("\"${A}\"").resolve(variables).resolved().get("key"));
    }

    @Test
    void placeholdersInOneAnotherAreBounded() {
        String deep = "${A:-".repeat(10_000) + "}".repeat(10_000);
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> resolve(deep));
        assertTrue(e.getMessage().contains("at most 20 placeholders in one another"), e.getMessage());
    }

    @Test
    void overridesWinOverTheEnvironment() {
        Environment environment =
                file("\"${A} ${NEW}\"").resolve(VARIABLES.withOverrides(Map.of("A", "1", "NEW", "2")));
        assertEquals("1 2", environment.resolved().get("key"));
    }
}
