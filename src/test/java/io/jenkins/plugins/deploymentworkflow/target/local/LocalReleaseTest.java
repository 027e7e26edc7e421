package io.jenkins.plugins.deploymentworkflow.target.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.Environment;
import io.jenkins.plugins.deploymentworkflow.environment.EnvironmentFile;
import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalReleaseTest {
    private static final Path PROJECT = Path.of("/srv/storefront");

    @Test
    void anEnvironmentFileSaysHowAVersionRuns() {
        LocalRelease release = release("""
            environment: staging
            database: { host: "${DB_HOST}", password: "${DB_PASSWORD}" }
            deployment:
              target:
                local:
                  command: "java -jar {{artifact}} --port {{port}} --password ${DB_PASSWORD}"
                  instances: 3
                  directory: run
                  stopTimeout: 3s
                  environment: { MODE: test, API_URL: "https://x:${API_TOKEN}@api.example" }
              health: { http: /ready, interval: 200ms, healthyAfter: 2, unhealthyAfter: 4 }
            """);
        ReleaseRequest request = release.request();

        assertEquals(3, release.desired());
        assertEquals("/srv/storefront/run", request.directory().orElseThrow());
        assertEquals("/srv/storefront/app.jar", request.artifact().orElseThrow());
        assertEquals("abc123", request.sha256().orElseThrow());
        assertEquals(3000, request.stopTimeoutMillis().orElseThrow());
        assertEquals(
                new HealthProbe(
                        Optional.of("/ready"),
                        Optional.empty(),
                        Optional.of(200L),
                        Optional.of(2),
                        Optional.of(4),
                        Optional.of(2000L)),
                request.health().orElseThrow());
        assertEquals(
                Map.of(
                        "DATABASE_HOST",
                        "db.example",
                        "MODE",
                        "test",
                        "DEPLOY_APPLICATION",
                        "storefront",
                        "ENVIRONMENT",
                        "staging"),
                request.environment());
        assertEquals(
                Map.of(
                        "DATABASE_PASSWORD",
                        "correct-horse",
                        "DB_PASSWORD",
                        "correct-horse",
                        "API_URL",
                        "https://x:t0ken-value@api.example"),
                request.secretEnvironment());
        assertTrue(request.command().endsWith("--password ${DB_PASSWORD}"));
    }

    @Test
    void theTargetsOwnVariablesHaveTheLastWord() {
        LocalRelease release = release("""
            database: { password: "${DB_PASSWORD}", host: "${DB_HOST}" }
            deployment:
              target:
                local:
                  command: run
                  environment: { DATABASE_PASSWORD: none, DATABASE_HOST: "${API_TOKEN}.example" }
            """);

        assertEquals("none", release.environment().get("DATABASE_PASSWORD"));
        assertFalse(release.secretEnvironment().containsKey("DATABASE_PASSWORD"));
        assertEquals("t0ken-value.example", release.secretEnvironment().get("DATABASE_HOST"));
        assertFalse(release.environment().containsKey("DATABASE_HOST"));
    }

    @Test
    void itsTextHasNoSecret() {
        LocalRelease release = release("""
            deployment:
              target: { local: { command: "run ${DB_PASSWORD}", environment: { KEY: "${API_TOKEN}" } } }
            """);

        assertFalse(release.toString().contains("correct-horse"), release.toString());
        assertFalse(release.toString().contains("t0ken-value"), release.toString());
    }

    @Test
    void aTcpCheckIsOnTheInstancesOwnPort() {
        LocalRelease release = release("""
            deployment:
              target: { local: { command: "run" } }
              health: { tcp: true }
            """);

        assertEquals(Optional.of(true), release.request().health().orElseThrow().tcp());
        assertEquals(Optional.empty(), release.request().health().orElseThrow().http());
    }

    @Test
    void theStateOfAFleetLiesWhereItsAddressSays() {
        Path home = Path.of("/home/ada");

        assertEquals(
                Path.of("/home/ada/.deployment-workflow/fleets/127.0.0.1_8080"),
                FleetLocator.of(Map.of(), home).stateFor("127.0.0.1:8080"));
        assertEquals(
                Path.of("/var/fleets/_1_8080"),
                FleetLocator.of(Map.of(FleetLocator.VARIABLE, "/var/fleets"), home)
                        .stateFor("[::1]:8080"));
    }

    private static LocalRelease release(String yaml) {
        Environment environment = EnvironmentFile.of("config/environment/staging.yaml", yaml)
                .resolve(Variables.of(
                        Map.of("DB_HOST", "db.example", "DB_PASSWORD", "correct-horse", "API_TOKEN", "t0ken-value"),
                        Set.of("DB_PASSWORD", "API_TOKEN")));
        return LocalRelease.of(
                environment,
                (TargetSettings.Local) environment.settings().requireTarget(),
                "1.4.0",
                PROJECT,
                Map.of("DEPLOY_APPLICATION", "storefront"),
                Optional.of(PROJECT.resolve("app.jar")),
                Optional.of("ABC123"));
    }
}
