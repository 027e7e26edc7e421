package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.model.BooleanParameterDefinition;
import hudson.model.BooleanParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The example application goes to staging and production of a real local fleet, by its own Jenkinsfile. */
@WithJenkins
class StorefrontJenkinsTest {
    private static final Path EXAMPLE = Path.of("docs/examples/storefront");
    @TempDir
    Path directory;

    private LocalFleets fleets;
    private Shoppers shoppers;
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        assumeTrue(LocalFleets.available(), "the tool is not built; bin/deployment-workflow builds it");
        jenkins = rule;
        fleets = new LocalFleets(directory);
        int production = fleets.start();
        EnvironmentVariablesNodeProperty ports = new EnvironmentVariablesNodeProperty();
        ports.getEnvVars().put("STOREFRONT_PORT", String.valueOf(production));
        ports.getEnvVars().put("STOREFRONT_STAGING_PORT", String.valueOf(fleets.start()));
        jenkins.jenkins.getGlobalNodeProperties().add(ports);
        // Enough that a twentieth of them is what the gates ask for within a step.
        shoppers = new Shoppers(production, 6);
    }

    @AfterEach
    void stop() throws Exception {
        if (fleets != null) {
            shoppers.close();
            fleets.close();
        }
    }

    @Test
    void itsJenkinsfileTakesItToProductionAndABadVersionIsTakenBack() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "storefront");
        copyExample(Path.of(jenkins.jenkins.getWorkspaceFor(job).getRemote()));
        job.setDefinition(new CpsFlowDefinition(Files.readString(EXAMPLE.resolve("Jenkinsfile")), true));
        // As a build without parameters would have left them, for it is the first build that defines them.
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("VERSION", "1.0.0"),
                new StringParameterDefinition("STRATEGY", "blue-green"),
                new BooleanParameterDefinition("PROMOTE", false, ""),
                new BooleanParameterDefinition("ROLLBACK", false, "")));
        jenkins.assertBuildStatusSuccess(run(job, "1.0.0", "blue-green"));
        int failedBefore = shoppers.failed();
        int servedBefore = shoppers.served();
        WorkflowRun canary = run(job, "1.1.0", "canary");
        jenkins.assertBuildStatusSuccess(canary);
        jenkins.assertLogContains("promote storefront 1.1.0 in production, canary, from 1.0.0", canary);
        int served = shoppers.served() - servedBefore;
        assertTrue(served > 100, "served meanwhile: " + served);
        assertEquals(failedBefore, shoppers.failed(), "no shopper may notice");

        job.setDefinition(new CpsFlowDefinition(
                """
                node {
                    sh "./build.sh 1.2.0 --fault 'errors=60%'"
                    promote version: '1.2.0', artifact: 'dist/storefront-1.2.0.jar',
                        strategy: canary(steps: '25%,100%', interval: '10s')
                }
                """,
                true));
        WorkflowRun bad = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("was rolled back, 1.1.0 serves again", bad);
        assertTrue(
                JenkinsRule.getLog(bad)
                        .matches("(?s).*ERROR: promote of storefront 1\\.2\\.0 in production was rolled back[^\\n]*"
                                + "gate traffic\\.errorRate on 1\\.2\\.0 failed: found [0-9.]+% \\([^)]*5%\\) from"
                                + " [0-9]+ samples in [^\\n]*rule: .*"),
                JenkinsRule.getLog(bad));
    }

    private WorkflowRun run(WorkflowJob job, String version, String strategy) throws Exception {
        ParametersAction parameters = new ParametersAction(List.of(
                new StringParameterValue("VERSION", version),
                new StringParameterValue("STRATEGY", strategy),
                new BooleanParameterValue("PROMOTE", true),
                new BooleanParameterValue("ROLLBACK", false)));
        WorkflowRun run = job.scheduleBuild2(0, parameters).waitForStart();
        return jenkins.waitForCompletion(run);
    }

    private static void copyExample(Path workspace) throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.toList()) {
                Path to = workspace.resolve(EXAMPLE.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
