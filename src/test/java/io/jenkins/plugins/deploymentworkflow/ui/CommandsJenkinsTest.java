package io.jenkins.plugins.deploymentworkflow.ui;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.cli.CLICommandInvoker;
import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentPermissions;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.time.Instant;
import jenkins.model.Jenkins;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The commands of {@code jenkins-cli}, with a real deployment. */
@WithJenkins
class CommandsJenkinsTest {
    private static final String ENVIRONMENT =
            """
            environment: production
            application: shop
            deployment:
              target:
                script:
                  deploy: "echo deployed {{version}}"
                  verify: "echo verified {{version}}"
                  rollback: "echo back to {{version}}"
                  route: "echo {{version}} gets {{weight}}"
              strategy: { use: canary, canary: { steps: [50%, 100%], interval: INTERVAL } }
              monitoring: { bake: 1s }
            """;

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER).everywhere().to("admin")
                .grant(Jenkins.READ, Item.READ, DeploymentPermissions.ROLLBACK).everywhere().to("lead")
                .grant(Jenkins.READ, Item.READ).everywhere().to("reader")
                .grant(Jenkins.READ).everywhere().to("stranger"));
    }

    @Test
    void whatRunsWhereIsToldToThoseWhoMaySeeIt() throws Exception {
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(promote("1.0.0", "1s")));
        JsonNode row = json("reader", "deployment-status", "--json").get("environments").get(0);
        assertAll(
                () -> assertEquals("shop", row.get("application").asText()),
                () -> assertEquals("production", row.get("environment").asText()),
                () -> assertEquals("1.0.0", row.get("current").asText()),
                () -> assertEquals("idle", row.get("phase").asText()),
                () -> assertFalse(row.get("locked").asBoolean()),
                () -> assertEquals("shop production: 1.0.0\n", said("reader", "deployment-status")),
                () -> assertEquals(
                        "shop production: 1.0.0\n", said("reader", "deployment-status", "production")),
                () -> assertEquals(
                        "Nothing has been deployed that you may see\n", said("stranger", "deployment-status")),
                () -> assertEquals(
                        0, json("stranger", "deployment-status", "--json").get("environments").size()));
    }

    @Test
    void whatIsUnderWayIsTurnedBackByThoseWhoMay() throws Exception {
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(promote("1.0.0", "1s")));
        WorkflowRun run = promote("1.1.0", "10m");
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> said("reader", "deployment-status")
                .contains("deploying 1.1.0"));
        assertAll(
                () -> assertEquals(6, call("reader", "deployment-abort", "production", "--reason", "no").returnCode()),
                () -> assertEquals(3, call("stranger", "deployment-abort", "production", "--reason", "no").returnCode()),
                () -> assertEquals(3, call("lead", "deployment-abort", "nowhere", "--reason", "no").returnCode()),
                () -> assertEquals(3, call("lead", "deployment-abort", "production", "--reason", "  ").returnCode()),
                () -> assertEquals(2, call("lead", "deployment-abort", "production").returnCode()));
        JsonNode asked = json("lead", "deployment-abort", "production", "--reason", "the basket is slow", "--json");
        assertEquals("abort", asked.get("asked").asText());
        jenkins.waitForCompletion(run);
        jenkins.assertLogContains("the basket is slow", run);
        jenkins.assertLogContains("lead", run);
        assertTrue(run.getResult().isWorseOrEqualTo(Result.FAILURE));
        assertEquals("shop production: 1.0.0\n", said("reader", "deployment-status"));
        CLICommandInvoker.Result again = call("lead", "deployment-abort", "production", "--reason", "again");
        assertAll(
                () -> assertEquals(5, again.returnCode()),
                () -> assertTrue(again.stderr().contains("No deployment to production is under way"), again.stderr()));
    }

    @Test
    void itGoesBackWithoutABuildForThoseWhoMay() throws Exception {
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(promote("1.0.0", "1s")));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(promote("1.1.0", "1s")));
        assertEquals(6, call("reader", "deployment-rollback", "production", "--reason", "no").returnCode());
        JsonNode begun = json("lead", "deployment-rollback", "production", "--reason", "it is slow", "--json");
        assertTrue(begun.get("deployment").asText().startsWith("rollback-"), begun.toString());
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> said("reader", "deployment-status")
                .equals("shop production: 1.0.0\n"));
        CLICommandInvoker.Result wrong = call(
                "lead", "deployment-rollback", "production", "--reason", "no", "--to-version", "../../etc");
        assertAll(
                () -> assertEquals(5, wrong.returnCode()),
                () -> assertTrue(wrong.stderr().contains("version"), wrong.stderr()),
                () -> assertFalse(wrong.stderr().contains("\tat "), wrong.stderr()));
    }

    @Test
    void anEnvironmentOfSeveralApplicationsHasToBeTold() {
        for (String application : List.of("shop", "blog")) {
            Event.Origin origin = new Event.Origin("somebody", "tool", "", "", "", "/tmp");
            Ledgers.get()
                    .store()
                    .ledger(application, "production")
                    .append(
                            new Event.Started(
                                    "promote-" + application, "promote", application, "production", "1.0.0", "",
                                    "rolling", null, origin,
                                    new Event.Configuration("production.yaml", "", "environment: production\n", Map.of())),
                            Instant.now());
        }
        CLICommandInvoker.Result several = call("admin", "deployment-abort", "production", "--reason", "no");
        assertAll(
                () -> assertEquals(3, several.returnCode()),
                () -> assertTrue(several.stderr().contains("--application (blog, shop)"), several.stderr()),
                () -> assertTrue(said(
                                "admin", "deployment-abort", "production", "--application", "blog", "--reason", "no")
                        .startsWith("promote-blog is asked to end")));
    }

    private WorkflowRun promote(String version, String interval) throws Exception {
        WorkflowJob job = jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class);
        if (job == null) {
            job = jenkins.createProject(WorkflowJob.class, "shop");
        }
        job.setDefinition(new CpsFlowDefinition(
                "node {\nwriteFile file: 'config/environment/production.yaml', text: '''"
                        + ENVIRONMENT.replace("INTERVAL", interval) + "'''\npromote version: '" + version + "'\n}",
                true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private JsonNode json(String user, String command, String... arguments) throws Exception {
        return new ObjectMapper().readTree(said(user, command, arguments));
    }

    private String said(String user, String command, String... arguments) {
        CLICommandInvoker.Result result = call(user, command, arguments);
        assertEquals(0, result.returnCode(), result.stderr());
        return result.stdout();
    }

    private CLICommandInvoker.Result call(String user, String command, String... arguments) {
        return new CLICommandInvoker(jenkins, command).asUser(user).invokeWithArgs(arguments);
    }
}
