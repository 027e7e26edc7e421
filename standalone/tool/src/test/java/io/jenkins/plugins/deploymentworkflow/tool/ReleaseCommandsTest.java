package io.jenkins.plugins.deploymentworkflow.tool;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Releases from the command line, in a clone with a remote. */
class ReleaseCommandsTest {
    @TempDir
    Path root;

    private Place place;
    private MadeRepository clone;

    @BeforeEach
    void open() throws IOException {
        place = new Place(root);
        MadeRepository.ALONE.forEach(place::set);
        clone = new MadeRepository(place.directory);
        String remote = root.resolve("remote.git").toString();
        clone.git("init", "-q", "--bare", "-b", "main", remote);
        Files.writeString(place.directory.resolve("VERSION"), "1.0.0\n");
        clone.git("add", "VERSION");
        clone.commit("feat: open");
        clone.git("tag", "v1.0.0");
        clone.git("remote", "add", "origin", remote);
        clone.git("checkout", "-q", "-b", "develop");
        clone.commit("feat: tea");
        clone.git("push", "-q", "origin", "main", "develop", "v1.0.0");
    }

    @AfterEach
    void close() throws Exception {
        place.close();
    }

    private String remote(String... arguments) {
        String[] line = new String[arguments.length + 2];
        line[0] = "--git-dir";
        line[1] = root.resolve("remote.git").toString();
        System.arraycopy(arguments, 0, line, 2, arguments.length);
        return clone.git(line);
    }

    @Test
    void aReleaseAndAHotfixPrintWhatTheContractPromises() {
        JsonNode started = place.run("release", "start", "-o", "json").ends(0).json();
        assertEquals("release/v1.1.0", started.get("branch").asText());
        assertEquals("v1.1.0", started.get("tag").asText());
        assertEquals("[]", started.get("merged").toString());
        JsonNode finished = place.run("release", "finish", "-o", "json").ends(0).json();
        assertEquals("[\"main\",\"develop\"]", finished.get("merged").toString());
        assertEquals("v1.1.0", finished.get("tag").asText());
        assertTrue(finished.get("next").isNull());
        assertEquals("1.1.0", remote("show", "v1.1.0:VERSION"));
        Ran hotfix = place.run("hotfix", "start").ends(0);
        assertEquals("hotfix/v1.1.1 has begun and is checked out, pushed\n", hotfix.out());
        clone.commit("fix: milk");
        place.run("hotfix", "finish").ends(0);
        assertEquals("v1.0.0\nv1.1.0\nv1.1.1", remote("tag"));
        JsonNode checked = place.run("release", "check", "-o", "json").ends(0).json();
        assertEquals("[]", checked.get("violations").toString());
    }

    @Test
    void whatIsRefusedEndsWithTwoAndWhatStopsWithOne() throws IOException {
        place.run("release", "finish").ends(2).says("no release is open");
        place.run("release", "start", "--version", "0.9.0").ends(2).says("not higher");
        place.run("release", "start", "--version", "v2").ends(2).says("expected a version");
        place.run("release", "start").ends(0);
        JsonNode twice = place.run("release", "start", "-o", "json").ends(2).json();
        assertEquals("invalid", twice.get("outcome").asText());
        Path hook = root.resolve("remote.git/hooks/update");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\necho closed today\nexit 1\n");
        assertTrue(hook.toFile().setExecutable(true));
        place.run("release", "finish").ends(1).says("origin refused the push", "closed today");
        Files.delete(hook);
        clone.git("checkout", "-q", "main");
        clone.commit("fix: quickly");
        place.run("release", "check").ends(1);
        place.run("release", "check", "--branch", "nowhere").ends(2).says("no branch nowhere");
    }

    @Test
    void waitingForAPullRequestIsNotDoneYet() {
        place.run("release", "start").ends(0);
        JsonNode waiting = place.run("release", "finish", "--pull-requests", "-o", "json")
                .ends(1)
                .json();
        assertEquals("waiting", waiting.get("outcome").asText());
        assertTrue(waiting.get("todo").get(0).asText().contains("from release/v1.1.0 to main"), waiting::toString);
        Ran words = place.run("release", "finish", "--pull-requests").ends(1);
        assertTrue(words.out().startsWith("release/v1.1.0 is pushed and waits for its pull request"), words::out);
        assertTrue(words.out().contains("\nto do: then do the same again: release finish\n"), words::out);
        clone.git("push", "-q", "origin", "release/v1.1.0:main");
        Ran tagged = place.run("release", "finish", "--pull-requests").ends(1);
        assertTrue(tagged.out().startsWith("release/v1.1.0 is on main and tagged v1.1.0, and waits"), tagged::out);
        clone.git("push", "-q", "origin", "origin/merge/v1.1.0-to-develop:develop");
        Ran finished = place.run("release", "finish", "--pull-requests").ends(0);
        assertEquals("release/v1.1.0 is finished: merged to main and develop, tagged v1.1.0, pushed\n", finished.out());
        assertEquals(remote("for-each-ref"), clone.git("for-each-ref", "refs/heads", "refs/tags"));
    }

    /** Git calls these hooks in the middle of its work: the remote's after it has taken everything. */
    @ParameterizedTest
    @ValueSource(strings = {"pre-push", "post-receive", "reference-transaction", "post-index-change"})
    void killedInTheMiddleTheSameCommandGoesOn(String name) throws IOException {
        place.run("release", "start").ends(0);
        boolean moving = name.equals("reference-transaction");
        killed(
                name,
                moving ? "test \"$1\" = prepared || exit 0\ngrep -q refs/tags/v1.1.0 || exit 0\n" : "",
                "release",
                "finish");

        place.run("release", "finish").ends(0);
        assertEquals("1.1.0", remote("show", "v1.1.0^{commit}:VERSION"));
        assertEquals(remote("for-each-ref"), clone.git("for-each-ref", "refs/heads", "refs/tags"));
        assertEquals("develop", clone.git("branch", "--show-current"));
        assertEquals("", clone.git("status", "--porcelain"));
        assertFalse(Files.exists(place.directory.resolve(".git/deployment-workflow")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pre-push", "post-receive"})
    void killedWhileTheTagIsPushedTheSameCommandGoesOn(String name) throws IOException {
        place.run("release", "start").ends(0);
        place.run("release", "finish", "--pull-requests").ends(1);
        clone.git("push", "-q", "origin", "release/v1.1.0:main");
        killed(name, "", "release", "finish", "--pull-requests");
        Ran again = place.run("release", "finish", "--pull-requests").ends(1);
        assertTrue(again.out().startsWith("release/v1.1.0 is on main and tagged v1.1.0"), again::out);
        assertEquals(remote("rev-parse", "v1.1.0"), clone.git("rev-parse", "v1.1.0"));
        assertEquals(remote("rev-parse", "main"), remote("rev-parse", "v1.1.0^{commit}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pre-push", "post-receive", "reference-transaction", "post-index-change"})
    void killedWhileItEndsTheSameCommandGoesOn(String name) throws IOException {
        place.run("release", "start").ends(0);
        place.run("release", "finish", "--pull-requests").ends(1);
        clone.git("push", "-q", "origin", "release/v1.1.0:main");
        place.run("release", "finish", "--pull-requests").ends(1);
        clone.git("push", "-q", "origin", "origin/merge/v1.1.0-to-develop:develop");
        boolean moving = name.equals("reference-transaction");
        killed(
                name,
                moving ? "test \"$1\" = prepared || exit 0\ngrep -q refs/heads/develop || exit 0\n" : "",
                "release",
                "finish",
                "--pull-requests");
        place.run("release", "finish", "--pull-requests").ends(0);
        assertEquals(remote("for-each-ref"), clone.git("for-each-ref", "refs/heads", "refs/tags"));
        assertEquals("develop", clone.git("branch", "--show-current"));
        assertEquals("", clone.git("status", "--porcelain"));
        assertFalse(Files.exists(place.directory.resolve(".git/deployment-workflow")));
    }

    /** Kills the command while git waits in this hook. */
    private void killed(String name, String condition, String... command) throws IOException {
        Path marker = root.resolve("reached");
        Path hooks =
                name.equals("post-receive") ? root.resolve("remote.git/hooks") : place.directory.resolve(".git/hooks");
        Files.createDirectories(hooks);
        Path hook = hooks.resolve(name);
        Files.writeString(
                hook,
                "#!/bin/sh\ntest -e '" + marker + "' && exit 0\n" + condition + "touch '" + marker + "'\nsleep 20\n");
        assertTrue(hook.toFile().setExecutable(true));
        Tool finish = place.start(command);
        await().atMost(Place.BOUND).until(() -> Files.exists(marker) || !finish.isAlive());
        assertTrue(Files.exists(marker), () -> "the hook was never called: " + finish.ran());
        finish.kill();
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(hook.toString()))
                .forEach(ProcessHandle::destroyForcibly);
        Files.delete(hook);
        await().atMost(Place.BOUND).until(() -> settled());
    }

    /** A git whose starter was killed ends on its own, and takes its locks away. */
    private boolean settled() throws IOException {
        try (var files = Files.walk(root)) {
            return files.noneMatch(
                    file -> file.toString().endsWith(".lock") && !file.endsWith("deployment-workflow.lock"));
        }
    }
}
