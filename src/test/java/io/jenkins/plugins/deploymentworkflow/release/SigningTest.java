package io.jenkins.plugins.deploymentworkflow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.deploymentworkflow.git.GitResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a release leaves is signed where that is configured, with a real SSH key, and otherwise nothing changes. */
class SigningTest {
    private static final String PASSPHRASE = "a passphrase for this test alone";

    @TempDir
    Path root;

    private Shop shop;

    @BeforeEach
    void aShop() {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "ssh-keygen"))),
                "ssh-keygen is not installed");
        shop = new Shop(root).with(Map.of("SSH_AUTH_SOCK", "", "SSH_ASKPASS", "false", "SSH_ASKPASS_REQUIRE", "force"));
    }

    private static String ran(Map<String, String> variables, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    /** Makes a key and has the clone sign with it and trust it. */
    private Path key(String passphrase) throws Exception {
        Path key = root.resolve("key");
        ran(Map.of(), "ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "grace", "-f", key.toString());
        String open = Files.readString(root.resolve("key.pub"));
        Path signers = Files.writeString(root.resolve("signers"), "grace@example.org " + open);
        shop.clone.git("config", "gpg.format", "ssh");
        shop.clone.git("config", "gpg.ssh.allowedSignersFile", signers.toString());
        shop.clone.git("config", "user.signingKey", key.toString());
        return key;
    }

    private void verified(String... command) throws InterruptedException {
        GitResult checked = shop.clone.git().run(command);
        assertTrue(checked.succeeded(), checked.errors());
        assertTrue(
                checked.errors().contains("Good \"git\" signature for grace@example.org with ED25519 key"),
                checked.errors());
    }

    private void unsigned(String... command) throws InterruptedException {
        assertFalse(shop.clone.git().run(command).succeeded());
    }

    private void aRelease(Kind kind) throws InterruptedException {
        shop.start(kind, kind == Kind.RELEASE ? "1.1.0" : "1.0.1");
    }

    private static Options signing() {
        return new Options(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theTagIsSignedAsGitIsConfiguredTo(Kind kind) throws Exception {
        key("");
        shop.clone.git("config", "tag.gpgSign", "true");
        aRelease(kind);
        String tag = shop.finish(kind).tag();
        verified("tag", "-v", tag);
        verified("verify-tag", tag);
        assertEquals(shop.clone.git("rev-parse", tag), shop.remote.git("rev-parse", tag));
        unsigned("verify-commit", "main");
    }

    @Test
    void theTagIsSignedWhenTheCommandOrTheProjectSaysSo() throws Exception {
        key("");
        aRelease(Kind.RELEASE);
        shop.flow().finish(Kind.RELEASE, signing());
        verified("verify-tag", "v1.1.0");
        shop.clone.write("config/release.yaml", "tags: { sign: true }\n").git("add", ".");
        shop.clone.commit("chore: sign");
        shop.start(Kind.RELEASE, "1.2.0");
        shop.finish(Kind.RELEASE);
        verified("verify-tag", "v1.2.0");
        shop.clone.git("config", "tag.gpgSign", "true");
        shop.clone.write("config/release.yaml", "tags: { sign: false }\n").git("add", ".");
        shop.clone.commit("chore: sign no more");
        shop.start(Kind.RELEASE, "1.3.0");
        shop.finish(Kind.RELEASE);
        unsigned("verify-tag", "v1.3.0");
    }

    @Test
    void everyCommitOfAReleaseIsSignedAsGitIsConfiguredTo() throws Exception {
        key("");
        shop.clone.git("config", "commit.gpgSign", "true");
        aRelease(Kind.RELEASE);
        verified("verify-commit", "release/v1.1.0");
        shop.finish(Kind.RELEASE);
        List<String> made = List.of("main", "develop");
        for (String branch : made) {
            assertEquals(2, shop.clone.git("log", "-1", "--format=%P", branch).split(" ").length);
            verified("verify-commit", branch);
        }
        unsigned("verify-tag", "v1.1.0");
    }

    @Test
    void byPullRequestsTheTagAndTheWayBackAreSigned() throws Exception {
        key("");
        aRelease(Kind.RELEASE);
        shop.clone.commit("fix: weigh the tea");
        shop.clone.git("config", "tag.gpgSign", "true");
        shop.clone.git("config", "commit.gpgSign", "true");
        Host host = new Host(shop);
        shop.flow().finish(Kind.RELEASE, Shop.pullRequests());
        host.merge("release/v1.1.0", "main", Host.Way.SQUASH);
        Path hidden = Files.move(root.resolve("key"), root.resolve("hidden"));
        stopped(Shop.pullRequests());
        Files.move(hidden, root.resolve("key"));
        shop.flow().finish(Kind.RELEASE, Shop.pullRequests());
        verified("verify-tag", "v1.1.0");
        shop.clone.git("fetch", "-q");
        verified("verify-commit", "origin/merge/v1.1.0-to-develop");
        unsigned("verify-commit", "origin/main");
    }

    private ReleaseStopped stopped(Options options) {
        Map<String, String> before = shop.state();
        ReleaseStopped stopped =
                assertThrows(ReleaseStopped.class, () -> shop.flow().finish(Kind.RELEASE, options));
        assertEquals(before, shop.state());
        assertTrue(stopped.getMessage().contains("Nothing has changed"), stopped.getMessage());
        assertTrue(stopped.getMessage().contains("user.signingKey"), stopped.getMessage());
        assertFalse(stopped.getMessage().contains(PASSPHRASE), stopped.getMessage());
        return stopped;
    }

    @Test
    void aKeyThatIsMissingStopsBeforeAnythingChanges() throws Exception {
        Path key = key("");
        aRelease(Kind.RELEASE);
        Path hidden = Files.move(key, root.resolve("hidden"));
        Files.delete(root.resolve("key.pub"));
        String message = stopped(signing()).getMessage();
        assertTrue(message.contains("git could not sign the tag v1.1.0"), message);
        assertTrue(message.contains(key.toString()), message);
        Files.move(hidden, key);
        assertEquals("finished", shop.flow().finish(Kind.RELEASE, signing()).outcome());
        verified("verify-tag", "v1.1.0");
    }

    @Test
    void noKeyAtAllStopsBeforeAnythingChanges() throws Exception {
        key("");
        aRelease(Kind.RELEASE);
        shop.clone.git("config", "--unset", "user.signingKey");
        stopped(signing());
    }

    @Test
    void aCommitThatCannotBeSignedStopsBeforeAnythingChanges() throws Exception {
        Path key = key("");
        aRelease(Kind.RELEASE);
        shop.clone.git("config", "commit.gpgSign", "true");
        Files.delete(key);
        String message = stopped(Options.NONE).getMessage();
        assertTrue(message.contains("the commit 'Merge branch 'release/v1.1.0' into main'"), message);
    }

    @Test
    void aKeyWithAPassphraseNeedsAnAgentThatHoldsIt() throws Exception {
        Path key = key(PASSPHRASE);
        aRelease(Kind.RELEASE);
        stopped(signing());
        Process agent = agent();
        try {
            Map<String, String> socket = Map.of("SSH_AUTH_SOCK", socket().toString());
            add(key, socket);
            shop.with(socket);
            shop.flow().finish(Kind.RELEASE, signing());
            verified("verify-tag", "v1.1.0");
        } finally {
            agent.destroy();
            agent.waitFor();
        }
    }

    private Path socket() {
        return root.resolve("agent");
    }

    /** One that ends with its process, and listens when it has said so. */
    private Process agent() throws IOException {
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket().toString()).start();
        assertTrue(agent.inputReader().readLine().contains("SSH_AUTH_SOCK"));
        return agent;
    }

    private void add(Path key, Map<String, String> socket) throws Exception {
        Path asked = Files.writeString(root.resolve("asked"), "#!/bin/sh\necho '" + PASSPHRASE + "'\n");
        assertTrue(asked.toFile().setExecutable(true));
        ran(
                Map.of(
                        "SSH_AUTH_SOCK",
                        socket.get("SSH_AUTH_SOCK"),
                        "SSH_ASKPASS",
                        asked.toString(),
                        "SSH_ASKPASS_REQUIRE",
                        "force",
                        "DISPLAY",
                        "none"),
                "ssh-add",
                "-q",
                key.toString());
    }
}
