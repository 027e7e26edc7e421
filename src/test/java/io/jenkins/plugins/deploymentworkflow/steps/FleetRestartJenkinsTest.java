package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/**
 * The controller restarts again and again while local fleets change their version, and nobody at the shops notices. Which
 * phases the restarts meet is left to chance here; {@link KillJenkinsTest} and {@link RestartJenkinsTest} take each.
 */
class FleetRestartJenkinsTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    /** The one with the fewest actions begins last, so that the first restart meets it at its beginning too. */
    private static final List<String> STRATEGIES = List.of("rolling", "canary", "blue-green");

    private static final long ENDED = Long.MAX_VALUE;
    /** More than the plans together have actions. */
    private static final int SESSIONS = 40;

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    Path directory;

    /** How many actions of each deployment had been begun when the controller went down. */
    private final Map<String, Long> begun = new HashMap<>(Map.of("blue-green", 0L, "canary", 0L, "rolling", 0L));

    private final Map<String, Long> resumed = new HashMap<>();

    @BeforeEach
    void thereIsATool() {
        assumeTrue(LocalFleets.available(), "the tool is not built; bin/deployment-workflow builds it");
    }

    @Test
    void eachStrategyGoesOnAfterRestarts() throws Throwable {
        Path before = LocalFleets.storefront("1.0.0", directory);
        Path after = LocalFleets.storefront("1.1.0", directory);
        Map<String, Shoppers> shoppers = new LinkedHashMap<>();
        try (LocalFleets fleets = new LocalFleets(Files.createDirectory(directory.resolve("fleets")))) {
            Map<String, Integer> ports = new LinkedHashMap<>();
            for (String strategy : STRATEGIES) {
                ports.put(strategy, fleets.start());
            }
            sessions.then(jenkins -> {
                jenkins.jenkins.setNumExecutors(STRATEGIES.size());
                for (String strategy : STRATEGIES) {
                    promote(jenkins, strategy, ports.get(strategy), before, "");
                }
                for (String strategy : STRATEGIES) {
                    jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(last(jenkins, strategy)));
                    shoppers.put(strategy, new Shoppers(ports.get(strategy), 2));
                }
                for (String strategy : STRATEGIES) {
                    promote(jenkins, strategy, ports.get(strategy), after, "semaphore '" + strategy + "'");
                }
                Awaitility.await()
                        .atMost(LONG)
                        .until(() -> STRATEGIES.stream().noneMatch(strategy -> begun(strategy) == 0));
                remember();
            });
            int restarts = 0;
            while (!begun.values().stream().allMatch(actions -> actions == ENDED)) {
                assertTrue(++restarts < SESSIONS, "they do not end: " + begun);
                sessions.then(this::awaitProgress);
            }
            assertTrue(restarts >= 3, "only " + restarts + " restarts met them");
            sessions.then(jenkins -> {
                for (String strategy : STRATEGIES) {
                    SemaphoreStep.waitForStart(strategy + "/1", last(jenkins, strategy));
                    SemaphoreStep.success(strategy + "/1", null);
                    jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(last(jenkins, strategy)));
                    jenkins.assertLogContains("result: succeeded 1.1.0 after 1.0.0", last(jenkins, strategy));
                    assertTrue(resumed(strategy) >= 1, strategy + " was never gone on with");
                }
            });
            for (String strategy : STRATEGIES) {
                assertTrue(shoppers.get(strategy).served() > 100, strategy);
                assertEquals(0, shoppers.get(strategy).failed(), strategy);
            }
        } finally {
            shoppers.values().forEach(Shoppers::close);
        }
    }

    private static void promote(JenkinsRule jenkins, String strategy, int port, Path jar, String end) throws Exception {
        WorkflowJob job = jenkins.jenkins.getItemByFullName(strategy, WorkflowJob.class);
        if (job == null) {
            job = jenkins.createProject(WorkflowJob.class, strategy);
        }
        Path workspace = Path.of(jenkins.jenkins.getWorkspaceFor(job).getRemote());
        Files.createDirectories(workspace.resolve("config/environment"));
        Files.writeString(workspace.resolve("config/environment/production.yaml"), environment(strategy, port));
        Files.copy(jar, workspace.resolve(jar.getFileName()));
        String name = jar.getFileName().toString();
        job.setDefinition(new CpsFlowDefinition(
                """
                node {
                    def result = promote version: '%s', artifact: '%s', strategy: '%s'
                    echo "result: ${result.outcome} ${result.version} after ${result.previousVersion}"
                    %s
                }
                """.formatted(name.replaceAll("storefront-|\\.jar", ""), name, strategy, end), true));
        job.scheduleBuild2(0).waitForStart();
    }

    private static String environment(String application, int port) {
        return """
                environment: production
                application: %s
                deployment:
                  target:
                    local:
                      command: "java -Xmx64m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar {{artifact}} --port {{port}}"
                      instances: 2
                      listen: "127.0.0.1:%d"
                  health: { http: /health, interval: 500ms, healthyAfter: 4, unhealthyAfter: 3, timeout: 60s }
                  strategy:
                    blue-green: { bake: 6s, keepPrevious: 1s }
                    canary: { steps: [50%%, 100%%], interval: 4s }
                    rolling: { pause: 6s }
                  monitoring: { interval: 500ms, bake: 2s }
                """.formatted(application, port);
    }

    /**
     * Waits until all builds are gone on with, and one of the deployments has begun another action or ended. No build
     * leaves its {@code node} block before all have ended: one that a restart met while it did would be Jenkins' to fail.
     */
    private void awaitProgress(JenkinsRule jenkins) {
        Awaitility.await()
                .atMost(LONG)
                .until(() -> jenkins.jenkins.toComputer().countBusy() == STRATEGIES.size()
                        && STRATEGIES.stream().allMatch(this::goneOnWith));
        Awaitility.await()
                .atMost(LONG)
                .until(() -> STRATEGIES.stream().anyMatch(strategy -> begun(strategy) != begun.get(strategy)));
        remember();
    }

    private boolean goneOnWith(String strategy) {
        return begun(strategy) == ENDED || resumed(strategy) > resumed.getOrDefault(strategy, 0L);
    }

    private void remember() {
        STRATEGIES.forEach(strategy -> {
            begun.put(strategy, begun(strategy));
            resumed.put(strategy, resumed(strategy));
        });
    }

    private static long resumed(String strategy) {
        return events(strategy).stream().filter(Event.Resumed.class::isInstance).count();
    }

    /** How many actions have been begun. */
    private static long begun(String strategy) {
        List<Event> events = events(strategy);
        if (events.stream().anyMatch(Event.Ended.class::isInstance)) {
            return ENDED;
        }
        return events.stream()
                .filter(Event.ActionStarted.class::isInstance)
                .map(event -> ((Event.ActionStarted) event).index())
                .distinct()
                .count();
    }

    /** Of the promotion of 1.1.0. */
    private static List<Event> events(String strategy) {
        List<Event> all = Ledgers.get().store().ledger(strategy, "production").after(0).stream()
                .map(Entry::event)
                .toList();
        return all.stream()
                .filter(event -> all.stream()
                        .anyMatch(other -> other instanceof Event.Started started
                                && started.version().equals("1.1.0")
                                && started.deployment().equals(event.deployment())))
                .toList();
    }

    private static WorkflowRun last(JenkinsRule jenkins, String strategy) {
        return jenkins.jenkins.getItemByFullName(strategy, WorkflowJob.class).getLastBuild();
    }
}
