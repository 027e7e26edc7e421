package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Computer;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentPermissions;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.operation.Aftercare;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayAction;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who may have a build do what; the shop's script would leave {@code calls}, and the ledger an entry, if it were done. */
@WithJenkins
class StepPermissionsJenkinsTest {
    private static final String PROMOTE = "promote version: '1.0.0', strategy: rolling(pause: '0s')";
    private static final String STAGE = "deployStaging version: '1.0.0', strategy: rolling(pause: '0s')";

    private JenkinsRule jenkins;
    private WorkflowJob job;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER).everywhere().to("admin")
                .grant(Jenkins.READ, Item.READ, Item.BUILD, Computer.BUILD, ReplayAction.REPLAY).everywhere().to("dev")
                .grant(Jenkins.READ, Item.READ, Item.BUILD, DeploymentPermissions.PROMOTE).everywhere().to("lead")
                .grant(Jenkins.READ, Item.READ, Item.BUILD, DeploymentPermissions.PROMOTE, DeploymentPermissions.OVERRIDE)
                .everywhere().to("boss")
                .grant(Jenkins.READ, Item.READ).everywhere().to("reader"));
        job = jenkins.createProject(WorkflowJob.class, "release");
    }

    @Test
    void whoMayBuildDeploysToStagingAndMayNotPromote() throws Exception {
        WorkflowRun staged = build(STAGE, by("dev"));
        jenkins.assertBuildStatusSuccess(staged);

        WorkflowRun refused = build(PROMOTE, by("dev"));
        assertRefused(refused, "dev has no permission Deployments/Promote on the job release.");
        jenkins.assertLogContains("can grant it", refused);
        jenkins.assertLogNotContains("\tat ", refused);
    }

    @Test
    void whoWasGrantedPromotePromotesAndGoesBack() throws Exception {
        jenkins.assertBuildStatusSuccess(
                build(PROMOTE + "\npromote version: '1.1.0'\nrollback toVersion: '1.0.0'", by("lead")));
    }

    @Test
    void goingBackPreparingAndTestingAskToo() throws Exception {
        assertRefused(build("rollback()", by("dev")), "dev has no permission Deployments/Rollback");
        assertRefused(build("prepareEnvironment 'staging'", by("reader")), "reader has no permission Deployments/Deploy");
        assertRefused(
                build("withDeploymentEnvironment('staging') { sh 'touch calls' }", by("reader")),
                "reader has no permission Deployments/Deploy");
        assertRefused(build("smokeTest environment: 'staging'", by("reader")), "reader has no permission");
    }

    @Test
    void whatNobodyStartedIsAskedOfTheIdentityOfTheBuild() throws Exception {
        jenkins.assertBuildStatusSuccess(build(PROMOTE, new Cause.RemoteCause("198.51.100.7", "a push")));

        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate("release", User.getById("dev", true).impersonate2()));
        WorkflowRun refused = build(PROMOTE, new Cause.RemoteCause("198.51.100.7", "a push"));
        jenkins.assertBuildStatus(Result.FAILURE, refused);
        jenkins.assertLogContains("dev has no permission Deployments/Promote on the job release.", refused);
    }

    @Test
    void aReplayIsAskedOfWhoReplays() throws Exception {
        WorkflowRun first = build("echo 'nothing'", by("admin"));
        WorkflowRun replayed;
        try (ACLContext ignored = ACL.as(User.getById("dev", true))) {
            replayed = (WorkflowRun) first.getAction(ReplayAction.class)
                    .run2(script(PROMOTE), Map.of())
                    .getFuture()
                    .get();
        }
        assertRefused(jenkins.waitForCompletion(replayed), "dev has no permission Deployments/Promote");
    }

    @Test
    void aBuildThatAnotherOneStartedIsAskedOfWhoStartedThatOne() throws Exception {
        WorkflowJob upstream = jenkins.createProject(WorkflowJob.class, "upstream");
        upstream.setDefinition(new CpsFlowDefinition("echo 'go'", true));
        WorkflowRun above = upstream.scheduleBuild2(0, new CauseAction(by("dev"))).get();
        WorkflowRun between = upstream.scheduleBuild2(0, new CauseAction(new Cause.UpstreamCause(above)))
                .get();
        assertRefused(build(PROMOTE, new Cause.UpstreamCause(between)), "dev has no permission Deployments/Promote");
    }

    @Test
    void everybodyWhoStartedItMustHaveThePermission() throws Exception {
        assertRefused(build(PROMOTE, by("lead"), by("dev")), "dev has no permission Deployments/Promote");
    }

    @Test
    void whoIsNotKnownAnyMoreMayNothing() throws Exception {
        assertRefused(build(PROMOTE, by("ghost")), "ghost, who started release #1, is not known to Jenkins any more");
        assertRefused(build(PROMOTE, by(null)), "anonymous has no permission Deployments/Promote");
    }

    @Test
    void whatTheControllerStartsInItsOwnNameIsAskedOfTheIdentityOfTheBuild() throws Exception {
        jenkins.assertBuildStatusSuccess(build(PROMOTE, by("SYSTEM")));
        WorkflowRun both = build("rollback()", by("SYSTEM"), by("dev"));
        jenkins.assertBuildStatus(Result.FAILURE, both);
        jenkins.assertLogContains("dev has no permission Deployments/Rollback", both);
    }

    @Test
    void guardsAreOverriddenByAPersonWhoMayAndThatIsRecorded() throws Exception {
        String frozen = Shop.file(
                "config/environment/production.yaml",
                Shop.environment("production", "1s")
                        + "  guards: { freezes: [ { from: '2000-01-01', to: '9999-01-01' } ], requireStaging: true }\n"
                                .replace("'", "\""));
        String overriding = frozen + PROMOTE + ", override: 'a security fix'";
        assertRefused(build(overriding, by("lead")), "lead has no permission Deployments/Override on the job release.");
        assertRefused(
                build(overriding, new Cause.RemoteCause("198.51.100.7", "a push")),
                "it takes a person to override guards, and nobody started release #2.");

        WorkflowRun refused = build(frozen + PROMOTE, by("boss"));
        jenkins.assertBuildStatus(Result.FAILURE, refused);
        jenkins.assertLogContains(
                "was refused: guards.freezes: frozen from 2000-01-01T00:00 to 9999-01-01T00:00 UTC", refused);
        jenkins.assertLogContains("and guards.requireStaging: 1.0.0 has not passed staging", refused);
        assertFalse(jenkins.jenkins.getWorkspaceFor(job).child("calls").exists(), "a command ran");

        WorkflowRun overridden = jenkins.assertBuildStatusSuccess(build(overriding, by("boss")));
        jenkins.assertLogContains("guards overridden by boss: a security fix (guards.freezes: frozen", overridden);
        Event.Started last = Aftercare.lastDeployment(Ledgers.get().store().index("shop", "production"))
                .orElseThrow();
        assertEquals("boss", last.override().by());
        assertEquals("a security fix", last.override().reason());
        assertEquals(2, last.override().guards().size());
    }

    @Test
    void whereNothingIsSecuredAnybodyMay() throws Exception {
        jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        jenkins.assertBuildStatusSuccess(build(PROMOTE, by("ghost")));
    }

    private static Cause by(String user) {
        return new Cause.UserIdCause(user);
    }

    private static String script(String steps) {
        return "node {\ndeleteDir()\n" + Shop.files("1s") + steps + "\n}";
    }

    private WorkflowRun build(String steps, Cause... causes) throws Exception {
        for (String known : new String[] {"admin", "boss", "dev", "lead", "reader"}) {
            User.getById(known, true);
        }
        job.setDefinition(new CpsFlowDefinition(script(steps), true));
        return jenkins.waitForCompletion(
                job.scheduleBuild2(0, new CauseAction(causes)).waitForStart());
    }

    private void assertRefused(WorkflowRun run, String message) throws Exception {
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("ERROR: Refused, and nothing was touched: " + message, run);
        assertFalse(jenkins.jenkins.getWorkspaceFor(job).child("calls").exists(), "a command ran");
        assertTrue(
                Ledgers.get().store().environments().stream().noneMatch(key -> key.environment().equals("production")),
                "the ledger has an entry");
    }
}
