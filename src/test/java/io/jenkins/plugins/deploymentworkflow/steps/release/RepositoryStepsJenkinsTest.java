package io.jenkins.plugins.deploymentworkflow.steps.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.FilePath;
import hudson.model.Item;
import hudson.model.Label;
import hudson.model.Result;
import hudson.model.User;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.GitServer;
import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.htmlunit.html.HtmlPage;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Versions and releases as steps, on the repository of a workspace with a remote. */
@WithJenkins
class RepositoryStepsJenkinsTest {
    /** What a shell, an address and a mask could stumble over. */
    private static final String PASSWORD = "cor'rect \"horse$ 41";

    @TempDir
    Path temporary;

    private JenkinsRule jenkins;
    private TestRepository remote;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
        TestRepository first = TestRepository.init(temporary.resolve("first"));
        first.write("VERSION", "1.0.0\n").commit("VERSION-of", "chore: begin");
        first.git("add", "VERSION");
        first.commit("feat: the first of all");
        first.annotatedTag("v1.0.0");
        first.branch("develop");
        first.commit("fix: a small one");
        first.commit("feat(basket): a <script>alert(1)</script> feature");
        remote = TestRepository.bare(temporary.resolve("remotes/shop.git"));
        remote.git("config", "http.receivepack", "true");
        first.git("push", "-q", remote.directory().toString(), "main", "develop", "v1.0.0");
    }

    private WorkflowRun build(String script) throws Exception {
        return job(script).scheduleBuild2(0).get();
    }

    private WorkflowJob job(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private String cloned(String from, String rest) {
        return """
                node {
                    withEnv(['GIT_AUTHOR_NAME=Ada', 'GIT_AUTHOR_EMAIL=ada@example.org', 'GIT_COMMITTER_NAME=Ada', 'GIT_COMMITTER_EMAIL=ada@example.org']) {
                        sh 'git clone -q %s . && git checkout -q develop'
                        %s
                    }
                }
                """.formatted(from, rest);
    }

    @Test
    void theNextVersionComesWithItsReasons() throws Exception {
        WorkflowRun run = build(cloned(remote.directory().toString(), """
                def version = nextVersion()
                echo "from ${version.current} by ${version.bump} to ${version.next}, ${version.tag}"
                echo "because of ${version.because[0].reason}: ${version.because*.bump}"
                echo "rc ${nextVersion(prerelease: 'rc').next}"
                sh 'git tag shop-3.0.0 v1.0.0'
                writeFile file: 'config/release.yaml', text: 'tags: { prefix: shop- }'
                echo "configured ${nextVersion().tag}, given ${nextVersion(prefix: 'v').tag}"
                """));
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("next version: 1.0.0 -> 1.1.0 (minor)", run);
        jenkins.assertLogContains("from 1.0.0 by minor to 1.1.0, v1.1.0", run);
        jenkins.assertLogContains("because of feature: [minor, patch]", run);
        jenkins.assertLogContains("rc 1.1.0-rc.1", run);
        jenkins.assertLogContains("configured shop-3.1.0, given v1.1.0", run);
    }

    /** What anybody may commit is on the build's page as text, and nothing in it is done. */
    @Test
    void hostileMessagesAreTextInTheLogAndOnItsPage() throws Exception {
        String note = "\u001b[8mha:AAAAAAAA\u001b[0m";
        TestRepository hostile = remote.cloned(temporary.resolve("hostile"), "--branch", "develop");
        hostile.commit("feat: " + note + "\u202e<img src=x onerror=alert(1)> $(touch pwned) `touch pwned`\rFinished: it");
        hostile.commit("--upload-pack=touch pwned");
        hostile.git("push", "-q", "origin", "develop");
        WorkflowRun run = build(cloned(
                remote.directory().toString(),
                """
                nextVersion()
                releaseNotes(file: 'notes.md')
                startRelease()
                finishRelease()
                if (fileExists('pwned')) { error 'a message was done' }
                """));
        jenkins.assertBuildStatusSuccess(run);
        String told = "feat: ?[8mha:AAAAAAAA?[0m?<img src=x onerror=alert(1)> $(touch pwned) `touch pwned` (feature)";
        jenkins.assertLogContains(told, run);
        jenkins.assertLogContains("--upload-pack=touch pwned", run);
        HtmlPage page = jenkins.createWebClient().getPage(run, "console");
        assertTrue(page.asNormalizedText().contains(told), "as text");
        assertEquals(List.of(), page.getByXPath("//img[@onerror]"));
    }

    @Test
    void aReleaseIsBegunAndFinishedOnAnAgentAndSoIsAHotfix() throws Exception {
        jenkins.createOnlineSlave(Label.get("elsewhere"));
        WorkflowRun run = build(cloned(remote.directory().toString(), """
                        def begun = startRelease()
                        echo "begun ${begun.branch} ${begun.version}"
                        def finished = finishRelease()
                        echo "finished ${finished.tag} on ${finished.merged}, pushed ${finished.pushed}"
                        sh 'git checkout -q main'
                        startHotfix(version: '1.1.1')
                        echo "hotfix ${finishHotfix(version: '1.1.1').tag}"
                        """).replace("node {", "node('elsewhere') {"));
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("begun release/v1.1.0 1.1.0", run);
        jenkins.assertLogContains("finished v1.1.0 on [main, develop], pushed true", run);
        jenkins.assertLogContains("hotfix v1.1.1", run);
        assertEquals(List.of("refs/tags/v1.0.0", "refs/tags/v1.1.0", "refs/tags/v1.1.1"), refs("refs/tags/"));
        assertEquals(List.of("refs/heads/develop", "refs/heads/main"), refs("refs/heads/"));
        assertEquals("1.1.1", remote.git("show", "main:VERSION"));
    }

    @Test
    void waitingForPullRequestsFailsNoBuild() throws Exception {
        TestRepository first = remote.cloned(temporary.resolve("host"), "--branch", "develop");
        first.write("config/release.yaml", "pullRequests: true\n").git("add", "config");
        first.git("commit", "-q", "-m", "chore: go by pull requests");
        first.git("push", "-q", "origin", "develop");
        String finish =
                """
                def result = %s
                echo "${result.outcome} ${result.tag} on ${result.merged}, to do ${result.todo.size()}"
                """;
        WorkflowRun proposed =
                build(cloned(remote.directory().toString(), "startRelease()\n" + finish.formatted("finishRelease()")));
        jenkins.assertBuildStatusSuccess(proposed);
        jenkins.assertLogContains("open a pull request from release/v1.1.0 to main", proposed);
        jenkins.assertLogContains("waiting v1.1.0 on [], to do 2", proposed);
        assertEquals(List.of("refs/tags/v1.0.0"), refs("refs/tags/"));
        pushed(first, "release/v1.1.0", "main");
        WorkflowRun tagged = build(cloned(remote.directory().toString(), finish.formatted("finishRelease()")));
        jenkins.assertBuildStatusSuccess(tagged);
        jenkins.assertLogContains("waiting v1.1.0 on [main], to do 2", tagged);
        pushed(first, "merge/v1.1.0-to-develop", "develop");
        WorkflowRun finished = build(cloned(remote.directory().toString(), finish.formatted("finishRelease()")));
        jenkins.assertBuildStatusSuccess(finished);
        jenkins.assertLogContains("finished v1.1.0 on [main, develop], to do 0", finished);
        assertEquals(List.of("refs/heads/develop", "refs/heads/main"), refs("refs/heads/"));
    }

    /** As a host does that moves a branch forward. */
    private static void pushed(TestRepository host, String from, String to) {
        host.git("fetch", "-q");
        host.git("push", "-q", "origin", "origin/" + from + ":refs/heads/" + to);
    }

    @Test
    void releaseNotesAreWrittenAndGiven() throws Exception {
        WorkflowRun run = build(cloned(remote.directory().toString(), """
                def notes = releaseNotes(version: '1.1.0', file: 'build/notes.md', changelog: 'CHANGELOG.md')
                echo "${notes.commits} commits since ${notes.previousVersion}, first ${notes.groups[0].title}"
                echo "same ${notes.markdown == readFile('build/notes.md')}, ${readFile('CHANGELOG.md').contains('1.1.0 - ')}"
                echo "escaped ${!notes.slack.contains('<script>') && !notes.markdown.contains('<script>')}"
                releaseNotes(file: '../outside.md')
                """));
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("release notes: 1.1.0, 2 commits", run);
        jenkins.assertLogContains("2 commits since 1.0.0, first Features", run);
        jenkins.assertLogContains("same true, true", run);
        jenkins.assertLogContains("escaped true", run);
        jenkins.assertLogContains("ERROR: expected a file below the directory of the step, found '../outside.md'", run);
    }

    @Test
    void aPasswordOpensTheRemoteAndIsFoundNowhere() throws Exception {
        keep("git-user", CredentialsScope.GLOBAL);
        WorkflowJob job;
        try (GitServer server = new GitServer(temporary.resolve("remotes"), "ada", PASSWORD)) {
            job = job(cloned(
                    remote.directory().toString(),
                    "sh 'git remote set-url origin " + server.url("shop.git") + "'\n"
                            + "startRelease(credentialsId: 'git-user')\n"
                            + "echo \"pushed ${finishRelease(credentialsId: 'git-user').pushed}\"\n"
                            + "sh 'cat .git/config'"));
            WorkflowRun run = jenkins.buildAndAssertSuccess(job);
            jenkins.assertLogContains("pushed true", run);
        }
        assertTrue(refs("refs/tags/").contains("refs/tags/v1.1.0"));
        assertNowhere(job.getRootDir().toPath());
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
        assertNowhere(Path.of(workspace.getRemote()));
        assertNowhere(Path.of(workspace.getRemote() + "@tmp"));
    }

    @Test
    void credentialsThatTheJobMayNotUseAreRefused() throws Exception {
        keep("of-the-controller", CredentialsScope.SYSTEM);
        for (String id : List.of("of-the-controller", "no such")) {
            WorkflowRun run = build(cloned(remote.directory().toString(), "startRelease(credentialsId: '" + id + "')"));
            jenkins.assertBuildStatus(Result.FAILURE, run);
            jenkins.assertLogContains("ERROR: expected credentials with the ID '" + id + "'", run);
        }
        assertEquals(List.of("refs/heads/develop", "refs/heads/main"), refs("refs/heads/"));
    }

    @Test
    void whatIsRefusedSaysWhyWithoutAStackTrace() throws Exception {
        WorkflowRun dirty = build(cloned(remote.directory().toString(), "startRelease(version: '0.9.0')"));
        jenkins.assertBuildStatus(Result.FAILURE, dirty);
        jenkins.assertLogContains("0.9.0 is not higher than the last release, 1.0.0", dirty);
        jenkins.assertLogNotContains("\tat io.jenkins.plugins", dirty);
        WorkflowRun none = build("node { nextVersion() }");
        jenkins.assertBuildStatus(Result.FAILURE, none);
        jenkins.assertLogContains("expected one with a git repository", none);
        jenkins.assertLogNotContains("\tat io.jenkins.plugins", none);
        WorkflowRun wrong = build(cloned(remote.directory().toString(), "nextVersion(prerelease: '01')"));
        jenkins.assertBuildStatus(Result.FAILURE, wrong);
        jenkins.assertLogContains("01", wrong);
        jenkins.assertLogNotContains("\tat io.jenkins.plugins", wrong);
    }

    @Test
    void whoMayOnlyBuildMayReadAndNotRelease() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("builder"));
        User.getById("builder", true);
        WorkflowJob job = job(cloned(remote.directory().toString(), "nextVersion()\nstartRelease()"));
        WorkflowRun run = job.scheduleBuild2(
                        0, new hudson.model.CauseAction(new hudson.model.Cause.UserIdCause("builder")))
                .get();
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("next version: 1.0.0 -> 1.1.0", run);
        jenkins.assertLogContains("Deployments/Promote", run);
        assertEquals(List.of("refs/heads/develop", "refs/heads/main"), refs("refs/heads/"));
    }

    @Test
    void aBuildThatIsStoppedEndsGitToo() throws Exception {
        Path hook = remote.directory().resolve("hooks/pre-receive");
        Path asked = temporary.resolve("asked");
        Files.writeString(hook, "#!/bin/sh\necho $$ >'" + asked + "'\nexec sleep 300\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
        WorkflowRun run = job(cloned(remote.directory().toString(), "startRelease()"))
                .scheduleBuild2(0)
                .waitForStart();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(asked) && Files.size(asked) > 0);
        long process = Long.parseLong(Files.readString(asked).strip());
        run.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() ->
                        ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
        assertEquals(List.of("refs/heads/develop", "refs/heads/main"), refs("refs/heads/"));
    }

    @Test
    void anAgentThatGoesAwayAndComesBackGoesOn() throws Exception {
        DumbSlave agent = jenkins.createSlave("elsewhere", "elsewhere", null);
        jenkins.waitOnline(agent);
        Path hook = remote.directory().resolve("hooks/pre-receive");
        Path asked = temporary.resolve("asked");
        Path gate = temporary.resolve("gate");
        Files.writeString(
                hook,
                "#!/bin/sh\necho $$ >'" + asked + "'\nfor i in $(seq 600); do [ -e '" + gate
                        + "' ] && exit 0; sleep 0.1; done; exit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
        WorkflowRun run = job(cloned(remote.directory().toString(), "echo \"then ${startRelease().branch}\"")
                        .replace("node {", "node('elsewhere') {"))
                .scheduleBuild2(0)
                .waitForStart();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(asked));
        jenkins.disconnectSlave(agent);
        Files.writeString(gate, "");
        agent.toComputer().connect(true);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("then release/v1.1.0", run);
        assertTrue(refs("refs/heads/").contains("refs/heads/release/v1.1.0"));
    }

    private List<String> refs(String below) throws Exception {
        return List.copyOf(io.jenkins.plugins.deploymentworkflow.git.Repository.discover(
                        Git.in(remote.directory()).with(TestRepository.ALONE))
                .refs(below)
                .keySet());
    }

    private void keep(String id, CredentialsScope scope) throws Exception {
        CredentialsProvider.lookupStores(jenkins.jenkins)
                .iterator()
                .next()
                .addCredentials(Domain.global(), new UsernamePasswordCredentialsImpl(scope, id, "", "ada", PASSWORD));
    }

    private static void assertNowhere(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(content.contains(PASSWORD), file.toString());
            }
        }
    }
}
