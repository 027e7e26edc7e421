package io.jenkins.plugins.deploymentworkflow.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings;
import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings.Probe;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Check;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeTestsTest {
    private final Verification verification = new Verification();

    @AfterEach
    void close() {
        verification.close();
    }

    @Test
    void aPortIsOpenOrNot() throws IOException {
        int port;
        try (ServerSocket open = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = open.getLocalPort();
            verification.passes(new Probe.Tcp("127.0.0.1", port));
        }
        String message = verification.fails(new Probe.Tcp("127.0.0.1", port));
        assertTrue(message.startsWith("tcp 127.0.0.1:" + port + ": expected an open port within "), message);
        assertTrue(message.contains("found Connection refused after "), message);
    }

    @Test
    void aCommandPassesWithZeroAndFailsWithAnythingElse() {
        verification.passes(new Probe.Command("exit 0"));
        String message = verification.fails(new Probe.Command("echo all is lost; exit 3"));
        assertTrue(message.startsWith("echo all is lost; exit 3: expected exit code 0, found 3 after "), message);
        assertTrue(message.endsWith(": all is lost"), message);
    }

    @Test
    void aCommandFindsTheDeploymentInItsTextAndItsEnvironment() {
        verification.passes(new Probe.Command(
                "test {{version}}-{{environment}}-\"$DEPLOY_VERSION\"-\"$TOKEN\" = 1.4.0-staging-1.4.0-"
                        + Verification.SECRET));
    }

    @Test
    void aCommandThatHangsIsStoppedAndSaidToHaveHung() {
        Check check = verification
                .run(new SmokeTestSettings(
                        "hangs", new Probe.Command("exec sleep 600"), 0, Duration.ZERO, Duration.ofMillis(100)))
                .get(0);
        assertFalse(check.passed());
        assertEquals("expected an end within 100ms, found none", check.message());
    }

    @Test
    void allTestsRunAndTheirResultsKeepTheirOrder() {
        SmokeTestSettings good = named("good", "exit 0");
        SmokeTestSettings bad = named("bad", "exit 1");
        List<Check> results = verification.run(good, bad, named("last", "exit 0"));
        assertEquals(
                List.of("good", "bad", "last"),
                results.stream().map(Check::name).toList());
        assertEquals(
                List.of(true, false, true), results.stream().map(Check::passed).toList());
    }

    @Test
    void theFailureNamesEachTestThatFailed() {
        SmokeTestSettings bad = named("bad", "exit 1");
        SmokeTestSettings worse = named("worse", "exit 2");
        SmokeTests tests = verification.of(bad, worse);
        Action.Verify action = Verification.verify(Duration.ofMinutes(1), bad, worse);
        tests.start("d1", action);
        Progress.Failed failed = Awaitility.await()
                                .atMost(20, TimeUnit.SECONDS)
                                .until(() -> tests.poll("d1", action), Progress.Failed.class::isInstance)
                        instanceof Progress.Failed f
                ? f
                : null;
        assertTrue(failed.message().startsWith("2 of 2 checks failed: bad: exit 1: expected"), failed.message());
        assertTrue(failed.message().contains("; worse: exit 2: expected"), failed.message());
    }

    @Test
    void onlyTheNamedTestsRun() {
        SmokeTestSettings good = named("good", "exit 0");
        SmokeTests tests = verification.of(good, named("bad", "exit 1"));
        Action.Verify action = Verification.verify(Duration.ofMinutes(1), good);
        tests.start("d1", action);
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> tests.poll("d1", action) instanceof Progress.Done);
        assertEquals(1, tests.results("d1").size());
    }

    @Test
    void aTestThatIsNotInTheFileFails() {
        SmokeTests tests = verification.of(named("good", "exit 0"));
        Action.Verify action = new Action.Verify("1.4.0", List.of("gone"), Duration.ofMinutes(1));
        tests.start("d1", action);
        Progress.Failed failed = assertInstanceOf(Progress.Failed.class, tests.poll("d1", action));
        assertTrue(failed.message().contains("gone") && failed.message().contains("[good]"), failed.message());
    }

    @Test
    void nothingToRunIsNotTakenForSuccess() {
        Action.Verify action = new Action.Verify("1.4.0", List.of(), Duration.ofMinutes(1));
        SmokeTests tests = verification.of();
        tests.start("d1", action);
        assertInstanceOf(Progress.Failed.class, tests.poll("d1", action));
    }

    @Test
    void aTextThatCannotBeFilledFailsItsTest() {
        String message = verification.fails(new Probe.Command("echo {{artifact}}"));
        assertTrue(message.contains("{{artifact}}"), message);
    }

    @Test
    void whatAnEarlierProcessBeganIsNotKnown() {
        SmokeTests tests = verification.of(named("good", "exit 0"));
        Action.Verify action = new Action.Verify("1.4.0", List.of("good"), Duration.ofMinutes(1));
        assertInstanceOf(Progress.Unknown.class, tests.poll("d1", action));
        assertEquals(List.of(), tests.results("d1"));
        tests.cancel("d1");
        assertInstanceOf(Progress.Unknown.class, tests.poll("d1", action));
    }

    @Test
    void startingAHandleAgainRunsNothingAgain() {
        SmokeTestSettings hangs = named("hangs", "exec sleep 600");
        SmokeTests tests = verification.of(hangs);
        Action.Verify action = Verification.verify(Duration.ofMinutes(10), hangs);
        tests.start("d1", action);
        tests.cancel("d1");
        tests.start("d1", action);
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> tests.poll("d1", action) instanceof Progress.Failed);
        assertEquals("stopped before it ended", tests.results("d1").get(0).message());
    }

    @Test
    void anotherActionIsRefused() {
        Action pause = new Action.Pause(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThrows(IllegalArgumentException.class, () -> verification.of().start("d1", pause));
    }

    @Test
    void afterARestartACommandIsFoundAgainAndNotRunTwice(@TempDir Path outside) throws IOException {
        Path runs = outside.resolve("runs");
        Path go = outside.resolve("go");
        SmokeTestSettings patient =
                named("patient", "echo run >> " + runs + "; while [ ! -f " + go + " ]; do sleep 0.05; done");
        SmokeTestSettings other = named("other", "echo other >> " + runs);
        Action.Verify action = Verification.verify(Duration.ofMinutes(1), patient, other);
        verification.of(patient, other).start("d1", action);
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> lines(runs).size() == 2);

        SmokeTests later = verification.of(patient, other);
        assertInstanceOf(Progress.Running.class, later.poll("d1", action));
        Files.createFile(go);
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> later.poll("d1", action), Progress.Done.class::isInstance);
        assertEquals(List.of("other", "run"), lines(runs).stream().sorted().toList());
    }

    @Test
    void afterARestartTheLastAttemptIsTheOneThatGoesOn(@TempDir Path outside) throws IOException {
        Path runs = outside.resolve("runs");
        Path go = outside.resolve("go");
        String second = "echo run >> " + runs + "; test $(wc -l < " + runs + ") -ge 2 || exit 1; "
                + "while [ ! -f " + go + " ]; do sleep 0.05; done";
        SmokeTestSettings retried = new SmokeTestSettings(
                "retried", new Probe.Command(second), 1, Duration.ofMillis(1), Duration.ofMinutes(1));
        Action.Verify action = Verification.verify(Duration.ofMinutes(1), retried);
        SmokeTests before = verification.of(retried);
        before.start("d1", action);
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> {
            before.poll("d1", action);
            return lines(runs).size() == 2;
        });

        SmokeTests later = verification.of(retried);
        assertInstanceOf(Progress.Running.class, later.poll("d1", action));
        Files.createFile(go);
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> later.poll("d1", action), Progress.Done.class::isInstance);
        assertEquals(2, lines(runs).size());
        assertEquals(2, later.results("d1").get(0).attempts());
    }

    @Test
    void whatAnEarlierProcessBeganIsStoppedAndNothingElseBegun(@TempDir Path outside) {
        Path begun = outside.resolve("begun");
        SmokeTestSettings endless = named("endless", "exec sleep 600");
        SmokeTestSettings other = named("other", "touch " + begun);
        Action.Verify one = Verification.verify(Duration.ofMinutes(1), endless);
        verification.of(endless).start("d1", one);

        SmokeTests later = verification.of(endless, other);
        Action.Verify both = Verification.verify(Duration.ofMinutes(1), endless, other);
        later.cancel("d1");
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> later.poll("d1", both), Progress.Failed.class::isInstance);
        assertFalse(verification.commands().isRunning("d1/check-0/1"));
        assertFalse(Files.exists(begun));
    }

    @Test
    void afterARestartThatCutNoCommandOffNothingIsKnown() {
        SmokeTestSettings port = Verification.test(new Probe.Tcp("127.0.0.1", 1));
        Action.Verify action = Verification.verify(Duration.ofMinutes(1), port);
        verification.of(port).start("d1", action);
        assertInstanceOf(Progress.Unknown.class, verification.of(port).poll("d1", action));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static SmokeTestSettings named(String name, String command) {
        return new SmokeTestSettings(name, new Probe.Command(command), 0, Duration.ZERO, Duration.ofMinutes(5));
    }
}
