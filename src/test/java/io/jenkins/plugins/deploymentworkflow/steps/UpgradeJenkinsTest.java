package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.ui.DeploymentAction;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/**
 * What an earlier release had saved in the middle of a deployment is gone on with by this one. A directory of resources
 * is what a controller had saved; {@link UpgradeFixtureJenkinsTest} makes one with the sources as they are.
 */
@DisabledOnOs(OS.WINDOWS)
class UpgradeJenkinsTest {
    /** A directory of this run's own, whose name is as long as the one that was saved: so it can take its place. */
    private final Path workspaces = Path.of(
            "/tmp",
            UUID.randomUUID()
                    .toString()
                    .substring(0, UpgradeFixtureJenkinsTest.WORKSPACES.getFileName().toString().length()));

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @AfterEach
    void removeTheWorkspace() throws Exception {
        FileUtils.deleteDirectory(workspaces.toFile());
    }

    @Test
    void aCanaryOfRelease1GoesOn() throws Throwable {
        prepareWorkspace();
        prepareHome("aCanaryOfRelease1GoesOn");
        sessions.then(jenkins -> {
            WorkflowRun run = RestartJenkinsTest.last(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("gone on with by", run);
            jenkins.assertLogContains("result: succeeded 1.1.0 after 1.0.0", run);
            List<String> calls = Files.readAllLines(workspaces.resolve("shop/calls"));
            assertTrue(calls.contains("route 1.1.0 100"), calls.toString());
            assertEquals(0, calls.stream().filter("deploy 1.1.0"::equals).count(), calls.toString());
            assertEquals(
                    2, run.getAction(DeploymentAction.class).getDeployments().size());
        });
    }

    private void prepareWorkspace() throws Exception {
        Path workspace = Files.createDirectories(Files.createDirectory(workspaces).resolve("shop"));
        Path script = Files.writeString(workspace.resolve("shop.sh"), Shop.SCRIPT);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** With what was saved, but for the place of the workspace; the ledger is left alone, for it shows any change. */
    private void prepareHome(String saved) throws Exception {
        Path home = sessions.getHome().toPath();
        FileUtils.copyDirectory(
                new File(getClass().getResource("UpgradeJenkinsTest/" + saved).toURI()), home.toFile());
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !each.getFileName().toString().endsWith(".jsonl"))
                    .toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                Files.writeString(
                        file,
                        text.replace(UpgradeFixtureJenkinsTest.WORKSPACES.toString(), workspaces.toString()),
                        StandardCharsets.ISO_8859_1);
            }
        }
    }
}
