package io.jenkins.plugins.deploymentworkflow.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings;
import io.jenkins.plugins.deploymentworkflow.environment.StrategySettings;
import io.jenkins.plugins.deploymentworkflow.environment.StrategySettings.Use;
import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings.Script;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScriptStrategyTest {
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final Fleet SERVING = fleet(Map.of("1.3.0", Share.FULL), instance("1.3.0", Health.HEALTHY));
    private static final Fleet NOTHING = fleet(Map.of());

    @Test
    void blueGreenDeploysAndVerifies() {
        Plan plan = plan(Use.BLUE_GREEN, script("", "v.sh", ""), Duration.ZERO, SERVING);

        assertEquals("blue-green", plan.strategy());
        assertEquals("1.4.0", plan.version());
        assertEquals("1.3.0", plan.previousVersion());
        assertEquals(List.of("deploy 1.4.0: d.sh", "verify 1.4.0: v.sh"), names(plan));
        assertEquals(Share.FULL, ((Action.RunCommand) plan.action(0)).share());
        assertEquals("run d.sh with the version that served before", plan.action(0).undo());
        assertEquals(HALF_HOUR, plan.action(0).timeout());
    }

    @Test
    void withoutAVerifyCommandThereIsNothingToWaitFor() {
        Plan plan = plan(Use.ROLLING, script("", "", ""), Duration.ofMinutes(10), SERVING);

        assertEquals(List.of("deploy 1.4.0: d.sh"), names(plan));
    }

    @Test
    void afterTheBakeItVerifiesAgain() {
        Plan plan = plan(Use.ROLLING, script("", "v.sh", "back.sh"), Duration.ofMinutes(10), SERVING);

        assertEquals(
                List.of("deploy 1.4.0: d.sh", "verify 1.4.0: v.sh", "pause 10m", "verify 1.4.0: v.sh"), names(plan));
        assertEquals("run back.sh", plan.action(0).undo());
    }

    @Test
    void withARouteCommandEveryStrategyMovesTheTrafficAfterTheVerification() {
        Plan plan = plan(Use.BLUE_GREEN, script("r.sh", "v.sh", ""), Duration.ZERO, SERVING);

        assertEquals(List.of("deploy 1.4.0: d.sh", "verify 1.4.0: v.sh", "route 100% to 1.4.0"), names(plan));
        assertEquals(Share.ZERO, ((Action.RunCommand) plan.action(0)).share());
        assertEquals("route 100% to 1.3.0", plan.action(2).undo());
    }

    @Test
    void aCanaryWithARouteCommandRisesStepByStep() {
        Plan plan = plan(Use.CANARY, script("r.sh", "v.sh", ""), Duration.ofMinutes(10), SERVING);

        assertEquals(
                List.of(
                        "deploy 1.4.0: d.sh",
                        "verify 1.4.0: v.sh",
                        "route 95% to 1.3.0, 5% to 1.4.0",
                        "pause 5m",
                        "verify 1.4.0: v.sh",
                        "route 75% to 1.3.0, 25% to 1.4.0",
                        "pause 5m",
                        "verify 1.4.0: v.sh",
                        "route 50% to 1.3.0, 50% to 1.4.0",
                        "pause 5m",
                        "verify 1.4.0: v.sh",
                        "route 100% to 1.4.0",
                        "pause 10m",
                        "verify 1.4.0: v.sh"),
                names(plan));
    }

    @Test
    void gatesOfPrometheusWatchInsteadOfAPause() {
        MonitoringSettings prometheus = monitoring(Optional.of(new MonitoringSettings.Prometheus(
                "http://127.0.0.1:9090", List.of("a.yaml"), Optional.empty(), MonitoringSettings.NoData.FAIL, HALF_HOUR)));
        Plan plan = new ScriptStrategy(script("r.sh", "", ""), use(Use.CANARY), prometheus)
                .plan(request("1.4.0", SERVING, Duration.ofMinutes(10)));

        assertEquals(
                List.of("watch 1.4.0 at 5% for 5m", "watch 1.4.0 at 25% for 5m", "watch 1.4.0 at 50% for 5m"),
                names(plan).stream().filter(n -> n.endsWith("for 5m")).toList());
        assertEquals("watch 1.4.0 at 100% for 10m", names(plan).get(plan.size() - 1));
    }

    @Test
    void theFirstCanaryHasNothingBesideIt() {
        Plan plan = plan(Use.CANARY, script("r.sh", "", ""), Duration.ZERO, NOTHING);

        assertEquals(List.of("deploy 1.4.0: d.sh", "route 100% to 1.4.0"), names(plan));
        assertEquals("", plan.previousVersion());
    }

    @Test
    void deployingWhatServesAlreadyMovesNoTraffic() {
        Plan plan = new ScriptStrategy(script("r.sh", "", ""), use(Use.CANARY), MonitoringSettings.DEFAULT)
                .plan(request("1.3.0", SERVING, Duration.ZERO));

        assertEquals(List.of("deploy 1.3.0: d.sh"), names(plan));
    }

    @Test
    void aCanaryWithoutRouteIsRefusedWithWhatToAdd() {
        PlanRefused refused = assertThrows(
                PlanRefused.class, () -> plan(Use.CANARY, script("", "v.sh", ""), Duration.ZERO, SERVING));

        assertTrue(refused.getMessage().contains("deployment.target.script.route"), refused.getMessage());
        assertTrue(refused.getMessage().contains("strategies: [canary]"), refused.getMessage());
    }

    @Test
    void aScriptThatDoesCanariesByItselfIsLeftToIt() {
        Script script = new Script(
                "d.sh --strategy {{strategy}}",
                Optional.empty(),
                Optional.empty(),
                Optional.of("r.sh"),
                Optional.empty(),
                List.of(Use.CANARY),
                HALF_HOUR);
        Plan plan = plan(Use.CANARY, script, Duration.ZERO, SERVING);

        assertEquals(List.of("deploy 1.4.0: d.sh --strategy {{strategy}}"), names(plan));
        assertEquals(Share.FULL, ((Action.RunCommand) plan.action(0)).share());
    }

    @Test
    void aTrafficGateIsRefusedForItWouldNeverHaveData() {
        MonitoringSettings gated = new MonitoringSettings(
                Duration.ofSeconds(15),
                Duration.ofMinutes(10),
                MonitoringSettings.NoData.FAIL,
                Optional.empty(),
                Optional.of(new MonitoringSettings.Traffic(
                        Optional.of(Share.ofPercent(5)),
                        Optional.empty(),
                        50,
                        Duration.ofMinutes(1),
                        MonitoringSettings.NoData.FAIL)),
                MonitoringSettings.Reaction.ROLLBACK,
                MonitoringSettings.Reaction.HOLD);
        PlanRefused refused = assertThrows(
                PlanRefused.class,
                () -> new ScriptStrategy(script("r.sh", "v.sh", ""), use(Use.BLUE_GREEN), gated)
                        .plan(request("1.4.0", SERVING, Duration.ZERO)));

        assertTrue(refused.getMessage().contains("a script target counts no requests"), refused.getMessage());
    }

    @Test
    void rollbackRunsItsCommandWhenTheNewVersionServes() {
        Fleet switched = fleet(Map.of("1.4.0", Share.FULL), instance("1.4.0", Health.HEALTHY));

        assertEquals(List.of("rollback 1.3.0: back.sh"), back(script("", "", "back.sh"), "1.3.0", switched));
        assertEquals(List.of("deploy 1.3.0: d.sh"), back(script("", "", ""), "1.3.0", switched));
        assertEquals(
                List.of("deploy 1.3.0: d.sh", "route 100% to 1.3.0"), back(script("r.sh", "", ""), "1.3.0", switched));
    }

    @Test
    void rollbackReturnsTheTrafficBeforeAnythingElseWhileThePreviousVersionStands() {
        Fleet canary = fleet(
                Map.of("1.3.0", Share.ofPercent(75), "1.4.0", Share.ofPercent(25)),
                instance("1.3.0", Health.HEALTHY),
                instance("1.4.0", Health.HEALTHY));

        assertEquals(
                List.of("route 100% to 1.3.0", "rollback 1.3.0: back.sh"),
                back(script("r.sh", "", "back.sh"), "1.3.0", canary));
        assertEquals(List.of("route 100% to 1.3.0"), back(script("r.sh", "", ""), "1.3.0", canary));
    }

    @Test
    void rollbackCleansUpAfterADeployThatFailed() {
        Fleet failed = fleet(
                Map.of("1.3.0", Share.FULL),
                instance("1.3.0", Health.HEALTHY),
                instance("1.4.0", Health.UNHEALTHY));

        assertEquals(List.of("rollback 1.3.0: back.sh"), back(script("", "", "back.sh"), "1.3.0", failed));
        assertEquals(List.of("deploy 1.3.0: d.sh"), back(script("", "", ""), "1.3.0", failed));
        assertEquals(List.of("rollback 1.3.0: back.sh"), back(script("r.sh", "", "back.sh"), "1.3.0", failed));
    }

    @Test
    void rollbackRunsAgainAfterARollbackThatFailed() {
        Fleet doubtful = fleet(Map.of("1.4.0", Share.FULL), instance("1.3.0", Health.UNHEALTHY));

        assertEquals(List.of("rollback 1.3.0: back.sh"), back(script("r.sh", "", "back.sh"), "1.3.0", doubtful));
    }

    @Test
    void thereIsNothingToTakeBackWhenThePreviousVersionServesUndisturbed() {
        assertEquals(List.of(), back(script("r.sh", "", "back.sh"), "1.3.0", SERVING));
    }

    @Test
    void thereIsNothingToGoBackToAfterTheFirstDeployment() {
        Fleet first = fleet(Map.of("1.4.0", Share.FULL), instance("1.4.0", Health.HEALTHY));

        assertEquals(List.of(), back(script("", "", "back.sh"), "", first));
    }

    private static List<String> back(Script script, String version, Fleet fleet) {
        Plan plan = new ScriptRollback(script).plan(request(version, fleet, Duration.ZERO));
        assertEquals("rollback", plan.strategy());
        return names(plan);
    }

    private static Plan plan(Use use, Script script, Duration bake, Fleet fleet) {
        return new ScriptStrategy(script, use(use), MonitoringSettings.DEFAULT).plan(request("1.4.0", fleet, bake));
    }

    private static PlanRequest request(String version, Fleet fleet, Duration bake) {
        Duration minute = Duration.ofMinutes(1);
        return new PlanRequest(
                version, fleet, Set.of(Capability.WHOLE), new Bounds(minute, minute, minute, bake, Duration.ofHours(1)));
    }

    private static StrategySettings use(Use use) {
        return new StrategySettings(
                use,
                StrategySettings.BlueGreen.DEFAULT,
                StrategySettings.Canary.DEFAULT,
                StrategySettings.Rolling.DEFAULT);
    }

    private static MonitoringSettings monitoring(Optional<MonitoringSettings.Prometheus> prometheus) {
        MonitoringSettings d = MonitoringSettings.DEFAULT;
        return new MonitoringSettings(
                d.interval(), d.bake(), d.noData(), prometheus, d.traffic(), d.onCritical(), d.onWarning());
    }

    /** An empty text stands for no command. */
    private static Script script(String route, String verify, String rollback) {
        return new Script(
                "d.sh", given(verify), given(rollback), given(route), Optional.empty(), List.of(), HALF_HOUR);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }

    private static List<String> names(Plan plan) {
        return plan.actions().stream().map(Action::name).toList();
    }

    private static Fleet fleet(Map<String, Share> traffic, Instance... instances) {
        return new Fleet(1, List.of(instances), traffic, Map.of());
    }

    private static Instance instance(String version, Health health) {
        return new Instance(version, version, health, false, false, 0, "");
    }
}
