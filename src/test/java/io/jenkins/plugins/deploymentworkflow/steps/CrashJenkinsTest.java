package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller that is killed in the middle of a canary goes on with it when it is started again. */
class CrashJenkinsTest {
    @RegisterExtension
    final RealJenkinsExtension controller = new RealJenkinsExtension().withTimeout(600);

    @Test
    void aCanaryEndsAsIfNothingHadHappened() throws Throwable {
        controller.startJenkins();
        controller.runRemotely(CrashJenkinsTest::beginCanary);
        controller.stopJenkinsForcibly();
        controller.startJenkins();
        controller.runRemotely(CrashJenkinsTest::seeItEnd);
    }

    private static void beginCanary(JenkinsRule jenkins) throws Throwable {
        WorkflowRun run = RestartJenkinsTest.start(jenkins, Shop.files("8s") + RestartJenkinsTest.PROMOTIONS);
        jenkins.waitForMessage("pause 8s", run);
    }

    private static void seeItEnd(JenkinsRule jenkins) throws Throwable {
        WorkflowRun run = RestartJenkinsTest.last(jenkins);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("result: succeeded 1.1.0 after 1.0.0", run);
        List<String> calls = RestartJenkinsTest.calls(jenkins);
        assertEquals(1, calls.stream().filter("deploy 1.1.0"::equals).count(), calls.toString());
        assertTrue(calls.contains("route 1.1.0 100"), calls.toString());
    }
}
