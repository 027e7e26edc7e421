package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.tasks.Shell;
import io.jenkins.plugins.deploymentworkflow.freestyle.PromoteBuilder;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Whatever a deployment loses under way, its job, its name, its time, its agent, its build: the environment ends safe. */
class LostJenkinsTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @RegisterExtension
    final RealJenkinsExtension controller = new RealJenkinsExtension().withTimeout(600);

    @RegisterExtension
    final InboundAgentExtension agents = new InboundAgentExtension();

    @TempDir
    Path outside;

    @Test
    void aJobThatIsDeletedTakesItsDeploymentBackFirst() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun run = pausing(jenkins);
            run.getParent().delete();
            assertTrue(jenkins.jenkins.getItems().isEmpty());
            assertAborted();
        });
    }

    @Test
    void aJobThatIsGoneAfterARestartHasItsDeploymentTakenBack() throws Throwable {
        sessions.then(jenkins -> pausing(jenkins));
        FileUtils.deleteDirectory(new File(sessions.getHome(), "jobs/shop"));
        sessions.then(jenkins -> {
            assertAborted();
            Event.Requested request = (Event.Requested) entries().stream()
                    .map(Entry::event)
                    .filter(Event.Requested.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            assertEquals("its build was deleted", request.reason());
        });
    }

    @Test
    void aJobThatIsRenamedGoesOnAlsoAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun run = RestartJenkinsTest.start(jenkins, Shop.files("8s") + RestartJenkinsTest.PROMOTIONS);
            jenkins.waitForMessage("pause 8s", run);
            run.getParent().renameTo("store");
        });
        sessions.then(jenkins -> {
            WorkflowRun run = jenkins.jenkins
                    .getItemByFullName("store", WorkflowJob.class)
                    .getLastBuild();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("result: succeeded 1.1.0 after 1.0.0", run);
        });
    }

    @Test
    void aPipelineThatRunsOutOfTimeBringsThePreviousVersionBack() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun run = RestartJenkinsTest.start(
                    jenkins,
                    Shop.files("10m") + "promote version: '1.0.0'\n"
                            + "timeout(time: 5, unit: 'SECONDS') { promote version: '1.1.0' }\n");
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("aborted, 1.0.0 serves", run);
            assertTrue(RestartJenkinsTest.calls(jenkins).contains("rollback 1.0.0"));
            assertAborted();
        });
    }

    @Test
    void aFreestyleBuildThatIsKilledWithTheControllerIsTakenBack() throws Throwable {
        controller.startJenkins();
        controller.runRemotely(LostJenkinsTest::beginFreestyle);
        controller.stopJenkinsForcibly();
        controller.startJenkins();
        controller.runRemotely(LostJenkinsTest::seeItTakenBack);
    }

    private static void beginFreestyle(JenkinsRule jenkins) throws Throwable {
        FreeStyleProject job = jenkins.createFreeStyleProject("shop");
        job.getBuildersList()
                .addAll(List.of(
                        new Shell(Shop.shell("10m")),
                        new PromoteBuilder(new PromoteStep("1.0.0")),
                        new PromoteBuilder(new PromoteStep("1.1.0"))));
        jenkins.waitForMessage("pause 10m", job.scheduleBuild2(0).waitForStart());
    }

    private static void seeItTakenBack(JenkinsRule jenkins) throws Throwable {
        assertAborted();
        FreeStyleProject job = jenkins.jenkins.getItemByFullName("shop", FreeStyleProject.class);
        Path calls = Path.of(jenkins.jenkins.getWorkspaceFor(job).getRemote(), "calls");
        assertTrue(Files.readAllLines(calls).contains("rollback 1.0.0"));
    }

    @Test
    void aCommandGoesOnWhileItsAgentIsLostAndIsFoundAgain() throws Throwable {
        Path hold = Files.createFile(outside.resolve("deploy"));
        sessions.then(jenkins -> {
            agents.createAgent(
                    jenkins,
                    InboundAgentExtension.Options.newBuilder().name("far").build());
            String file = Shop.held(Shop.environment("production", "1s"), "1.0.0", outside);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
            job.setDefinition(new CpsFlowDefinition(
                    "node('far') {\n" + Shop.files("1s")
                            + Shop.file("config/environment/production.yaml", file)
                            + "sh 'rm -f " + outside + "/calls; ln -s " + outside + "/calls calls'\n"
                            + "promote version: '1.0.0'\n}",
                    true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            Path calls = outside.resolve("calls");
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> Files.exists(calls) && Files.readAllLines(calls).contains("deploy 1.0.0"));
            agents.stop(jenkins, "far");
            Files.delete(hold);
            agents.start(jenkins, "far");
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertEquals(
                    1, Files.readAllLines(calls).stream().filter("deploy 1.0.0"::equals).count());
        });
    }

    /** A Pipeline that has promoted 1.0.0, and pauses in the canary of 1.1.0. */
    private static WorkflowRun pausing(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = RestartJenkinsTest.start(
                jenkins, Shop.files("10m") + "promote version: '1.0.0'\npromote version: '1.1.0'\n");
        jenkins.waitForMessage("pause 10m", run);
        return run;
    }

    private static void assertAborted() {
        Awaitility.await().atMost(LONG).untilAsserted(() -> {
            List<Entry> entries = entries();
            Event last = entries.get(entries.size() - 1).event();
            assertTrue(last instanceof Event.Ended, last.toString());
            assertEquals(Event.Outcome.ABORTED, ((Event.Ended) last).outcome());
            assertEquals("1.0.0", ((Event.Ended) last).servingVersion());
        });
    }

    private static List<Entry> entries() {
        return Ledgers.get().store().ledger("shop", "production").after(0);
    }
}
