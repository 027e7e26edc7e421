package io.jenkins.plugins.deploymentworkflow.steps.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller that is killed while a release is made from it brings the release to its end, once. */
class KilledReleaseJenkinsTest {
    @RegisterExtension
    final RealJenkinsExtension controller = new RealJenkinsExtension().withTimeout(600);

    @TempDir
    Path temporary;

    private TestRepository remote;

    @BeforeEach
    void open() {
        TestRepository first = TestRepository.init(temporary.resolve("first"));
        first.write("VERSION", "1.0.0\n").git("add", "VERSION");
        first.commit("feat: the first of all");
        first.annotatedTag("v1.0.0").branch("develop");
        first.commit("feat: another");
        remote = TestRepository.bare(temporary.resolve("shop.git"));
        first.git("push", "-q", remote.directory().toString(), "main", "develop", "v1.0.0");
    }

    @Test
    void theReleaseIsFinishedOnce() throws Throwable {
        Path asked = temporary.resolve("asked");
        Path gate = temporary.resolve("gate");
        hook("pre-receive", """
                grep -q refs/tags/ || exit 0
                touch '%s'
                for i in $(seq 1200); do [ -e '%s' ] && exit 0; sleep 0.1; done
                exit 1
                """.formatted(asked, gate));

        controller.startJenkins();
        String place = temporary.toString();
        controller.runRemotely(KilledReleaseJenkinsTest::begin, place);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(asked));
        controller.stopJenkinsForcibly();
        Files.writeString(gate, "");
        controller.startJenkins();
        controller.runRemotely(KilledReleaseJenkinsTest::seeItEnd);
        assertReleasedOnce();
    }

    /** What a step has made is there, but nobody has heard of it: writing its answer down hangs in a pipe. */
    @Test
    void whatWasDoneBeforeTheAnswerIsNotDoneAgain() throws Throwable {
        Path pushes = temporary.resolve("pushes");
        hook("post-receive", """
                for drawer in '%s/workspace/release@tmp/deployment-workflow'/drawer*; do
                    mkfifo "$drawer/answer"
                    echo "$drawer/answer" >>'%s'
                done
                """.formatted(controller.getHome(), pushes));
        Path record = controller.getHome().toPath().resolve("workspace/release/.git/deployment-workflow");
        controller.startJenkins();
        String place = temporary.toString();
        controller.runRemotely(KilledReleaseJenkinsTest::begin, place);
        for (int parts = 1; parts <= 2; parts++) {
            int part = parts;
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> lines(pushes).size() == part && !Files.exists(record));
            assertTrue(Files.exists(Path.of(lines(pushes).get(part - 1))), "the answer is on its way");
            controller.stopJenkinsForcibly();
            controller.startJenkins();
        }
        controller.runRemotely(KilledReleaseJenkinsTest::seeItEnd);
        assertEquals(2, lines(pushes).size());
        assertReleasedOnce();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private void assertReleasedOnce() {
        assertEquals("commit", remote.git("cat-file", "-t", "v1.1.0^{}"));
        assertEquals("1.1.0", remote.git("show", "main:VERSION"));
        assertEquals(
                "main",
                remote.git("for-each-ref", "--format=%(refname:short)", "--contains", "v1.1.0^{}", "refs/heads/main"));
        assertEquals("2", remote.git("rev-list", "--count", "--merges", "main", "develop"));
        assertEquals("", remote.git("for-each-ref", "refs/heads/release/"));
    }

    private void hook(String name, String script) throws Exception {
        Path hook = remote.directory().resolve("hooks").resolve(name);
        Files.writeString(hook, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
    }

    private static void begin(JenkinsRule jenkins, String place) throws Throwable {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "release");
        job.setDefinition(new CpsFlowDefinition("""
                node {
                    withEnv(['GIT_AUTHOR_NAME=Ada', 'GIT_AUTHOR_EMAIL=ada@example.org', 'GIT_COMMITTER_NAME=Ada', 'GIT_COMMITTER_EMAIL=ada@example.org']) {
                        sh 'git clone -q %s/shop.git . && git checkout -q develop'
                        startRelease(version: '1.1.0')
                        def finished = finishRelease()
                        echo "finished ${finished.tag} on ${finished.merged}"
                    }
                }
                """.formatted(place), true));
        job.scheduleBuild2(0).waitForStart();
    }

    private static void seeItEnd(JenkinsRule jenkins) throws Throwable {
        WorkflowRun run =
                jenkins.jenkins.getItemByFullName("release", WorkflowJob.class).getLastBuild();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("finished v1.1.0 on [main, develop]", run);
    }
}
