package io.jenkins.plugins.deploymentworkflow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is pushed is pushed as a whole or not at all, and where it is refused nothing here has changed either. */
class PushTest {
    @TempDir
    Path root;

    private Shop shop;

    @BeforeEach
    void aReleaseThatIsOpen() throws Exception {
        shop = new Shop(root);
        shop.start(Kind.RELEASE, "1.1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pre-receive | echo 'no releases on Mondays'; exit 1",
                "update | if test \"$1\" = refs/heads/main; then echo 'no releases on Mondays'; exit 1; fi",
                "update | if test \"$1\" = refs/tags/v1.1.0; then echo 'no releases on Mondays'; exit 1; fi"
            })
    void aHookThatRefusesLeavesEverythingAsItWas(String hook, String script) throws Exception {
        Map<String, String> before = shop.state();
        shop.hook(hook, script);
        ReleaseStopped stopped = assertThrows(ReleaseStopped.class, () -> shop.finish(Kind.RELEASE));
        assertTrue(stopped.getMessage().contains("origin refused the push"), stopped.getMessage());
        assertTrue(stopped.getMessage().contains("no releases on Mondays"), stopped.getMessage());
        assertEquals(before, shop.state());
        shop.hook(hook, "exit 0");
        assertEquals("finished", shop.finish(Kind.RELEASE).outcome());
    }

    @ParameterizedTest
    @CsvSource({"main", "develop", "release/v1.1.0"})
    void whoPushesMeanwhileLosesNothing(String branch) throws Exception {
        TestRepository other = shop.another();
        other.checkout(branch).commit("fix: meanwhile");
        String script = "unset GIT_DIR GIT_INDEX_FILE GIT_PREFIX; git -C '" + other.directory() + "' push -q origin "
                + branch + "\n";
        shop.localHook("pre-push", script);
        Map<String, String> before = shop.state();
        ReleaseStopped stopped = assertThrows(ReleaseStopped.class, () -> shop.finish(Kind.RELEASE));
        assertTrue(stopped.getMessage().contains("somebody else has pushed"), stopped.getMessage());
        assertEquals(before.get("local"), shop.state().get("local"));
        assertEquals("false", shop.state().get("left"));
        shop.localHook("pre-push", "exit 0\n");
        shop.finish(Kind.RELEASE);
        assertTrue(shop.remote.git("log", "--format=%s", "develop").contains("fix: meanwhile"));
        assertEquals(shop.state().get("remote"), shop.state().get("local"));
    }

    @Test
    void aRemoteThatCannotTakeAllAtOnceIsRefusedUnlessThatIsAllowed() throws Exception {
        shop.remote.git("config", "receive.advertiseAtomic", "false");
        Map<String, String> before = shop.state();
        ReleaseStopped stopped = assertThrows(ReleaseStopped.class, () -> shop.finish(Kind.RELEASE));
        assertTrue(stopped.getMessage().contains("--no-atomic"), stopped.getMessage());
        assertEquals(before, shop.state());
        Options inParts =
                new Options(Optional.empty(), Optional.empty(), Optional.of(false), Optional.empty(), Optional.empty());
        assertEquals("finished", shop.flow().finish(Kind.RELEASE, inParts).outcome());
        assertEquals(shop.state().get("remote"), shop.state().get("local"));
    }

    @Test
    void aRemoteThatCannotBeReachedIsSaidBeforeAnythingHappens() {
        Map<String, String> before = shop.state();
        shop.clone.git("remote", "set-url", "origin", root.resolve("gone").toString());
        assertThrows(RuntimeException.class, () -> shop.finish(Kind.RELEASE));
        assertEquals(before, shop.state());
    }
}
