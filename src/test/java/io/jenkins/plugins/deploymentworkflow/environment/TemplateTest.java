package io.jenkins.plugins.deploymentworkflow.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    @Test
    void fillsEveryNameAndLeavesAllElseAlone() {
        assertEquals(
                "run --version 1.4.0 --port 8081 {x} $1 1.4.0",
                Template.fill(
                        "run --version {{version}} --port {{ port }} {x} $1 {{version}}",
                        Map.of("version", "1.4.0", "port", "8081")));
    }

    @Test
    void aValueIsNotLookedThroughAgain() {
        assertEquals("{{port}}$0\\", Template.fill("{{version}}", Map.of("version", "{{port}}$0\\", "port", "1")));
    }

    @Test
    void aNameWithoutAValueIsAnErrorThatSaysWhatIsKnown() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Template.fill("a {{weight}}", Map.of("version", "1", "port", "2")));
        assertEquals("{{weight}} in 'a {{weight}}' has no value here; known here: port, version", e.getMessage());
    }

    @Test
    void unknownNamesAreFound() {
        assertEquals(
                List.of("vers", "", ".Values.x"),
                Template.unknown("{{version}} {{vers}} {{}} {{ .Values.x }} {{previousVersion}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4.0; rm -rf x", "$(id)", "a b", "it's", "a\nb", "a\"b", "a\\b", "*", "~x", "a&b", "a|b"})
    void aCommandTakesNoValueThatAShellWouldReadOtherwise(String value) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Template.fillCommand("deploy {{previousVersion}}", Map.of("previousVersion", value)));
        assertTrue(e.getMessage().contains("write \"$DEPLOY_PREVIOUS_VERSION\" instead"), e.getMessage());
    }

    @Test
    void aCommandTakesVersionsPathsAndAddresses() {
        assertEquals(
                "deploy 1.4.0-rc.1+b.5 dist/app_1.4.0-py3.whl http://h:80/@x,y=z%",
                Template.fillCommand(
                        "deploy {{version}} {{artifact}} {{instance}}",
                        Map.of(
                                "version",
                                "1.4.0-rc.1+b.5",
                                "artifact",
                                "dist/app_1.4.0-py3.whl",
                                "instance",
                                "http://h:80/@x,y=z%")));
    }
}
