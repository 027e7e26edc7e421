package io.jenkins.plugins.deploymentworkflow;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.FilePath;
import hudson.model.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.htmlunit.Page;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What is written to break something is refused, bounded, or shown as the text it is. */
@WithJenkins
class HostileInputJenkinsTest {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String IMAGE = "\"><img src=x onerror=alert(2)>";

    private JenkinsRule jenkins;
    private WorkflowJob job;
    private FilePath workspace;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createProject(WorkflowJob.class, "hostile");
        workspace = jenkins.jenkins.getWorkspaceFor(job);
    }

    @Test
    void aFileOfTenMegabytesIsRefusedWithItsLimit() throws Exception {
        file("environment: staging\n" + ("# " + "x".repeat(1022) + "\n").repeat(10_240));
        WorkflowRun run = run("prepareEnvironment 'staging'", Result.FAILURE);
        jenkins.assertLogContains("config/environment/staging.yaml: expected at most", run);
        assertTrue(run.getLogFile().length() < 20_000, "the log has it");
    }

    @Test
    void aFileThatGrowsWhenItIsReadIsRefused() throws Exception {
        StringBuilder bomb = new StringBuilder("environment: staging\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String above = "*a" + (i - 1);
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(String.join(", ", Stream.generate(() -> above).limit(10).toList())).append("]\n");
        }
        file(bomb.toString());
        WorkflowRun run = run("prepareEnvironment 'staging'", Result.FAILURE);
        jenkins.assertLogContains("config/environment/staging.yaml", run);
        file("!!javax.script.ScriptEngineManager [ !!java.net.URLClassLoader [[ !!java.net.URL ['http://127.0.0.1:1/'] ]] ]");
        jenkins.assertLogContains("config/environment/staging.yaml:1", run("prepareEnvironment 'staging'", Result.FAILURE));
        file("a: ".repeat(2) + "[".repeat(100_000));
        jenkins.assertLogContains("config/environment/staging.yaml", run("prepareEnvironment 'staging'", Result.FAILURE));
    }

    @Test
    void pathsThatClimbOutAreRefusedAndNothingIsReadOrWrittenThere() throws Exception {
        file(environment("echo hello"));
        Path outside = jenkins.jenkins.getRootDir().toPath().resolve("outside.yaml");
        Files.writeString(outside, "environment: outside\nprivate: s3cr3t-outside\n");
        for (String name : List.of("../../../../outside", "/etc/passwd", "..", "a/b", "a\\\\b", SCRIPT)) {
            WorkflowRun run = run("prepareEnvironment '" + name + "'", Result.FAILURE);
            jenkins.assertLogNotContains("s3cr3t-outside", run);
            jenkins.assertLogContains("ERROR: ", run);
        }
        WorkflowRun report = run("smokeTest environment: 'staging', junit: '../../outside.yaml'", Result.FAILURE);
        jenkins.assertLogContains("expected a file below the workspace", report);
        assertTrue(Files.readString(outside).contains("s3cr3t-outside"), "it was written to");
        run("deployStaging version: '../../1.0.0'", Result.FAILURE);
        file(environment("echo hello").replace("application: shop\n", ""));
        run("deployStaging version: '1.0.0', application: '../../x'", Result.FAILURE);
    }

    @Test
    void scriptsAreShownAsTheTextTheyAre() throws Exception {
        file(environment("echo '" + SCRIPT + "'; echo 'an \\\"onerror=alert(3)'"));
        String steps =
                """
                withEnv(['GIT_COMMIT=%1$s', 'BRANCH_NAME=%1$s%2$s']) {
                    deployStaging version: '1.0.0'
                    try { smokeTest environment: 'staging' } catch (e) { echo "${e}" }
                }
                """
                        .formatted(SCRIPT, IMAGE);
        job.setDescription(SCRIPT);
        job.setDisplayName("shop " + SCRIPT);
        WorkflowRun run = run(steps, Result.SUCCESS);
        JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false);
        String environment = "deployments/application/shop/environment/staging/";
        for (String address : List.of(
                run.getUrl(), run.getUrl() + "deployments/", run.getUrl() + "console", job.getUrl(), "deployments/",
                environment, job.getUrl() + "deployments/")) {
            Page page = client.goTo(address, null);
            String html = page.getWebResponse().getContentAsString();
            assertAll(
                    () -> assertEquals(200, page.getWebResponse().getStatusCode(), address),
                    () -> assertFalse(html.contains(SCRIPT), address + " has the script"),
                    () -> assertFalse(html.contains("<img src=x"), address + " has the image"));
        }
        String json = client.goTo(environment + "api/json?depth=9", "application/json")
                .getWebResponse()
                .getContentAsString();
        assertTrue(json.contains("alert(1)"), "JSON has what was written");
    }

    private static String environment(String smoke) {
        return """
               environment: staging
               application: shop
               deployment:
                 target: { script: { deploy: "echo deployed", verify: "echo verified", rollback: "echo back" } }
                 strategy: { use: rolling, rolling: { pause: 0s } }
                 smokeTests:
                   - { name: "%s", command: "%s; exit 1" }
               """
                .formatted(SCRIPT, smoke);
    }

    private void file(String text) throws Exception {
        workspace.child("config/environment/staging.yaml").write(text, "UTF-8");
    }

    private WorkflowRun run(String steps, Result result) throws Exception {
        job.setDefinition(new CpsFlowDefinition("node {\n" + steps + "\n}", true));
        return jenkins.assertBuildStatus(result, jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart()));
    }
}
