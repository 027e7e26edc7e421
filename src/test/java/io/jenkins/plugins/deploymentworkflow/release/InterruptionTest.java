package io.jenkins.plugins.deploymentworkflow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.git.GitException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stopped between any two parts, a release that is asked for again ends like one that nobody disturbed. */
class InterruptionTest {
    private static final int MOST_PARTS = 40;

    @TempDir
    Path root;

    private static final class Dead extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Ends after so many parts, like a process that is killed there. */
    private static void killed(Shop shop, int parts, Kind kind, boolean start) {
        int[] left = {parts};
        GitFlow flow = GitFlow.in(shop.git(), what -> {
            if (--left[0] == 0) {
                throw new Dead();
            }
        });
        assertThrows(Dead.class, () -> run(flow, kind, start));
    }

    private static ReleaseResult run(GitFlow flow, Kind kind, boolean start) throws InterruptedException {
        Options options = kind == Kind.RELEASE ? Options.NONE.withVersion("1.1.0") : Options.NONE.withVersion("1.0.1");
        return start ? flow.start(kind, options) : flow.finish(kind, options);
    }

    private Shop prepared(String name, Kind kind, boolean start, boolean remote) throws InterruptedException {
        Shop shop = new Shop(root.resolve(name));
        if (!remote) {
            shop.clone.git("remote", "remove", "origin");
        }
        if (!start) {
            run(shop.flow(), kind, true);
            shop.clone.commit("fix: weigh the tea");
        }
        return shop;
    }

    @ParameterizedTest
    @CsvSource({
        "RELEASE, true, true",
        "RELEASE, false, true",
        "HOTFIX, false, true",
        "RELEASE, true, false",
        "RELEASE, false, false"
    })
    void goingOnEndsTheSame(Kind kind, boolean start, boolean remote) throws Exception {
        Shop undisturbed = prepared("undisturbed", kind, start, remote);
        undisturbed.done.clear();
        run(undisturbed.flow(), kind, start);
        int parts = undisturbed.done.size();
        assertTrue(parts >= 3 && parts < MOST_PARTS, undisturbed.done::toString);
        Map<String, String> expected = undisturbed.state();
        assertEquals("", expected.get("status"));
        assertEquals("false", expected.get("left"));
        for (int part = 1; part <= parts; part++) {
            Shop shop = prepared("killed-" + part, kind, start, remote);
            killed(shop, part, kind, start);
            if (shop.state().equals(expected)) {
                continue;
            }
            run(shop.flow(), kind, start);
            assertEquals(expected, shop.state(), "killed after '" + undisturbed.done.get(part - 1) + "'");
        }
    }

    @Test
    void whatTheRemoteHasNotCanBeTakenBackAndIsAsItWas() throws Exception {
        Shop shop = prepared("back", Kind.RELEASE, false, true);
        Map<String, String> before = shop.state();
        int recorded = 5;
        killed(shop, recorded, Kind.RELEASE, false);
        assertEquals("true", shop.state().get("left"));
        assertEquals("aborted", shop.flow().abort(Kind.RELEASE, Options.NONE).outcome());
        assertEquals(before, shop.state());
        assertThrows(ReleaseRefused.class, () -> shop.flow().abort(Kind.RELEASE, Options.NONE));
        assertEquals("finished", shop.finish(Kind.RELEASE).outcome());
    }

    @Test
    void whatTheRemoteHasCannotBeTakenBack() throws Exception {
        Shop shop = prepared("pushed", Kind.RELEASE, false, true);
        killed(shop, 6, Kind.RELEASE, false);
        assertTrue(shop.remote.git("tag").contains("v1.1.0"));
        ReleaseRefused refused =
                assertThrows(ReleaseRefused.class, () -> shop.flow().abort(Kind.RELEASE, Options.NONE));
        assertTrue(refused.getMessage().contains("Go on: release finish"), refused.getMessage());
        assertThrows(ReleaseRefused.class, () -> shop.start(Kind.HOTFIX, "1.1.1"), "there is something to go on with");
        assertEquals("finished", shop.finish(Kind.RELEASE).outcome());
    }

    @Test
    void aReleaseWhoseBranchesMovedAfterItWasInterruptedIsMadeAnew() throws Exception {
        Shop shop = prepared("moved", Kind.RELEASE, false, true);
        killed(shop, 5, Kind.RELEASE, false);
        shop.clone.commit("fix: one more");
        shop.finish(Kind.RELEASE);
        assertEquals("fix: one more", shop.remote.git("log", "-1", "--format=%s", "main^2"));
    }

    /** The answer of the remote is lost, but it has taken the push. */
    @Test
    void aPushWhoseAnswerIsLostCounts() throws Exception {
        Shop shop = prepared("lost", Kind.RELEASE, false, true);
        shop.localHook("reference-transaction", "exit 0\n");
        shop.hook("post-receive", "kill -9 $PPID\n");
        try {
            shop.finish(Kind.RELEASE);
        } catch (ReleaseStopped | GitException e) {
            shop.hook("post-receive", "exit 0\n");
            shop.finish(Kind.RELEASE);
        }
        assertEquals(shop.state().get("remote"), shop.state().get("local"), "both have main, develop and the tag");
        assertFalse(shop.state().get("local").contains("release/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null"})
    void aRecordThatIsBrokenIsNotBelieved(String text) throws Exception {
        Shop shop = prepared("broken", Kind.RELEASE, false, true);
        shop.clone.write(".git/deployment-workflow/release.json", text);
        ReleaseRefused refused = assertThrows(ReleaseRefused.class, () -> shop.finish(Kind.RELEASE));
        assertTrue(refused.getMessage().contains("release.json"), refused.getMessage());
    }
}
