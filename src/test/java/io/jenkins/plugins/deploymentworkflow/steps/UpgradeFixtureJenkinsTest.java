package io.jenkins.plugins.deploymentworkflow.steps;

import java.io.File;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/**
 * Makes what {@link UpgradeJenkinsTest} reads, when a release is made: {@code mvn test -Dtest=UpgradeFixtureJenkinsTest
 * -Dupgrade.fixture=DIRECTORY} leaves in the directory what a controller saves in the middle of a canary. A Pipeline
 * saves its controller's environment too: run it in a bare one.
 */
@EnabledIfSystemProperty(named = "upgrade.fixture", matches = ".+")
class UpgradeFixtureJenkinsTest {
    /** Where the built-in node has its workspaces: the same wherever the test runs, for its path is among the saved. */
    static final Path WORKSPACES = Path.of("/tmp/deployment-workflow-upgrade");

    private static final String WORKSPACES_PROPERTY = "jenkins.model.Jenkins.workspacesDir";

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void aCanaryInItsFirstPause() throws Throwable {
        System.setProperty(WORKSPACES_PROPERTY, WORKSPACES + "/${ITEM_FULL_NAME}");
        try {
            sessions.then(jenkins -> {
                WorkflowRun run = RestartJenkinsTest.start(jenkins, Shop.files("6s") + RestartJenkinsTest.PROMOTIONS);
                jenkins.waitForMessage("pause 6s", run);
            });
        } finally {
            System.clearProperty(WORKSPACES_PROPERTY);
            FileUtils.deleteDirectory(WORKSPACES.toFile());
        }
        File home = sessions.getHome();
        File fixture = new File(System.getProperty("upgrade.fixture"));
        for (String saved : new String[] {
            "jobs", "deployment-workflow", "org.jenkinsci.plugins.workflow.flow.FlowExecutionList.xml"
        }) {
            File from = new File(home, saved);
            if (from.isDirectory()) {
                FileUtils.copyDirectory(from, new File(fixture, saved), file -> !isPassing(file.getName()));
            } else {
                FileUtils.copyFileToDirectory(from, fixture);
            }
        }
    }

    /** Of the process that is gone, or made again from the rest. */
    private static boolean isPassing(String name) {
        return name.endsWith(".lease") || name.endsWith(".lock") || name.contains(".index");
    }
}
