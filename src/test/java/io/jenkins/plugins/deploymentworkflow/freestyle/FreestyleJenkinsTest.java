package io.jenkins.plugins.deploymentworkflow.freestyle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Cause;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.PasswordParameterDefinition;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.model.User;
import hudson.tasks.Builder;
import hudson.tasks.Shell;
import hudson.triggers.TimerTrigger;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentworkflow.steps.CanaryChoice;
import io.jenkins.plugins.deploymentworkflow.steps.DeployStagingStep;
import io.jenkins.plugins.deploymentworkflow.steps.PrepareEnvironmentStep;
import io.jenkins.plugins.deploymentworkflow.steps.PromoteStep;
import io.jenkins.plugins.deploymentworkflow.steps.RollbackStep;
import io.jenkins.plugins.deploymentworkflow.steps.Shop;
import io.jenkins.plugins.deploymentworkflow.steps.SmokeTestStep;
import io.jenkins.plugins.deploymentworkflow.ui.DeploymentAction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The operations as build steps of a freestyle job, with a target of the user's own commands. */
@WithJenkins
class FreestyleJenkinsTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    private JenkinsRule jenkins;

    @TempDir
    Path outside;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void aJobPreparesDeploysTestsPromotesAndGoesBack() throws Exception {
        DeployStagingStep stage = new DeployStagingStep("$VERSION");
        stage.setArtifact("dist/shop-${VERSION}.txt");
        SmokeTestStep smoke = new SmokeTestStep("staging");
        smoke.setJunit("smoke-$VERSION.xml");
        CanaryChoice canary = new CanaryChoice();
        canary.setSteps("$FIRST,100%");
        canary.setInterval("1s");
        PromoteStep promote = new PromoteStep("1.1.0");
        promote.setStrategy(canary);
        FreeStyleProject job = job(
                new Shell(Shop.shell("1s")),
                new PrepareEnvironmentBuilder(new PrepareEnvironmentStep("staging")),
                new Shell("echo \"database on $DATABASE_HOST\""),
                new DeployStagingBuilder(stage),
                new SmokeTestBuilder(smoke),
                new PromoteBuilder(new PromoteStep("$VERSION")),
                new PromoteBuilder(promote),
                new RollbackBuilder(new RollbackStep()),
                new Shell("cat calls smoke-1.0.0.xml"));
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("VERSION", ""), new StringParameterDefinition("FIRST", "50%")));
        FreeStyleBuild build = jenkins.waitForCompletion(job.scheduleBuild2(
                        0,
                        new TimerTrigger.TimerTriggerCause(),
                        new ParametersAction(
                                new StringParameterValue("VERSION", "1.0.0"),
                                new StringParameterValue("FIRST", "50%")))
                .waitForStart());
        jenkins.assertBuildStatusSuccess(build);
        jenkins.assertLogContains("database on db.example", build);
        jenkins.assertLogContains("promote shop 1.0.0 in production, canary", build);
        jenkins.assertLogContains("route 1.1.0 50\n", build);
        jenkins.assertLogNotContains("route 1.1.0 25\n", build);
        jenkins.assertLogContains("rollback 1.0.0\n", build);
        jenkins.assertLogContains("<testcase classname=\"smoke tests of staging\" name=\"basket\"", build);
        DeploymentAction page = build.getAction(DeploymentAction.class);
        assertNotNull(page);
        assertEquals(6, page.getDeployments().size());
        assertEquals(List.of(), commandFiles());
    }

    @Test
    void aVersionThatDoesNotPassIsTakenBackAndTheBuildSaysWhy() throws Exception {
        FreeStyleBuild build = build(
                new Shell(Shop.shell("1s")),
                new PromoteBuilder(new PromoteStep("1.0.0")),
                new PromoteBuilder(new PromoteStep("1.1.0-bad")),
                new Shell("echo not reached"));
        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains(
                "ERROR: promote of shop 1.1.0-bad in production was rolled back, 1.0.0 serves again:", build);
        jenkins.assertLogContains("the basket of 1.1.0-bad is broken", build);
        jenkins.assertLogNotContains("\tat io.jenkins.plugins", build);
        assertTrue(calls(build).contains("rollback 1.0.0"));
    }

    @Test
    void whatIsWrongIsToldWithoutAStackTrace() throws Exception {
        FreeStyleBuild build =
                build(new Shell(Shop.shell("1s")), new PrepareEnvironmentBuilder(new PrepareEnvironmentStep("stagin")));
        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains("did you mean staging", build);
        jenkins.assertLogNotContains("\tat ", build);
    }

    @Test
    void anAbortBringsThePreviousVersionBackFirst() throws Exception {
        FreeStyleBuild build = promoting(Shop.shell("10m"));
        build.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("abort asked for by", build);
        jenkins.assertLogContains("the environment is brought to a safe state first", build);
        jenkins.assertLogContains("aborted, 1.0.0 serves", build);
        assertTrue(calls(build).contains("rollback 1.0.0"));
    }

    @Test
    void aSecondAbortEndsTheBuildAtOnceAndTheDeploymentIsTakenBackAllTheSame() throws Exception {
        Path go = outside.resolve("go");
        String slow = Shop.environment("production", "10m")
                .replace(
                        "./shop.sh rollback {{version}}",
                        "while [ ! -f " + go + " ]; do sleep 0.2; done; ./shop.sh rollback {{version}}");
        FreeStyleBuild build =
                promoting(Shop.shell("10m") + Shop.written("config/environment/production.yaml", slow));
        build.getExecutor().interrupt();
        jenkins.waitForMessage("the environment is brought to a safe state first", build);
        build.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertTrue(!calls(build).contains("rollback 1.0.0"));
        Files.createFile(go);
        Awaitility.await().atMost(LONG).until(() -> calls(build).contains("rollback 1.0.0"));
        Awaitility.await().atMost(LONG).untilAsserted(() -> {
            List<String> outcomes = build.getAction(DeploymentAction.class).getDeployments().stream()
                    .map(view -> view.getOutcome())
                    .toList();
            assertEquals(List.of("succeeded", "aborted"), outcomes);
        });
    }

    @Test
    void whoMayNotPromoteDoesNotPromoteByBuilding() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("builder"));
        User.getById("builder", true);
        FreeStyleProject job = job(new Shell(Shop.shell("1s")), new PromoteBuilder(new PromoteStep("1.0.0")));
        FreeStyleBuild build = jenkins.waitForCompletion(
                job.scheduleBuild2(0, new Cause.UserIdCause("builder")).waitForStart());
        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains("Deployments/Promote", build);
        assertTrue(!build.getWorkspace().child("calls").exists());
    }

    @Test
    void aSecretParameterIsInNoFileOfTheBuildNorOfTheLedger() throws Exception {
        String file = Shop.environment("staging", "1s")
                .replace("./shop.sh verify {{version}}", "./shop.sh leak ${DB_PASSWORD}")
                .replace("pool_size: 10", "password: \"${DB_PASSWORD}\"");
        FreeStyleProject job = job(
                new Shell(Shop.shell("1s") + Shop.written("config/environment/staging.yaml", file)),
                new PrepareEnvironmentBuilder(new PrepareEnvironmentStep("staging")),
                new DeployStagingBuilder(new DeployStagingStep("1.0.0")));
        job.addProperty(new ParametersDefinitionProperty(
                new PasswordParameterDefinition("DB_PASSWORD", Secret.fromString(Shop.SECRET), "")));
        FreeStyleBuild build = jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
        jenkins.assertBuildStatusSuccess(build);
        jenkins.assertLogContains("the password is ****", build);
        Path home = jenkins.jenkins.getRootDir().toPath();
        assertEquals(List.of(), filesWithTheSecret(build.getRootDir().toPath()));
        assertEquals(List.of(), filesWithTheSecret(home.resolve("deployment-workflow")));
    }

    /** A build that has promoted 1.0.0, and pauses in the canary of 1.1.0. */
    private FreeStyleBuild promoting(String files) throws Exception {
        FreeStyleBuild build = job(
                        new Shell(files),
                        new PromoteBuilder(new PromoteStep("1.0.0")),
                        new PromoteBuilder(new PromoteStep("1.1.0")))
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("pause 10m", build);
        return build;
    }

    private FreeStyleBuild build(Builder... steps) throws Exception {
        return jenkins.waitForCompletion(job(steps).scheduleBuild2(0).waitForStart());
    }

    private FreeStyleProject job(Builder... steps) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().addAll(List.of(steps));
        return job;
    }

    private static List<String> calls(FreeStyleBuild build) throws Exception {
        return new ArrayList<>(
                List.of(build.getWorkspace().child("calls").readToString().split("\n")));
    }

    private List<Path> commandFiles() throws IOException {
        Path directory = jenkins.jenkins.getRootDir().toPath().resolve("deployment-workflow/.commands");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static List<String> filesWithTheSecret(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(Shop.SECRET)) {
                    found.add(file.toString());
                }
            }
        }
        return found;
    }
}
