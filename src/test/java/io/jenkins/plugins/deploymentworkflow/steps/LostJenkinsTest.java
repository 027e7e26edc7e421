package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.model.Result;
import hudson.tasks.Shell;
import io.jenkins.plugins.deploymentworkflow.freestyle.PromoteBuilder;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.runtime.Caretaker;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.io.File;
import java.io.IOException;
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

/** Whatever a deployment loses under way, its job, its name, its time, its agent, its build: the environment ends safe. */
class LostJenkinsTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

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
            WorkflowRun run = RestartJenkinsTest.start(jenkins, Shop.files("4s") + RestartJenkinsTest.PROMOTIONS);
            jenkins.waitForMessage("pause 4s", run);
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
    void commandsGoOnWhileTheirAgentIsLostAndAreFoundAgain() throws Throwable {
        Path hold = Files.createFile(outside.resolve("deploy"));
        sessions.then(jenkins -> {
            createAgent(jenkins, "pipeline");
            createAgent(jenkins, "freestyle");
            WorkflowJob pipeline = jenkins.createProject(WorkflowJob.class, "pipeline");
            String files = shop("pipeline").replace("\\", "\\\\");
            pipeline.setDefinition(new CpsFlowDefinition(
                    "node('pipeline') {\nsh '''" + files + "'''\npromote version: '1.1.0'\n}", true));
            WorkflowRun run = pipeline.scheduleBuild2(0).waitForStart();
            FreeStyleBuild build =
                    freestyle(jenkins, "freestyle").scheduleBuild2(0).waitForStart();
            awaitDeploying("pipeline");
            awaitDeploying("freestyle");
            agents.stop(jenkins, "pipeline");
            agents.stop(jenkins, "freestyle");
            Files.delete(hold);
            agents.start(jenkins, "pipeline");
            agents.start(jenkins, "freestyle");
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            // Jenkins itself keeps no freestyle build over the loss of its agent; the deployment has its end all the same.
            jenkins.waitForCompletion(build);
            jenkins.assertLogContains("succeeded, 1.1.0 serves", build);
            for (String name : List.of("pipeline", "freestyle")) {
                assertEquals(
                        1, calls(name).stream().filter("deploy 1.1.0"::equals).count(), calls(name).toString());
            }
        });
    }

    @Test
    void whatHasLostItsBuildAndItsAgentIsTakenBackWhenTheAgentIsThereAgain() throws Throwable {
        Files.createFile(outside.resolve("deploy"));
        sessions.then(jenkins -> {
            createAgent(jenkins, "shop");
            freestyle(jenkins, "shop").scheduleBuild2(0).waitForStart();
            awaitDeploying("shop");
            agents.stop(jenkins, "shop");
        });
        sessions.then(jenkins -> {
            Awaitility.await().atMost(LONG).until(() -> Caretaker.get().waiting().stream()
                    .anyMatch(waiting -> waiting.reason().contains("the agent 'shop' is offline")));
            assertEquals(1, Caretaker.get().waiting().size());
            agents.start(jenkins, "shop");
            Caretaker.get().tryAgain();
            assertAborted();
            assertTrue(calls("shop").contains("rollback 1.0.0"), calls("shop").toString());
            Awaitility.await().atMost(LONG).until(() -> Caretaker.get().waiting().isEmpty());
        });
    }

    private void createAgent(JenkinsRule jenkins, String name) throws Exception {
        agents.createAgent(
                jenkins, InboundAgentExtension.Options.newBuilder().name(name).build());
    }

    /** Promotes 1.0.0 and 1.1.0 on the agent of that name; the deployment of 1.1.0 is held. */
    private FreeStyleProject freestyle(JenkinsRule jenkins, String name) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        job.setAssignedLabel(Label.get(name));
        job.getBuildersList()
                .addAll(List.of(
                        new Shell(shop(name)),
                        new PromoteBuilder(new PromoteStep("1.0.0")),
                        new PromoteBuilder(new PromoteStep("1.1.0"))));
        return job;
    }

    /** A shell's words that write a shop which notes its calls outside of the workspace. */
    private String shop(String name) {
        String file = Shop.held(Shop.environment("production", "1s"), "1.1.0", outside)
                .replace("application: shop", "application: " + name);
        return Shop.shell("1s")
                + Shop.written("config/environment/production.yaml", file)
                + "ln -s " + outside + "/" + name + " calls\n";
    }

    private List<String> calls(String name) throws IOException {
        Path calls = outside.resolve(name);
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void awaitDeploying(String name) {
        Awaitility.await().atMost(LONG).until(() -> calls(name).contains("deploy 1.1.0"));
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
