package io.jenkins.plugins.deploymentworkflow.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.EnvironmentFile;
import io.jenkins.plugins.deploymentworkflow.environment.Settings;
import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The example's environment files are what the product reads. */
class StorefrontConfigurationTest {
    private static final Path EXAMPLE = Path.of("..", "..", "docs", "examples", "storefront");

    @Test
    void productionAndStagingRunOnTheLocalFleetOnPortsOfTheirOwn() {
        TargetSettings.Local production =
                (TargetSettings.Local) settings("production", Map.of()).target().orElseThrow();
        assertEquals(4, production.instances());
        assertEquals(8080, production.listenPort());
        TargetSettings.Local staging =
                (TargetSettings.Local) settings("staging", Map.of("STOREFRONT_STAGING_PORT", "9001"))
                        .target()
                        .orElseThrow();
        assertEquals(2, staging.instances());
        assertEquals(9001, staging.listenPort());
        CommandTemplate.check(production.command(), true);
    }

    @Test
    void theScriptsAreThere() {
        TargetSettings.Script script =
                (TargetSettings.Script) settings("scripted", Map.of()).target().orElseThrow();
        for (String command : new String[] {
            script.deploy(),
            script.verify().orElseThrow(),
            script.rollback().orElseThrow(),
            script.route().orElseThrow(),
            script.observe().orElseThrow()
        }) {
            assertTrue(EXAMPLE.resolve(command.split(" ")[0]).toFile().canExecute(), command);
        }
    }

    private static Settings settings(String name, Map<String, String> variables) {
        return EnvironmentFile.named(EXAMPLE, name)
                .resolve(Variables.of(variables, Set.of()))
                .settings();
    }
}
