package io.jenkins.plugins.deploymentworkflow.steps.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.GitException;
import io.jenkins.plugins.deploymentworkflow.git.GitServer;
import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class GitAccessTest {
    /** With all that a shell or an address could take for something else. */
    private static final String PASSWORD = "pass'w\"o$rd@`%41 \\";

    @TempDir
    Path temporary;

    private Path drawer;
    private TestRepository work;

    @BeforeEach
    void prepare() throws IOException {
        drawer = Files.createDirectory(temporary.resolve("it's a drawer"));
        TestRepository.bare(temporary.resolve("remote/shop.git")).git("config", "http.receivepack", "true");
        work = TestRepository.init(temporary.resolve("work"));
        work.commit("feat: first");
    }

    private Git with(GitAccess access, Map<String, String> more) throws IOException {
        Map<String, String> variables = new HashMap<>(TestRepository.ALONE);
        variables.putAll(access.open(drawer));
        variables.putAll(more);
        return Git.in(work.directory()).with(variables).hiding(access.secrets());
    }

    @Test
    void aPasswordOpensAServerAndIsNowhereOnDisk() throws Exception {
        try (GitServer server = new GitServer(temporary.resolve("remote"), "ada", PASSWORD)) {
            Git git = with(GitAccess.password("ada", PASSWORD), Map.of());
            git.ask("push", server.url("shop.git"), "main");
            assertEquals(
                    git.ask("rev-parse", "main"),
                    Git.in(temporary.resolve("remote/shop.git")).ask("rev-parse", "main"));
        }
        try (var files = Files.walk(temporary)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(new String(Files.readAllBytes(file), "ISO-8859-1").contains(PASSWORD), file.toString());
            }
        }
    }

    @Test
    void aWrongPasswordIsRefusedWithoutBeingSaid() throws Exception {
        try (GitServer server = new GitServer(temporary.resolve("remote"), "ada", "another")) {
            Git git = with(GitAccess.password("ada", PASSWORD), Map.of());
            GitException refused =
                    assertThrows(GitException.class, () -> git.ask("push", server.url("shop.git"), "main"));
            assertTrue(refused.getMessage().contains("Authentication failed"), refused.getMessage());
            assertFalse(refused.getMessage().contains(PASSWORD), refused.getMessage());
        }
    }

    @Test
    void noHelperOfTheUserIsGivenThePasswordToKeep() throws Exception {
        Path told = temporary.resolve("told");
        work.git("config", "credential.helper", "!f() { cat >>'" + told + "'; }; f");
        try (GitServer server = new GitServer(temporary.resolve("remote"), "ada", PASSWORD)) {
            with(GitAccess.password("ada", PASSWORD), Map.of()).ask("push", server.url("shop.git"), "main");
        }
        assertFalse(Files.exists(told));
    }

    @Test
    void aKeyIsGivenToSshInAFileThatOnlyItsUserMayRead() throws Exception {
        Path programs = Files.createDirectory(temporary.resolve("programs"));
        Path said = temporary.resolve("said");
        Path ssh = Files.writeString(
                programs.resolve("ssh"),
                """
                #!/bin/sh
                printf '%s\\n' "$@" >>"$SAID"
                for each; do case "$each" in */key*) ls -l "$each" | cut -c 1-10 >>"$SAID"; cat "$each" >>"$SAID" ;; esac; done
                "$SSH_ASKPASS" "Enter passphrase for key:" >>"$SAID"
                "$SSH_ASKPASS" "Are you sure you want to continue connecting (yes/no)?" >>"$SAID" || echo refused >>"$SAID"
                exit 1
                """);
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));
        Git git = with(
                GitAccess.keys("o'neill", List.of("key of a test\r\n\n"), "a phrase"),
                Map.of("SAID", said.toString(), "PATH", programs + ":" + System.getenv("PATH")));
        assertThrows(GitException.class, () -> git.ask("ls-remote", "ssh://git.example/shop.git"));
        List<String> lines = Files.readAllLines(said);
        assertTrue(lines.containsAll(
                List.of("-l", "o'neill", "-i", drawer + "/key0", "-rw-------", "key of a test", "a phrase", "refused")),
                lines.toString());
        assertTrue(lines.contains("IdentitiesOnly=yes"), lines.toString());
    }

    @Test
    void withoutCredentialsNothingIsChanged() throws Exception {
        assertEquals(Map.of(), GitAccess.AMBIENT.open(drawer));
        assertEquals(List.of(), GitAccess.AMBIENT.secrets());
    }
}
