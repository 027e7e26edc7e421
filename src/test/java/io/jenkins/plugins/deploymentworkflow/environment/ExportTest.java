package io.jenkins.plugins.deploymentworkflow.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExportTest {
    private static Map<String, String> values(String text) {
        return EnvironmentFile.of("qa.yaml", text)
                .resolve(Variables.of(Map.of("N", "5"), Set.of()))
                .values();
    }

    @Test
    void keysAreJoinedInCapitalsAndListsAreNumbered() {
        assertEquals(
                Map.of(
                        "DATABASE_POOL_SIZE", "10",
                        "HOSTS_0", "a",
                        "HOSTS_1_NAME", "b",
                        "MAX_IDLE_TIME", "5",
                        "_2FA", "true"),
                values(
                        """
                        database: { pool_size: 10 }
                        hosts: [ a, { name: b } ]
                        max-idle.time: ${N}
                        2fa: true
                        """));
    }

    @Test
    void anEmptyValueIsAnEmptyTextAndAnEmptyListOrMapIsNothing() {
        assertEquals(Map.of("A", "", "B", ""), values("a:\nb: ''\nc: []\nd: {}\n"));
    }

    @Test
    void numbersAreAsWritten() {
        assertEquals(Map.of("A", "0x10", "B", "1.50", "C", "007"), values("a: 0x10\nb: 1.50\nc: 007\n"));
    }

    @Test
    void theDeploymentSectionAndWhatWouldBreakCommandsIsLeftOut() {
        assertEquals(
                Map.of("A", "1"),
                values("a: 1\npath: /x\nhome: /y\ndeploy: { version: 1.0.0 }\nld_preload: z\n"
                        + "deployment: { health: { timeout: 5s } }\n"));
    }
}
