package io.jenkins.plugins.deploymentworkflow.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class GitTest {
    @TempDir
    Path root;

    @Test
    void itSaysWhatGitPrinted() throws Exception {
        TestRepository repository = TestRepository.init(root.resolve("a"));
        String hash = repository.commit("feat: one");
        assertEquals(hash, repository.git().ask("rev-parse", "HEAD"));
    }

    @Test
    void anotherExitCodeIsAResultAndAFailureOnlyForWhoNeedsTheAnswer() throws Exception {
        Git git = TestRepository.init(root.resolve("a")).git();
        GitResult result = git.run("rev-parse", "--verify", "--quiet", "refs/heads/none");
        assertFalse(result.succeeded());
        GitException failure = assertThrows(GitException.class, () -> git.ask("checkout", "none"));
        assertTrue(failure.getMessage().startsWith("'git checkout none' in " + git.directory()), failure.getMessage());
        assertTrue(failure.getMessage().contains("git said: error: pathspec 'none'"), failure.getMessage());
        assertEquals(1, failure.exitCode());
    }

    @Test
    void aDirectoryWithoutARepositoryIsNamed() {
        GitException failure = assertThrows(
                GitException.class,
                () -> Git.in(root).with(TestRepository.ALONE).ask("rev-parse", "HEAD"));
        assertTrue(failure.getMessage().contains("Expected a git repository in " + root), failure.getMessage());
    }

    @Test
    void aMissingDirectoryAndAMissingGitAreToldApart() {
        GitException directory = assertThrows(
                GitException.class, () -> Git.in(root.resolve("none")).ask("--version"));
        assertTrue(directory.getMessage().contains("none is no directory"), directory.getMessage());
        GitException program = assertThrows(
                GitException.class, () -> Git.in(root).using("no-such-git").ask("--version"));
        assertTrue(program.getMessage().contains("Install git 2.30 or newer"), program.getMessage());
    }

    @Test
    void theCallersEnvironmentChoosesNoOtherRepository() throws Exception {
        TestRepository repository = TestRepository.init(root.resolve("a"));
        Map<String, String> environment = new HashMap<>(
                Map.of("GIT_DIR", "/elsewhere", "GIT_INDEX_FILE", "/x", "GIT_TRACE_CURL", "1", "PATH", "/bin"));
        GitEnvironment.harden(environment);
        assertFalse(environment.containsKey("GIT_DIR"));
        assertFalse(environment.containsKey("GIT_INDEX_FILE"));
        assertFalse(environment.containsKey("GIT_TRACE_CURL"));
        assertEquals("/bin", environment.get("PATH"));
        assertEquals("0", environment.get("GIT_TERMINAL_PROMPT"));
        for (String name :
                repository.git("rev-parse", "--local-env-vars").lines().toList()) {
            if (!name.startsWith("GIT_CONFIG") && !name.equals("GIT_NO_REPLACE_OBJECTS")) {
                Map<String, String> one = new HashMap<>(Map.of(name, "x"));
                GitEnvironment.harden(one);
                assertFalse(one.containsKey(name), name);
            }
        }
    }

    @Test
    void theUsersConfigurationChangesNothingThatIsPrinted() throws Exception {
        TestRepository repository = TestRepository.init(root.resolve("a"));
        repository.commit("ümlaut.txt", "feat: eins");
        for (String setting : List.of(
                "color.ui=always", "log.showSignature=true", "log.decorate=full", "i18n.logOutputEncoding=latin1")) {
            repository.git("config", setting.split("=")[0], setting.split("=")[1]);
        }
        assertEquals("feat: eins\n\nümlaut.txt", repository.git().ask("log", "--name-only", "--format=%s", "HEAD"));
    }

    @Test
    void credentialsAreInNoMessage() {
        Git git = TestRepository.init(root.resolve("a")).git().hiding(List.of("s3cr3t-word"));
        GitException failure = assertThrows(
                GitException.class,
                () -> git.ask("fetch", "https://user:pa:ss@w0rd@127.0.0.1:1/repo.git", "s3cr3t-word"));
        assertFalse(failure.getMessage().contains("w0rd"), failure.getMessage());
        assertFalse(failure.getMessage().contains("s3cr3t-word"), failure.getMessage());
        assertTrue(failure.getMessage().contains("https://****@127.0.0.1:1/repo.git"), failure.getMessage());
    }

    @Test
    void aTokenInAUrlIsMaskedAndTheUserOfSshIsNot() {
        Masking masking = new Masking(List.of());
        assertEquals("https://****@example.org/a", masking.mask("https://token@example.org/a"));
        assertEquals("ssh://git@example.org/a", masking.mask("ssh://git@example.org/a"));
        assertEquals("ssh://****@example.org/a", masking.mask("ssh://git:word@example.org/a"));
        assertEquals("git@example.org:a/b.git", masking.mask("git@example.org:a/b.git"));
        assertEquals("https://example.org/@scope/x", masking.mask("https://example.org/@scope/x"));
    }

    @Test
    void aTextGoesThroughStandardInputAsItIs() throws Exception {
        Git git = TestRepository.init(root.resolve("a")).git();
        String text = "häß\n$(rm -rf x) `y`\n".repeat(20_000);
        String hash = git.run(List.of("hash-object", "-w", "--stdin"), text).text();
        assertEquals(text, git.run("cat-file", "blob", hash).output());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatTakesTooLongIsStopped() throws Exception {
        Git git = program("sleep 1000").within(Duration.ofMillis(300));
        GitException failure = assertThrows(GitException.class, () -> git.ask("log"));
        assertTrue(failure.getMessage().contains("was stopped: it took longer than"), failure.getMessage());
        awaitGone();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anInterruptedThreadStopsItsGitAndWhatThatStarted() throws Exception {
        Git git = program("sleep 1000");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                git.ask("log");
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        thread.start();
        Awaitility.await().until(() -> Files.exists(root.resolve("pid")));
        thread.interrupt();
        thread.join(20_000);
        assertEquals(InterruptedException.class, thrown.get().getClass());
        awaitGone();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whoHasEnoughEndsGitWithoutAFailure() throws Exception {
        Git git = program("while :; do echo line; done");
        byte[] first = git.stream(printed -> printed.readNBytes(5), List.of("log"));
        assertEquals("line\n", new String(first, StandardCharsets.UTF_8));
        awaitGone();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aGitThatFailsHalfWayIsAFailureWhateverWasReadOfIt() throws Exception {
        Git git = program("printf half; echo 'fatal: bad object' >&2; exit 128");
        GitException failure = assertThrows(
                GitException.class,
                () -> git.stream(
                        printed -> {
                            printed.readAllBytes();
                            throw new IOException("expected more");
                        },
                        List.of("log")));
        assertTrue(failure.getMessage().contains("fatal: bad object"), failure.getMessage());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFloodOfErrorsIsCutAndNeverBlocks() throws Exception {
        Git git = program("i=0; while [ $i -lt 20000 ]; do echo \"line $i of trouble\" >&2; i=$((i+1)); done; exit 1");
        GitResult result = git.run("log");
        assertEquals(1, result.exitCode());
        assertTrue(result.errors().startsWith("..."));
        assertTrue(result.errors().endsWith("line 19999 of trouble\n"));
        assertTrue(result.errors().length() < 20_000);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatPrintsWithoutEndIsRefused() throws Exception {
        Git git = program("while :; do echo line; done");
        GitException failure = assertThrows(GitException.class, () -> git.ask("log"));
        assertTrue(failure.getMessage().contains("more than 16 MiB"), failure.getMessage());
        awaitGone();
    }

    /** A program in git's place that leaves its process identifier. */
    private Git program(String script) throws IOException {
        Path file = root.resolve("stand-in");
        Files.writeString(
                file,
                "#!/bin/sh\necho $$ > " + root.resolve("pid.new") + "; mv " + root.resolve("pid.new") + " "
                        + root.resolve("pid") + "\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return Git.in(root).using(file.toString());
    }

    private void awaitGone() throws IOException {
        long pid = Long.parseLong(Files.readString(root.resolve("pid")).strip());
        Awaitility.await()
                .until(() -> !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }
}
