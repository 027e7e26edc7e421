package io.jenkins.plugins.deploymentworkflow.steps;

import io.jenkins.plugins.deploymentworkflow.steps.journey.Journeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller that restarts goes on with the deployments that were under way. */
class RestartJenkinsTest {
    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    Path holds;

    @Test
    void whatWasUnderWayEndsAsIfNothingHadHappened() throws Throwable {
        sessions.then(jenkins -> Journeys.begin(jenkins, holds));
        sessions.then(jenkins -> Journeys.end(jenkins, holds));
    }

    static final String PROMOTIONS =
            """
            promote version: '1.0.0'
            def result = promote version: '1.1.0'
            echo "result: ${result.outcome} ${result.version} after ${result.previousVersion}"
            """;

    static WorkflowRun start(JenkinsRule jenkins, String steps) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("node {\n" + steps + "}", true));
        return job.scheduleBuild2(0).waitForStart();
    }

    static WorkflowRun last(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getLastBuild();
    }

    static List<String> calls(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class);
        Path calls = Path.of(jenkins.jenkins.getWorkspaceFor(job).getRemote(), "calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }
}
