package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Result;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller that restarts goes on with the deployments that were under way. */
class RestartJenkinsTest {
    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    Path outside;

    @Test
    void aCanaryGoesOnWhereItStood() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun run = start(jenkins, Shop.files("5s") + PROMOTIONS);
            jenkins.waitForMessage("pause 5s", run);
        });
        sessions.then(jenkins -> {
            WorkflowRun run = last(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("gone on with by", run);
            jenkins.assertLogContains("result: succeeded 1.1.0 after 1.0.0", run);
            List<String> calls = calls(jenkins);
            assertEquals(1, calls.stream().filter("deploy 1.1.0"::equals).count(), calls.toString());
            assertEquals(1, calls.stream().filter("route 1.1.0 25"::equals).count(), calls.toString());
            assertEquals(1, calls.stream().filter("route 1.1.0 50"::equals).count(), calls.toString());
        });
    }

    @Test
    void aCommandThatRunsMeanwhileIsFoundAgainAndNotRunTwice() throws Throwable {
        Path go = outside.resolve("go");
        sessions.then(jenkins -> {
            String slow = Shop.environment("production", "1s")
                    .replace(
                            "./shop.sh deploy {{version}}",
                            "./shop.sh deploy {{version}}; while [ ! -f " + go + " ]; do sleep 0.2; done");
            WorkflowRun run = start(
                    jenkins,
                    Shop.files("1s") + Shop.file("config/environment/production.yaml", slow)
                            + "promote version: '1.0.0'\n");
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> calls(jenkins).contains("deploy 1.0.0"));
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> kept(run));
        });
        Files.createFile(go);
        sessions.then(jenkins -> {
            WorkflowRun run = last(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            List<String> calls = calls(jenkins);
            assertEquals(1, calls.stream().filter("deploy 1.0.0"::equals).count(), calls.toString());
        });
    }

    @Test
    void whatGoesWrongAfterARestartIsTakenBack() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun run = start(
                    jenkins,
                    Shop.files("5s") + "promote version: '1.0.0'\npromote version: '1.1.0-bad', strategy: "
                            + "canary(steps: '10%,25%,100%', interval: '4s')\n");
            jenkins.waitForMessage("pause 4s", run);
        });
        sessions.then(jenkins -> {
            WorkflowRun run = last(jenkins);
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("was rolled back, 1.0.0 serves again", run);
        });
    }

    static final String PROMOTIONS =
            """
            promote version: '1.0.0'
            def result = promote version: '1.1.0'
            echo "result: ${result.outcome} ${result.version} after ${result.previousVersion}"
            """;

    static WorkflowRun start(JenkinsRule jenkins, String steps) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("node {\n" + steps + "}", true));
        return job.scheduleBuild2(0).waitForStart();
    }

    static WorkflowRun last(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getLastBuild();
    }

    /** Whether the build has written down the command that it began. */
    private static boolean kept(WorkflowRun run) throws Exception {
        File program = new File(run.getRootDir(), "program.dat");
        return program.isFile()
                && new String(Files.readAllBytes(program.toPath()), StandardCharsets.ISO_8859_1)
                        .contains("ShellController");
    }

    static List<String> calls(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class);
        Path calls = Path.of(jenkins.jenkins.getWorkspaceFor(job).getRemote(), "calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }
}
