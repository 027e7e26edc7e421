package io.jenkins.plugins.deploymentworkflow.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTest {
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "login hunter2 hunter2/x | login hunter2 hunter2/x",
                "a p@ss w/rd b | a **** b",
                "base64 cEBzcyB3L3Jk | base64 ****",
                "url p%40ss+w%2Frd p%40ss%20w%2Frd | url **** ****",
                "password=p@ss w/rd! | password=****!",
            })
    void masksAValueAndItsEncodings(String text, String expected) {
        assertEquals(expected, Redactor.of(List.of("p@ss w/rd")).redact(text));
    }

    @Test
    void masksEachLineOfAValueOfSeveralLines() {
        Redactor redactor = Redactor.of(List.of("-----BEGIN-----\nMIIB7a\n  Qw9z\nab\n-----END-----\n"));
        assertEquals("**** is in ****", redactor.redact("MIIB7a is in Qw9z"));
        assertEquals("ab", redactor.redact("ab"));
    }

    @Test
    void masksWhatAJsonTextMakesOfIt() {
        assertEquals("{\"a\":\"****\"}", Redactor.of(List.of("x\"y\\z\tw")).redact("{\"a\":\"x\\\"y\\\\z\\tw\"}"));
    }

    @Test
    void aSecretInsideAnotherLeavesNoRestOfIt() {
        assertEquals("****", Redactor.of(List.of("token", "token-long")).redact("token-long"));
    }

    @Test
    void valuesTooShortToBeToldFromWordsAreLeftAlone() {
        Redactor redactor = Redactor.of(List.of("1", "", "abc", "\n", "true", "null"));
        assertEquals("11 abc", redactor.redact("11 abc"));
        assertEquals("Redactor[0 forms]", redactor.toString());
    }

    @Test
    void twoRedactorsTogetherMaskTheSecretsOfBoth() {
        assertEquals(
                "**** ****",
                Redactor.of(List.of("first"))
                        .and(Redactor.of(List.of("second")))
                        .redact("first second"));
    }
}
