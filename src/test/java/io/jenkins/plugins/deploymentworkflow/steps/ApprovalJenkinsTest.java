package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.deploymentworkflow.global.Caller;
import io.jenkins.plugins.deploymentworkflow.operation.Asking;
import io.jenkins.plugins.deploymentworkflow.operation.Operations;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A promotion waits for one of the people and groups that the environment file names; Jenkins says who that is. */
@WithJenkins
class ApprovalJenkinsTest {
    private static final Duration BOUND = Duration.ofMinutes(2);

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
        JenkinsRule.DummySecurityRealm people = jenkins.createDummySecurityRealm();
        people.addGroups("bob", "release-managers");
        people.addGroups("mallory", "testers");
        jenkins.jenkins.setSecurityRealm(people);
    }

    @Test
    void aMemberOfTheGroupMayApproveAndOthersMayNot() throws Exception {
        WorkflowRun run = promote("1h");
        awaitHold();
        Refused refused = assertThrows(Refused.class, () -> approve("mallory"));
        assertTrue(
                refused.getMessage()
                        .contains("may be approved by anna, release-managers, found mallory (groups: authenticated,"
                                + " testers)"),
                refused.getMessage());
        assertTrue(run.isBuilding());
        assertFalse(JenkinsRule.getLog(run).contains("deploy 1.0.0"), "touched before it was approved");

        approve("bob");
        jenkins.waitForCompletion(run);
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("approved by bob: seen in staging", run);
    }

    @Test
    void withoutAnAnswerInTimeTheBuildFailsAndNothingWasTouched() throws Exception {
        WorkflowRun run = promote("1s");
        jenkins.waitForCompletion(run);
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("was refused: guards.approval: none of anna, release-managers approved 1.0.0", run);
        jenkins.assertLogContains("nothing was touched", run);
    }

    private WorkflowRun promote(String timeout) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        String guards = "  guards: { approval: { by: [anna, release-managers], timeout: " + timeout + " } }\n";
        job.setDefinition(new CpsFlowDefinition(
                "node {\n" + Shop.files("1s")
                        + Shop.file("config/environment/production.yaml", Shop.environment("production", "1s") + guards)
                        + "promote version: '1.0.0', artifact: 'dist/*.txt'\n}",
                true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static void awaitHold() {
        Awaitility.await("the promotion waits for approval").atMost(BOUND).until(() -> Operations.unfinished(
                        Ledgers.get().store().ledger("shop", "production"))
                .flatMap(RolloutState::approval)
                .isPresent());
    }

    private static void approve(String person) {
        try (ACLContext as = ACL.as(User.getById(person, true))) {
            Caller caller = Caller.current();
            new Asking(Ledgers.get().store())
                    .release("shop", "production", "", caller, "seen in staging", Instant.now());
        }
    }
}
