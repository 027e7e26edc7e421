package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.ui.DeploymentAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.hudson.test.recipes.LocalData;

/**
 * What an earlier release had saved in the middle of a deployment is gone on with by this one. A directory of resources
 * is what a controller had saved; {@link UpgradeFixtureJenkinsTest} makes one with the sources as they are.
 */
@WithJenkins
@DisabledOnOs(OS.WINDOWS)
class UpgradeJenkinsTest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void theWorkspaceIsWhereItWas() throws Exception {
        Path workspace = UpgradeFixtureJenkinsTest.WORKSPACES.resolve("shop");
        Files.createDirectories(workspace);
        Path script = Files.writeString(workspace.resolve("shop.sh"), Shop.SCRIPT);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.deleteIfExists(workspace.resolve("calls"));
    }

    @AfterEach
    void removeTheWorkspace() throws Exception {
        FileUtils.deleteDirectory(UpgradeFixtureJenkinsTest.WORKSPACES.toFile());
    }

    @Test
    @LocalData
    void aCanaryOfRelease1GoesOn() throws Exception {
        WorkflowRun run = RestartJenkinsTest.last(jenkins);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("gone on with by", run);
        jenkins.assertLogContains("result: succeeded 1.1.0 after 1.0.0", run);
        List<String> calls = Files.readAllLines(UpgradeFixtureJenkinsTest.WORKSPACES.resolve("shop/calls"));
        assertTrue(calls.contains("route 1.1.0 100"), calls.toString());
        assertEquals(0, calls.stream().filter("deploy 1.1.0"::equals).count(), calls.toString());
        assertEquals(2, run.getAction(DeploymentAction.class).getDeployments().size());
    }
}
