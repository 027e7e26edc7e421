package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.model.Result;
import hudson.tasks.Shell;
import io.jenkins.plugins.deploymentworkflow.freestyle.DeployStagingBuilder;
import io.jenkins.plugins.deploymentworkflow.freestyle.PromoteBuilder;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** {@code version: 'auto'} on the repository of a workspace, whose head is detached as Jenkins leaves it. */
class AutoVersionJenkinsTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    /** 1.4.0 is on main, develop a feature ahead. */
    private static final String REPOSITORY = """
            set -e
            export GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@example.org GIT_COMMITTER_NAME=Ada GIT_COMMITTER_EMAIL=ada@example.org
            git init -q -b main .
            git add shop.sh config
            git commit -q -m 'feat: open the shop'
            git tag v1.4.0
            git checkout -q -b develop
            git commit -q --allow-empty -m 'feat: sell tea'
            git checkout -q --detach
            """;

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    Path holds;

    @Test
    void aPipelineOnAnAgentStagesWhatIsThereAndPromotesTheRelease() throws Throwable {
        sessions.then(jenkins -> {
            jenkins.createOnlineSlave(Label.get("elsewhere"));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
            job.setDefinition(new CpsFlowDefinition(
                    "node('elsewhere') {\n" + Shop.files("1s") + "sh '''" + REPOSITORY + "'''\n" + """
                            def commit = sh(script: 'git rev-parse HEAD', returnStdout: true).trim().take(10)
                            def staged = withEnv(['GIT_BRANCH=origin/$(touch pwned)', 'BRANCH_NAME=--foo']) { deployStaging version: 'auto' }
                            echo "staged ${staged.version == '1.5.0-dev.1.g' + commit}"
                            try { promote version: 'auto' } catch (e) { echo "refused: ${e.message}" }
                            sh 'git tag v1.5.0'
                            try { promote version: 'auto' } catch (e) { echo "refused: ${e.message}" }
                            sh 'git branch -f main HEAD && rm -rf pwned.none && test ! -e pwned'
                            def promoted = promote 'auto'
                            echo "promoted ${promoted.version}"
                            sh 'rm -rf .git'
                            try { deployStaging version: 'auto' } catch (e) { echo "not found: ${e.message}" }
                            """ + "}", true));
            WorkflowRun run = jenkins.buildAndAssertSuccess(job);
            jenkins.assertLogContains("no tag of a version is at the commit", run);
            jenkins.assertLogContains("it is on develop; BRANCH_NAME says --foo, but no such branch has it here", run);
            jenkins.assertLogContains("staged true", run);
            jenkins.assertLogContains("was refused: branch rule prereleases-are-not-on-main: 1.5.0-dev.1.g", run);
            jenkins.assertLogContains(
                    "refused: promote of shop 1.5.0 in production was refused: branch rule tags-are-on-main: the tag"
                            + " v1.5.0 of a release is not on main",
                    run);
            jenkins.assertLogContains("is tagged v1.5.0", run);
            jenkins.assertLogContains("promoted 1.5.0", run);
            jenkins.assertLogContains("not found: version: auto: ", run);
        });
    }

    @Test
    void afterARestartTheVersionIsTheOneThatWasBegunWhateverIsThereByThen() throws Throwable {
        Files.createFile(holds.resolve("deploy"));
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
            job.setDefinition(new CpsFlowDefinition(
                    "node {\n" + Shop.files("1s")
                            + Shop.file(
                                    "config/environment/production.yaml",
                                    Shop.held(Shop.environment("production", "1s"), "1.4.0", holds))
                            + "sh '''" + REPOSITORY + "git checkout -q main\n'''\n"
                            + "def result = promote version: 'auto'\n"
                            + "echo \"result: ${result.outcome} ${result.version}\"\n}",
                    true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            Path calls = Path.of(jenkins.jenkins.getWorkspaceFor(job).getRemote(), "calls");
            Awaitility.await().atMost(LONG).until(() -> {
                assertTrue(run.isBuilding() || run.getResult() == null, "it ended before it deployed");
                return Files.exists(calls) && Files.readString(calls).contains("deploy 1.4.0");
            });
        });
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class);
            Git git = Git.in(Path.of(jenkins.jenkins.getWorkspaceFor(job).getRemote()))
                    .with(TestRepository.ALONE);
            git.ask("commit", "-q", "--allow-empty", "-m", "Merge branch 'release/v1.5.0'");
            git.ask("tag", "v1.5.0");
            Files.delete(holds.resolve("deploy"));
            WorkflowRun run = jenkins.waitForCompletion(job.getLastBuild());
            jenkins.assertBuildStatusSuccess(run);
            jenkins.assertLogContains("result: succeeded 1.4.0", run);
            String log = JenkinsRule.getLog(run);
            assertEquals(2, log.split("version 1\\.4\\.0: the commit", -1).length, log);
        });
    }

    @Test
    void aFreestyleJobDoesTheSame() throws Throwable {
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.createFreeStyleProject("shop");
            job.getBuildersList()
                    .add(new Shell(Shop.shell("1s") + REPOSITORY
                            + "echo built > dist/shop-1.5.0-dev.1.g$(git rev-parse HEAD | cut -c1-10).txt\n"));
            DeployStagingStep stage = new DeployStagingStep("auto");
            stage.setArtifact("dist/shop-{{version}}.txt");
            job.getBuildersList().add(new DeployStagingBuilder(stage));
            job.getBuildersList().add(new PromoteBuilder(new PromoteStep("auto")));
            FreeStyleBuild build = jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
            jenkins.assertLogContains("stage shop 1.5.0-dev.1.g", build);
            jenkins.assertLogContains("was refused: branch rule prereleases-are-not-on-main: 1.5.0-dev.1.g", build);
        });
    }
}
