package io.jenkins.plugins.deploymentworkflow.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Approval;
import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Breaker;
import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Freeze;
import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Rate;
import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Window;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.NoData;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Reaction;
import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The example that users are shown is read as they are told. */
class ContractTest {
    private static final Variables VARIABLES =
            Variables.of(Map.of("DB_HOST", "db.internal", "DB_PORT", "5432"), Set.of());

    static String example() {
        try (InputStream in = ContractTest.class.getResourceAsStream("contract.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private final Environment environment =
            EnvironmentFile.of("config/environment/production.yaml", example()).resolve(VARIABLES);
    private final Settings settings = environment.settings();

    @Test
    void theNamesAndTheApplicationsOwnKeysAreKept() {
        assertEquals("production", environment.name());
        assertEquals("storefront", environment.application("job"));
        assertEquals(
                Map.of("host", "db.internal", "port", "5432", "name", "storefront", "pool_size", 10),
                environment.resolved().get("database"));
    }

    @Test
    void resolvedValuesBecomeVariables() {
        Map<String, String> values = environment.values();
        assertEquals("production", values.get("ENVIRONMENT"));
        assertEquals("info", values.get("LOGGING_LEVEL"));
        assertEquals("10", values.get("DATABASE_POOL_SIZE"));
        assertEquals("db.internal", values.get("DATABASE_HOST"));
        assertEquals("#deploys", values.get("SERVICES_SLACK_CHANNEL"));
        assertTrue(values.keySet().stream().noneMatch(name -> name.startsWith("DEPLOYMENT")), values.toString());
    }

    @Test
    void servicesAreKeptAsTheyAreWithTheirSwitch() {
        assertEquals(
                List.of("slack", "github", "jira", "clickup"),
                List.copyOf(settings.services().keySet()));
        assertTrue(settings.services().get("slack").enabled());
        assertFalse(settings.services().get("clickup").enabled());
        assertEquals(
                Optional.of("slack-webhook"), settings.services().get("slack").text("credential"));
    }

    @Test
    void theTargetIsRead() {
        assertEquals(
                new TargetSettings.Haproxy(Map.of(
                        "socket",
                        "/run/haproxy/admin.sock",
                        "backend",
                        "storefront",
                        "install",
                        "./scripts/install.sh")),
                settings.requireTarget());
    }

    @Test
    void theOtherTargetsOfTheExampleAreReadToo() {
        assertEquals(
                new TargetSettings.Local(
                        "java -jar app.jar --port {{port}}",
                        4,
                        "127.0.0.1",
                        8080,
                        Optional.empty(),
                        Map.of(),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10)),
                uncommented("local").requireTarget());
        assertEquals(
                new TargetSettings.Script(
                        "./scripts/deploy.sh --env production",
                        Optional.of("./scripts/verify_deployment.sh --env production"),
                        Optional.of("..."),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Duration.ofMinutes(30)),
                uncommented("script").requireTarget());
        assertEquals(
                Map.of(
                        "namespace", "shop",
                        "deployment", "storefront",
                        "container", "app",
                        "image", "registry/shop:{{version}}",
                        "routing", Map.of("httpRoute", "storefront")),
                ((TargetSettings.Kubernetes) uncommented("kubernetes").requireTarget()).values());
    }

    private static Settings uncommented(String kind) {
        String text = example().replace("    haproxy:", "  # haproxy:").replaceAll("  # (" + kind + ": )", "    $1");
        return EnvironmentFile.of("production.yaml", text).resolve(VARIABLES).settings();
    }

    @Test
    void healthStrategyAndMonitoringAreRead() {
        assertEquals(
                new HealthSettings(
                        new HealthSettings.Probe.Http("/health"),
                        Duration.ofSeconds(1),
                        3,
                        3,
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        Duration.ofSeconds(2)),
                settings.health());
        List<Share> steps = List.of(Share.ofPercent(5), Share.ofPercent(25), Share.ofPercent(50), Share.ofPercent(100));
        assertEquals(
                new StrategySettings(
                        StrategySettings.Use.BLUE_GREEN,
                        new StrategySettings.BlueGreen(Duration.ofMinutes(5), Duration.ofMinutes(30)),
                        new StrategySettings.Canary(steps, Duration.ofMinutes(5), Optional.empty()),
                        new StrategySettings.Rolling(IntOrPercent.percent(25), IntOrPercent.count(0), Duration.ZERO)),
                settings.strategy());
        assertEquals(
                new MonitoringSettings(
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(10),
                        NoData.FAIL,
                        Optional.of(new MonitoringSettings.Prometheus(
                                "http://prometheus:9090",
                                List.of("prometheus-alerts.yaml"),
                                Optional.of("prom"),
                                NoData.FAIL,
                                Duration.ofSeconds(10))),
                        Optional.of(new MonitoringSettings.Traffic(
                                Optional.of(Share.ofPercent(5)),
                                Optional.of(Duration.ofSeconds(2)),
                                50,
                                Duration.ofMinutes(1),
                                NoData.FAIL)),
                        Reaction.ROLLBACK,
                        Reaction.HOLD),
                settings.monitoring());
    }

    @Test
    void smokeTestsAreRead() {
        SmokeTestSettings home = settings.smokeTests().get(0);
        assertEquals("home", home.name());
        assertEquals(3, home.retries());
        assertEquals(
                new SmokeTestSettings.Probe.Http(
                        "https://shop.example/",
                        OptionalInt.of(200),
                        Optional.of("Welcome"),
                        Map.of(),
                        Map.of(),
                        Optional.of(Duration.ofSeconds(2)),
                        "GET",
                        Map.of(),
                        Optional.empty()),
                home.probe());
        assertEquals(
                new SmokeTestSettings.Probe.Tcp("db", 5432),
                settings.smokeTests().get(1).probe());
        SmokeTestSettings script = settings.smokeTests().get(2);
        assertEquals(new SmokeTestSettings.Probe.Command("./scripts/smoke_tests.sh --env production"), script.probe());
        assertEquals(Duration.ofMinutes(5), script.timeout());
    }

    @Test
    void guardsAreRead() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertEquals(
                new GuardSettings(
                        List.of(new Window(
                                Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY),
                                LocalTime.of(9, 0),
                                LocalTime.of(16, 0),
                                berlin)),
                        List.of(new Freeze(
                                LocalDateTime.of(2026, 12, 20, 0, 0),
                                LocalDateTime.of(2027, 1, 3, 0, 0),
                                berlin,
                                "holidays")),
                        Optional.of(new Rate(3, Duration.ofHours(1))),
                        Optional.of(new Breaker(3, Duration.ofHours(24), Duration.ofHours(2))),
                        Optional.of(new Approval(List.of("release-managers"), Duration.ofHours(4))),
                        true),
                settings.guards());
    }

    @Test
    void preparationMigrationsAndFlagsAreRead() {
        assertEquals(
                List.of(new ProvisionSettings(
                        "network",
                        "terraform plan -detailed-exitcode",
                        "terraform apply -auto-approve",
                        ProvisionSettings.DEFAULT_TIMEOUT)),
                settings.provision());
        assertEquals(
                List.of(new DependencySettings(
                        "python",
                        "python3 --version",
                        ">=3.10",
                        Optional.of("apt-get install -y python3"),
                        DependencySettings.DEFAULT_TIMEOUT)),
                settings.dependencies());
        assertEquals(
                Optional.of(new MigrationSettings(
                        new MigrationSettings.Flyway(
                                "jdbc:postgresql://...", Optional.of("db"), List.of("db/migration")),
                        MigrationSettings.Moment.TRAFFIC)),
                settings.migrations());
        assertEquals(
                List.of(new FlagSettings(
                        "new-checkout",
                        FlagSettings.Operation.PROMOTE,
                        List.of(Share.ofPercent(5), Share.ofPercent(50), Share.FULL))),
                settings.flags());
    }

    @Test
    void withoutADeploymentSectionEveryDefaultApplies() {
        Settings none = EnvironmentFile.of("qa.yaml", "logging: { level: info }\n")
                .resolve(VARIABLES)
                .settings();
        assertEquals(HealthSettings.DEFAULT, none.health());
        assertEquals(StrategySettings.DEFAULT, none.strategy());
        assertEquals(MonitoringSettings.DEFAULT, none.monitoring());
        assertEquals(GuardSettings.DEFAULT, none.guards());
        assertEquals(List.of(), none.smokeTests());
        ConfigurationException e = assertThrows(ConfigurationException.class, none::requireTarget);
        assertTrue(
                e.getMessage().startsWith("qa.yaml: deployment.target: expected exactly one of local, script"),
                e.getMessage());
    }

    @Test
    void aGateBringsABakeTimeThatBlueGreenTakesOver() {
        Settings gated = EnvironmentFile.of("qa.yaml", "deployment: { monitoring: { traffic: { errorRate: 5% } } }\n")
                .resolve(VARIABLES)
                .settings();
        assertEquals(Duration.ofMinutes(10), gated.monitoring().bake());
        assertEquals(Duration.ofMinutes(10), gated.strategy().blueGreen().bake());
    }

    @Test
    void aCommandWorksWithTheSectionsItNeeds() {
        Settings guards = EnvironmentFile.of("production.yaml", example())
                .resolveOnly(Variables.of(Map.of(), Set.of()), Set.of("guards"))
                .settings();
        assertEquals(settings.guards(), guards.guards());
        assertTrue(guards.target().isEmpty());
    }

    @Test
    void aMisspeltSectionIsFoundEvenWhenOnlyAnotherOneIsNeeded() {
        EnvironmentFile file = EnvironmentFile.of("production.yaml", "deployment: { gaurds: {} }\n");
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> file.resolveOnly(VARIABLES, Set.of("guards")));
        assertTrue(e.getMessage().contains("deployment.gaurds: unknown key; did you mean guards?"), e.getMessage());
    }
}
