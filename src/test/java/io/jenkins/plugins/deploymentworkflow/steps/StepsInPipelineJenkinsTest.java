package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Label;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.PasswordParameterDefinition;
import hudson.model.Result;
import hudson.util.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** All steps, in pipelines of both kinds, with a target of the user's own commands. */
@WithJenkins
class StepsInPipelineJenkinsTest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void aScriptedPipelineDeploysPromotesAndReadsTheResults() throws Exception {
        WorkflowRun run = build(
                """
                node {
                    %s
                    def prepared = prepareEnvironment 'staging'
                    echo "database on ${prepared.variables.DATABASE_HOST}"
                    def staged = deployStaging artifact: 'dist/*.txt', version: '1.0.0'
                    echo "staged: ${staged.outcome} ${staged.version} after '${staged.previousVersion}'"
                    def tested = smokeTest environment: 'staging', junit: 'reports/smoke.xml'
                    echo "tested: ${tested.checks[0].name} ${tested.checks[0].passed}"
                    echo readFile('reports/smoke.xml')
                    promote version: '1.0.0'
                    def promoted = promote version: '1.1.0', strategy: canary(steps: '50%%,100%%', interval: '1s')
                    echo "promoted: ${promoted.outcome} ${promoted.version} after ${promoted.previousVersion}, ${promoted.strategy}"
                    def back = rollback environment: 'production'
                    echo "back: ${back.outcome} ${back.version} in ${back.durationMillis > 0}"
                    echo readFile('calls')
                }
                """
                        .formatted(Shop.files("1s")));
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("database on db.example", run);
        jenkins.assertLogContains("staged: succeeded 1.0.0 after ''", run);
        jenkins.assertLogContains("tested: basket true", run);
        jenkins.assertLogContains("<testcase classname=\"smoke tests of staging\" name=\"basket\"", run);
        jenkins.assertLogContains("promoted: succeeded 1.1.0 after 1.0.0, canary", run);
        jenkins.assertLogContains("route 1.1.0 50\n", run);
        jenkins.assertLogNotContains("route 1.1.0 25\n", run);
        jenkins.assertLogContains("back: succeeded 1.0.0 in true", run);
    }

    @Test
    void aDeclarativePipelineTakesAStrategyByItsNameOrTuned() throws Exception {
        WorkflowRun run = build(
                """
                pipeline {
                    agent any
                    stages {
                        stage('Files') { steps { %s } }
                        stage('Staging') { steps {
                            prepareEnvironment 'staging'
                            deployStaging version: '1.0.0'
                            smokeTest environment: 'staging'
                        } }
                        stage('Production') { steps {
                            promote version: '1.0.0', strategy: 'blue-green'
                            promote version: '1.1.0', strategy: canary(steps: '50%%,100%%', interval: '1s')
                            promote version: '1.2.0', strategy: 'canary'
                            rollback environment: 'production', toVersion: '1.0.0'
                        } }
                        stage('Calls') { steps { echo readFile('calls') } }
                    }
                }
                """
                        .formatted(Shop.files("1s")));
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("promote shop 1.0.0 in production, blue-green", run);
        jenkins.assertLogContains("route 1.2.0 25\n", run);
        jenkins.assertLogContains("rollback 1.0.0\n", run);
    }

    @Test
    void commandsRunInTheWorkspaceOfTheAgent() throws Exception {
        jenkins.createOnlineSlave(Label.get("elsewhere"));
        WorkflowRun run = build(
                """
                node('elsewhere') {
                    %s
                    deployStaging artifact: 'dist/shop-1.0.0.txt', version: '1.0.0'
                    echo "by ${env.NODE_NAME}: ${readFile('calls')}"
                }
                """
                        .formatted(Shop.files("1s")));
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("deploy 1.0.0\n", run);
    }

    @Test
    void aVersionThatDoesNotPassIsTakenBackAndTheStepSaysWhy() throws Exception {
        WorkflowRun run = build(
                """
                node {
                    %s
                    promote version: '1.0.0'
                    try {
                        promote version: '1.1.0-bad'
                    } finally {
                        echo readFile('calls')
                    }
                }
                """
                        .formatted(Shop.files("1s")));
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains(
                "ERROR: promote of shop 1.1.0-bad in production was rolled back, 1.0.0 serves again:", run);
        jenkins.assertLogContains("the basket of 1.1.0-bad is broken", run);
        jenkins.assertLogContains("rollback 1.0.0\n", run);
        jenkins.assertLogNotContains("\tat io.jenkins.plugins", run);
    }

    @Test
    void aFileThatIsWrongIsToldWithItsLinesAndNothingIsTouched() throws Exception {
        WorkflowRun run = build("node {\n" + Shop.files("1s")
                + Shop.file(
                        "config/environment/staging.yaml",
                        "environment: staging\ndeployment:\n  targett: {}\n  strategy: { use: canary, canary: { steps: [50%, 20%] } }\n")
                + "deployStaging version: '1.0.0' }");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("config/environment/staging.yaml:3: deployment.targett", run);
        jenkins.assertLogContains("config/environment/staging.yaml:4: deployment.strategy.canary.steps", run);
        jenkins.assertLogNotContains("\tat ", run);
        assertFalse(Files.exists(home().resolve("deployment-workflow/shop/staging.jsonl")));
    }

    @Test
    void anEnvironmentThatIsNotThereIsToldWithThoseThatAre() throws Exception {
        WorkflowRun run = build("node {\n" + Shop.files("1s") + "prepareEnvironment 'stagin' }");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("did you mean staging", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void anArtifactMustBeExactlyOneFile() throws Exception {
        WorkflowRun run = build(
                "node {\n" + Shop.files("1s") + "deployStaging artifact: 'dist/*.jar', version: '1.0.0' }");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("artifact: expected exactly one file that matches 'dist/*.jar'", run);
    }

    @Test
    void anUnknownStrategyIsToldWithTheKnownOnes() throws Exception {
        WorkflowRun run = build("node {\n" + Shop.files("1s") + "promote version: '1.0.0', strategy: 'canarry' }");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("canarry", run);
        jenkins.assertLogContains("blue-green", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void anAbortBringsThePreviousVersionBackFirst() throws Exception {
        WorkflowJob job = job("node {\n" + Shop.files("10m") + "promote version: '1.0.0'\n"
                + "promote version: '1.1.0'\n }");
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("pause 10m", run);
        run.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("abort asked for by", run);
        jenkins.assertLogContains("aborted, 1.0.0 serves", run);
        jenkins.assertLogContains("rollback 1.0.0", run);
    }

    @Test
    void aBlockHasTheVariablesOfTheEnvironment() throws Exception {
        WorkflowRun run = build("node {\n" + Shop.files("1s")
                + "withDeploymentEnvironment('staging') { sh 'echo \"host $DATABASE_HOST of $DATABASE_POOL_SIZE\"' }\n"
                + "echo \"outside: ${env.DATABASE_HOST}\" }");
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("host db.example of 10", run);
        jenkins.assertLogContains("outside: null", run);
    }

    @Test
    void aSecretParameterIsInNoFileOfTheBuildNorOfTheLedger() throws Exception {
        String file = Shop.environment("staging", "1s")
                .replace("./shop.sh verify {{version}}", "./shop.sh leak ${DB_PASSWORD}")
                .replace("pool_size: 10", "password: \"${DB_PASSWORD}\"");
        WorkflowJob job = job("node {\n" + Shop.files("1s") + Shop.file("config/environment/staging.yaml", file)
                + "deployStaging version: '1.0.0'\n"
                + "withDeploymentEnvironment('staging') { sh 'echo \"inside: $DATABASE_PASSWORD\"' }\n }");
        job.addProperty(new ParametersDefinitionProperty(
                new PasswordParameterDefinition("DB_PASSWORD", Secret.fromString(Shop.SECRET), "")));
        WorkflowRun run = jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("the password is ****", run);
        jenkins.assertLogContains("inside: ****", run);
        assertEquals(List.of(), filesWith(run.getRootDir().toPath()));
        assertEquals(List.of(), filesWith(home().resolve("deployment-workflow")));
        assertTrue(Files.exists(home().resolve("deployment-workflow/shop/staging.jsonl")));
    }

    @Test
    void aSecondDeploymentToTheSameEnvironmentIsRefused() throws Exception {
        WorkflowJob job = job("node {\n" + Shop.files("10m") + "promote version: '1.0.0'\n"
                + "promote version: '1.1.0'\n }");
        WorkflowRun first = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("pause 10m", first);
        WorkflowJob other = jenkins.createProject(WorkflowJob.class);
        other.setDefinition(new CpsFlowDefinition(
                "node {\n" + Shop.files("1s") + "promote version: '1.2.0' }", true));
        WorkflowRun second = jenkins.waitForCompletion(other.scheduleBuild2(0).waitForStart());
        jenkins.assertBuildStatus(Result.FAILURE, second);
        jenkins.assertLogContains("production is locked", second);
        first.getExecutor().interrupt();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !first.isBuilding());
        jenkins.assertLogContains("aborted, 1.0.0 serves", first);
    }

    private WorkflowRun build(String pipeline) throws Exception {
        return jenkins.waitForCompletion(job(pipeline).scheduleBuild2(0).waitForStart());
    }

    private WorkflowJob job(String pipeline) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(pipeline, true));
        return job;
    }

    private Path home() {
        return jenkins.jenkins.getRootDir().toPath();
    }

    private static List<String> filesWith(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file))
                    .map(Path::toString)
                    .toList();
        }
    }

    private static boolean holds(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(Shop.SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
