package io.jenkins.plugins.deploymentworkflow.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandTemplateTest {
    @Test
    void placeholdersAreFilledWithAndWithoutSpaces() {
        assertEquals(
                "java -jar /r/app.jar --port 4001 # 1.4.0+b1 i-1 ${HOME}",
                CommandTemplate.fill(
                        "java -jar {{artifact}} --port {{ port }} # {{version}} {{instance}} ${HOME}",
                        "1.4.0+b1",
                        "i-1",
                        4001,
                        Optional.of("/r/app.jar")));
    }

    @Test
    void aPathThatTheShellWouldTakeApartIsQuoted() {
        assertEquals(
                "run '/my files/it'\\''s $1.jar'",
                CommandTemplate.fill("run {{artifact}}", "1", "i", 1, Optional.of("/my files/it's $1.jar")));
    }

    @Test
    void anUnknownPlaceholderIsNamedWithThoseThatAreKnown() {
        Refusal refusal = assertThrows(Refusal.class, () -> CommandTemplate.check("run {{prot}}", true));
        assertEquals(
                "command: unknown placeholder {{prot}}; known are artifact, instance, port, version",
                refusal.getMessage());
    }
}
