package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentworkflow.global.BoundVariable;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentWorkflowConfiguration;
import io.jenkins.plugins.deploymentworkflow.global.KnownEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Secrets reach the commands that need them, and nothing else: after everything that could print them has done so, none is
 * anywhere below the controller's home directory or in its log.
 */
@WithJenkins
class SecretsJenkinsTest {
    private static final String TEXT = "s3cr3t-text-of-the-db";
    private static final String PASSWORD = "s3cr3t-pw+of/the&user";
    private static final String LINE = "s3cr3t-second-line-of-the-file";
    private static final String OTHER = "s3cr3t-of-with-credentials";
    private static final List<String> SECRETS = List.of(TEXT, PASSWORD, LINE, OTHER);

    /** Prints all it has, in some forms, and fails when it is to. */
    private static final String SCRIPT =
            """
            #!/bin/sh
            echo "$1 with $DB_PASSWORD and $LOGIN_PSW and $OTHER"
            echo "$DB_PASSWORD" >&2
            echo "$KUBE"
            printf '%s' "$DB_PASSWORD" | base64
            test "$DB_PASSWORD" = "EXPECTED" && echo "it has what it needs"
            if [ "$1" = fail ]; then exit 3; fi
            """
                    .replace("EXPECTED", "$(printf 's3cr3t-%s' text-of-the-db)");

    private static final String ENVIRONMENT =
            """
            environment: staging
            application: shop
            database: { url: "jdbc:db?password=${DB_PASSWORD}", user: "${LOGIN_USR}" }
            deployment:
              target:
                script:
                  deploy: "./leak.sh DEPLOY \\"${DB_PASSWORD}\\" \\"${LOGIN_PSW}\\""
                  verify: "./leak.sh verify"
                  rollback: "./leak.sh rollback"
              strategy: { use: rolling, rolling: { pause: 0s } }
              smokeTests:
                - { name: "leak", command: "./leak.sh fail \\"${LOGIN_PSW}\\"" }
                - { name: "address", http: { url: "http://127.0.0.1:1/${LOGIN_PSW}/${DB_PASSWORD}", within: 1s } }
            """;

    private final LogRecorder log = new LogRecorder().record("", Level.INFO).capture(100_000);
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        List<Credentials> all = SystemCredentialsProvider.getInstance().getCredentials();
        all.add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "db", "", Secret.fromString(TEXT)));
        all.add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "other", "", Secret.fromString(OTHER)));
        all.add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "user", "", "deployer", PASSWORD));
        byte[] file = ("apiVersion: v1\n" + LINE + "\n").getBytes(StandardCharsets.UTF_8);
        all.add(new FileCredentialsImpl(
                CredentialsScope.GLOBAL, "kube", "", "kubeconfig", SecretBytes.fromRawBytes(file)));
        SystemCredentialsProvider.getInstance().save();
        KnownEnvironment staging = new KnownEnvironment("staging");
        staging.setVariables(List.of(
                new BoundVariable("DB_PASSWORD", "db"),
                new BoundVariable("LOGIN", "user"),
                new BoundVariable("KUBE", "kube")));
        DeploymentWorkflowConfiguration.get().setEnvironments(List.of(staging));
    }

    @Test
    void commandsExceptionsAndReportsLeaveNoSecretBehind() throws Exception {
        WorkflowRun run = start(
                """
                def prepared = prepareEnvironment 'staging'
                echo "prepared: ${prepared.variables}"
                withDeploymentEnvironment('staging') {
                    sh './leak.sh inside'
                    sh 'printenv'
                    echo "the url is ${env.DATABASE_URL} for ${env.LOGIN}"
                    semaphore 'inside'
                }
                withCredentials([string(credentialsId: 'other', variable: 'OTHER')]) {
                    deployStaging version: '1.0.0'
                    try { smokeTest environment: 'staging', junit: 'smoke.xml' } catch (e) { echo "tests: ${e}" }
                    echo readFile('smoke.xml')
                }
                withDeploymentEnvironment('staging') { sh './leak.sh fail' }
                """);
        SemaphoreStep.waitForStart("inside/1", run);
        assertEquals(List.of(), leaks(), "while the block is running");
        SemaphoreStep.success("inside/1", null);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("inside with **** and ****", run);
        jenkins.assertLogContains("it has what it needs", run);
        jenkins.assertLogContains("<testcase", run);
        jenkins.assertLogContains("succeeded", run);
        assertEquals(List.of(), leaks(), "after the end");
    }

    /** Pipeline itself keeps with the build what a script makes of its variables; the log at least is clean. */
    @Test
    void whatAScriptThrowsIsMaskedInTheLog() throws Exception {
        WorkflowRun run = start(
                "withDeploymentEnvironment('staging') { error \"cannot log in with ${env.DB_PASSWORD}\" }");
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("ERROR: cannot log in with ****", run);
        jenkins.assertLogNotContains(TEXT, run);
    }

    @Test
    void aCredentialThatIsNotToBeHadStopsBeforeAnythingIsTouched() throws Exception {
        KnownEnvironment staging = new KnownEnvironment("staging");
        staging.setVariables(List.of(new BoundVariable("DB_PASSWORD", "no-such")));
        DeploymentWorkflowConfiguration.get().setEnvironments(List.of(staging));
        WorkflowRun run = jenkins.waitForCompletion(start("deployStaging version: '1.0.0'"));
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains(
                "ERROR: Refused, and nothing was touched: staging: DB_PASSWORD is bound to the credential no-such, which"
                        + " deploy cannot see.",
                run);
        jenkins.assertLogNotContains("DEPLOY", run);
    }

    private WorkflowRun start(String steps) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
        job.setDefinition(new CpsFlowDefinition(
                "node {\n" + Shop.file("leak.sh", SCRIPT) + "sh 'chmod +x leak.sh'\n"
                        + Shop.file("config/environment/staging.yaml", ENVIRONMENT) + steps + "\n}",
                true));
        return job.scheduleBuild2(0).waitForStart();
    }

    /** Where a secret is, in any of the forms in which a command or a message prints it. */
    private List<String> leaks() throws IOException {
        File home = jenkins.jenkins.getRootDir();
        List<String> found = new ArrayList<>();
        Files.walkFileTree(home.toPath(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String held = text(file);
                // What a command writes into its workspace is its own affair.
                if (!file.startsWith(home.toPath().resolve("workspace"))) {
                    forms().filter(held::contains).forEach(form -> found.add(file + ": " + form));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException reason) {
                return FileVisitResult.CONTINUE;
            }
        });
        log.getMessages().forEach(line -> forms().filter(line::contains).forEach(form -> found.add("log: " + line)));
        assertTrue(Files.isDirectory(home.toPath().resolve("deployment-workflow")), "there is a ledger to look into");
        return found;
    }

    /** Of a file that Jenkins has just replaced: nothing. */
    private static String text(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static Stream<String> forms() {
        return SECRETS.stream()
                .flatMap(secret -> Stream.of(
                        secret,
                        Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8)),
                        secret.replace("&", "&amp;")));
    }
}
