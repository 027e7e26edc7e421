package io.jenkins.plugins.deploymentworkflow.steps.release;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentPermissions;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Release notes of what runs in environments, for builds that may know of these. */
@WithJenkins
class EnvironmentNotesJenkinsTest {
    @TempDir
    Path temporary;

    private JenkinsRule jenkins;
    private TestRepository shop;
    private String first;
    private String second;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
        shop = TestRepository.init(temporary.resolve("shop"));
        first = shop.commit("feat: the first of all");
        shop.annotatedTag("v1.0.0");
        second = shop.commit("feat: another");
        shop.commit("fix: @everyone a small one");
    }

    private static void deployed(String application, String environment, String version, String commit, String job) {
        Ledger ledger = Ledgers.get().store().ledger(application, environment);
        String id = application + "-" + environment + "-" + version;
        ledger.append(
                new Event.Started(
                        id,
                        "promote",
                        application,
                        environment,
                        version,
                        "",
                        "rolling",
                        null,
                        new Event.Origin(
                                "alice", "jenkins", "http://localhost/jenkins/job/" + job + "/1/", commit, "", "."),
                        new Event.Configuration("production.yaml", "00", "", Map.of())),
                Instant.now());
        ledger.append(new Event.Ended(id, Event.Outcome.SUCCEEDED, "", version), Instant.now());
    }

    private WorkflowJob job(WorkflowJob job, String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition("""
                node {
                    sh '[ -d .git ] || git clone -q %s .'
                    %s
                }
                """.formatted(shop.directory(), script), true));
        return job;
    }

    private WorkflowJob job(String name, String script) throws Exception {
        return job(jenkins.createProject(WorkflowJob.class, name), script);
    }

    private static WorkflowRun built(WorkflowJob job, String user) throws Exception {
        return user.isEmpty()
                ? job.scheduleBuild2(0).get()
                : job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause(user)))
                        .get();
    }

    @Test
    void whatWouldGoToProductionNowIsTold() throws Exception {
        deployed("storefront", "production", "1.0.0", first, "shop");
        deployed("storefront", "staging", "1.1.0", second, "shop");
        deployed("other", "production", "7.0.0", "", "elsewhere");
        WorkflowRun run = built(job("shop", """
                        def go = releaseNotes(fromEnvironment: 'production', toEnvironment: 'staging')
                        echo "${go.direction} ${go.version} since ${go.fromEnvironment.version}: ${go.groups[0].entries*.description}"
                        def now = releaseNotes(fromEnvironment: 'production', version: '1.2.0')
                        echo "${now.commits} commits for ${now.version}, ${now.toEnvironment}, ${now.missing} lost"
                        def there = releaseNotes(toEnvironment: 'staging', application: 'storefront')
                        echo "there ${there.version}, ${there.commits} commits since ${there.previousVersion}"
                        releaseNotes(fromEnvironment: 'production', from: 'v1.0.0')
                        """), "");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("production has 1.0.0, staging has 1.1.0", run);
        jenkins.assertLogContains("ahead 1.1.0 since 1.0.0: [another]", run);
        jenkins.assertLogContains("production has 1.0.0, and what is checked out comes after it", run);
        jenkins.assertLogContains("2 commits for 1.2.0, null, 0 lost", run);
        jenkins.assertLogContains("there 1.1.0, 1 commits since 1.0.0", run);
        jenkins.assertLogContains("ERROR: from and fromEnvironment both say what changes count from", run);
        jenkins.assertLogNotContains("\tat io.jenkins.plugins", run);
    }

    @Test
    void severalApplicationsAreAskedApart() throws Exception {
        deployed("storefront", "production", "1.0.0", first, "a");
        deployed("basket", "production", "1.0.0", first, "b");
        WorkflowRun run = built(job("notes", "releaseNotes(fromEnvironment: 'production')"), "");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("ERROR: Nothing that this build may know of has been deployed to production", run);
        job("a", "echo 'a'");
        job("b", "echo 'b'");
        WorkflowRun both = built(jenkins.jenkins.getItemByFullName("notes", WorkflowJob.class), "");
        jenkins.assertBuildStatus(Result.FAILURE, both);
        jenkins.assertLogContains("ERROR: Several applications are deployed to production: basket, storefront", both);
    }

    @Test
    void aBuildKnowsOfItsOwnOfItsFolderAndOfWhatItsStarterMayView() throws Exception {
        MockFolder folder = jenkins.createFolder("team");
        WorkflowJob beside =
                job(folder.createProject(WorkflowJob.class, "notes"), "releaseNotes(fromEnvironment: 'production')");
        folder.createProject(WorkflowJob.class, "deploy");
        WorkflowJob elsewhere = job("elsewhere", "releaseNotes(fromEnvironment: 'production')");
        deployed("storefront", "production", "1.0.0", first, "team/job/deploy");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("builder", "viewer")
                .grant(Item.READ, Item.BUILD)
                .onItems(elsewhere)
                .to("builder", "viewer")
                .grant(Item.READ, DeploymentPermissions.VIEW)
                .onFolders(folder)
                .to("viewer"));
        User.getById("builder", true);
        User.getById("viewer", true);

        jenkins.assertBuildStatusSuccess(built(beside, ""));
        jenkins.assertBuildStatusSuccess(built(elsewhere, "viewer"));
        for (String user : new String[] {"builder", "", "nobody-knows"}) {
            WorkflowRun run = built(elsewhere, user);
            jenkins.assertBuildStatus(Result.FAILURE, run);
            jenkins.assertLogContains(
                    "ERROR: Nothing that this build may know of has been deployed to production", run);
            jenkins.assertLogNotContains("1.0.0", run);
        }
    }
}
