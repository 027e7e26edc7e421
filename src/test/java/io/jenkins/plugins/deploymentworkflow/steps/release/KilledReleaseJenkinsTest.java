package io.jenkins.plugins.deploymentworkflow.steps.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller that is killed while a release is pushed from it brings the release to its end, once. */
class KilledReleaseJenkinsTest {
    @RegisterExtension
    final RealJenkinsExtension controller = new RealJenkinsExtension().withTimeout(600);

    @TempDir
    static Path temporary;

    @Test
    void theReleaseIsFinishedOnce() throws Throwable {
        TestRepository first = TestRepository.init(temporary.resolve("first"));
        first.write("VERSION", "1.0.0\n").git("add", "VERSION");
        first.commit("feat: the first of all");
        first.annotatedTag("v1.0.0").branch("develop");
        first.commit("feat: another");
        TestRepository remote = TestRepository.bare(temporary.resolve("shop.git"));
        first.git("push", "-q", remote.directory().toString(), "main", "develop", "v1.0.0");
        Path asked = temporary.resolve("asked");
        Path gate = temporary.resolve("gate");
        hook(remote, asked, gate);

        controller.startJenkins();
        String place = temporary.toString();
        controller.runRemotely(KilledReleaseJenkinsTest::begin, place);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(asked));
        controller.stopJenkinsForcibly();
        Files.writeString(gate, "");
        controller.startJenkins();
        controller.runRemotely(KilledReleaseJenkinsTest::seeItEnd);

        assertEquals("commit", remote.git("cat-file", "-t", "v1.1.0^{}"));
        assertEquals("1.1.0", remote.git("show", "main:VERSION"));
        assertEquals("main", remote.git("for-each-ref", "--format=%(refname:short)", "--contains", "v1.1.0^{}", "refs/heads/main"));
        assertEquals("2", remote.git("rev-list", "--count", "--merges", "main", "develop"));
        assertEquals("", remote.git("for-each-ref", "refs/heads/release/"));
    }

    /** Lets everything pass but a tag, which waits for a file. */
    private static void hook(TestRepository remote, Path asked, Path gate) throws Exception {
        Path hook = remote.directory().resolve("hooks/pre-receive");
        Files.writeString(
                hook,
                "#!/bin/sh\ngrep -q refs/tags/ || exit 0\ntouch '" + asked + "'\nfor i in $(seq 1200); do [ -e '" + gate
                        + "' ] && exit 0; sleep 0.1; done; exit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
    }

    private static void begin(JenkinsRule jenkins, String place) throws Throwable {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "release");
        job.setDefinition(new CpsFlowDefinition(
                """
                node {
                    withEnv(['GIT_AUTHOR_NAME=Ada', 'GIT_AUTHOR_EMAIL=ada@example.org', 'GIT_COMMITTER_NAME=Ada', 'GIT_COMMITTER_EMAIL=ada@example.org']) {
                        sh 'git clone -q %s/shop.git . && git checkout -q develop'
                        startRelease(version: '1.1.0')
                        def finished = finishRelease()
                        echo "finished ${finished.tag} on ${finished.merged}"
                    }
                }
                """
                        .formatted(place),
                true));
        job.scheduleBuild2(0).waitForStart();
    }

    private static void seeItEnd(JenkinsRule jenkins) throws Throwable {
        WorkflowRun run =
                jenkins.jenkins.getItemByFullName("release", WorkflowJob.class).getLastBuild();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("finished v1.1.0 on [main, develop]", run);
    }
}
