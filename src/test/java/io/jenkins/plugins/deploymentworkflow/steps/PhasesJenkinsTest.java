package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A deployment goes on after a restart, or a kill, in the middle of each of its commands, with every strategy. */
class PhasesJenkinsTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @RegisterExtension
    final RealJenkinsExtension controller = new RealJenkinsExtension().withTimeout(600);

    @TempDir
    Path holds;

    /** What a session of its own process does. */
    private record Phase(String strategy, String holds, String command) implements Serializable {}

    @ParameterizedTest
    @ValueSource(strings = {"blue-green", "canary", "rolling"})
    void theControllerRestartsInEachCommand(String strategy) throws Throwable {
        hold("deploy", "verify", "route", "smoke");
        sessions.then(jenkins -> {
            begin(jenkins, strategy, holds);
            awaitCall(jenkins, "deploy 1.1.0");
        });
        release("deploy");
        sessions.then(jenkins -> awaitCall(jenkins, "verify 1.1.0"));
        release("verify");
        sessions.then(jenkins -> awaitCall(jenkins, "route 1.1.0"));
        release("route");
        sessions.then(jenkins -> awaitCall(jenkins, "smoke"));
        release("smoke");
        sessions.then(jenkins -> {
            end(jenkins);
            List<String> calls = RestartJenkinsTest.calls(jenkins);
            assertEquals(1, calls.stream().filter("deploy 1.1.0"::equals).count(), calls.toString());
            assertEquals(1, calls.stream().filter("route 1.1.0 100"::equals).count(), calls.toString());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue-green", "rolling"})
    void theControllerIsKilledInTheMiddle(String strategy) throws Throwable {
        hold("deploy", "route");
        Phase deploy = new Phase(strategy, holds.toString(), "deploy 1.1.0");
        Phase route = new Phase(strategy, holds.toString(), "route 1.1.0");
        controller.startJenkins();
        controller.runRemotely(jenkins -> {
            begin(jenkins, deploy.strategy(), Path.of(deploy.holds()));
            awaitCall(jenkins, deploy.command());
        });
        controller.stopJenkinsForcibly();
        release("deploy");
        controller.startJenkins();
        controller.runRemotely(jenkins -> {
            awaitCall(jenkins, route.command());
        });
        controller.stopJenkinsForcibly();
        release("route");
        controller.startJenkins();
        controller.runRemotely(PhasesJenkinsTest::end);
    }

    private static void begin(JenkinsRule jenkins, String strategy, Path holds) throws Exception {
        String file = Shop.held(Shop.environment("production", "1s"), "1.1.0", holds);
        RestartJenkinsTest.start(
                jenkins,
                Shop.files("1s")
                        + Shop.file("config/environment/production.yaml", file)
                        + "promote version: '1.0.0', strategy: '" + strategy + "'\n"
                        + "def result = promote version: '1.1.0', strategy: '" + strategy + "'\n"
                        + "echo \"result: ${result.outcome} ${result.version} after ${result.previousVersion}\"\n");
    }

    /** The command of 1.1.0 runs, and is held. */
    private static void awaitCall(JenkinsRule jenkins, String call) {
        Awaitility.await().atMost(LONG).until(() -> {
            List<String> calls = RestartJenkinsTest.calls(jenkins);
            int deployed = calls.indexOf("deploy 1.1.0");
            return deployed >= 0
                    && calls.subList(deployed, calls.size()).stream().anyMatch(each -> each.startsWith(call));
        });
    }

    private static void end(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = RestartJenkinsTest.last(jenkins);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("result: succeeded 1.1.0 after 1.0.0", run);
        assertTrue(RestartJenkinsTest.calls(jenkins).contains("route 1.1.0 100"));
    }

    private void hold(String... commands) throws Exception {
        for (String command : commands) {
            Files.createFile(holds.resolve(command));
        }
    }

    private void release(String command) throws Exception {
        Files.delete(holds.resolve(command));
    }
}
