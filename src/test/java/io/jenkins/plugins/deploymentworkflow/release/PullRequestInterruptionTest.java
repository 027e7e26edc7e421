package io.jenkins.plugins.deploymentworkflow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stopped between any two parts, a release by pull requests that is asked for again ends like one undisturbed. */
class PullRequestInterruptionTest {
    private static final int TURNS = 3;

    @TempDir
    Path root;

    private static final class Dead extends Error {
        private static final long serialVersionUID = 1L;
    }

    private record Scene(Shop shop, Host host, Kind kind, String branch, Host.Way way) {
        String back() {
            return "merge/" + branch.substring(branch.indexOf('/') + 1) + "-to-develop";
        }

        /** What others do before the turn. */
        void others(int turn) {
            if (turn == 1) {
                host.merge(branch, "main", way, way == Host.Way.SQUASH);
            } else if (turn == 2) {
                host.merge(back(), "develop", Host.Way.MERGE, way == Host.Way.SQUASH);
            }
        }

        ReleaseResult finish() throws InterruptedException {
            return shop.flow().finish(kind, Shop.pullRequests());
        }

        /** @return whether it got that far */
        boolean killed(int parts) {
            int[] left = {parts};
            GitFlow flow = GitFlow.in(shop.git(), what -> {
                if (--left[0] == 0) {
                    throw new Dead();
                }
            });
            try {
                flow.finish(kind, Shop.pullRequests());
                return false;
            } catch (Dead expected) {
                return true;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Scene scene(String name, Kind kind, Host.Way way) throws InterruptedException {
        Shop shop = new Shop(root.resolve(name));
        Host host = new Host(shop);
        String branch =
                shop.start(kind, kind == Kind.RELEASE ? "1.1.0" : "1.0.1").branch();
        shop.clone.commit("fix: weigh the tea");
        return new Scene(shop, host, kind, branch, way);
    }

    @ParameterizedTest
    @CsvSource({"RELEASE, MERGE", "HOTFIX, SQUASH"})
    void goingOnEndsTheSame(Kind kind, Host.Way way) throws Exception {
        Scene undisturbed = scene("undisturbed", kind, way);
        List<Map<String, String>> expected = new ArrayList<>();
        List<Integer> parts = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            undisturbed.others(turn);
            undisturbed.shop().done.clear();
            undisturbed.finish();
            parts.add(undisturbed.shop().done.size());
            expected.add(undisturbed.shop().state());
        }
        assertTrue(parts.stream().allMatch(count -> count >= 2), parts::toString);
        int most = parts.stream().max(Integer::compare).orElseThrow();
        for (int part = 1; part <= most; part++) {
            Scene scene = scene("killed-" + part, kind, way);
            for (int turn = 0; turn < TURNS; turn++) {
                scene.others(turn);
                assertEquals(part <= parts.get(turn), scene.killed(part));
                if (!scene.shop().state().equals(expected.get(turn))) {
                    scene.finish();
                }
                assertEquals(expected.get(turn), scene.shop().state(), "turn " + turn + ", killed after " + part);
            }
        }
    }

    /** The answer of the remote is lost, but it has taken the push. */
    @Test
    void aPushWhoseAnswerIsLostCounts() throws Exception {
        Scene scene = scene("lost", Kind.RELEASE, Host.Way.MERGE);
        for (int turn = 0; turn < TURNS; turn++) {
            scene.others(turn);
            scene.shop().hook("post-receive", "kill -9 $PPID\n");
            try {
                scene.finish();
            } catch (RuntimeException lost) {
                scene.shop().hook("post-receive", "exit 0\n");
                scene.finish();
            }
        }
        assertEquals(scene.shop().state().get("remote"), scene.shop().state().get("local"));
    }

    @Test
    void theTagAndTheWayBackArePushedBothOrNone() throws Exception {
        Scene scene = scene("refused", Kind.RELEASE, Host.Way.MERGE);
        scene.finish();
        scene.others(1);
        Map<String, String> before = scene.shop().state();
        scene.shop().hook("update", "test \"$1\" != refs/heads/merge/v1.1.0-to-develop\n");
        ReleaseStopped stopped = assertThrows(ReleaseStopped.class, scene::finish);
        assertTrue(stopped.getMessage().contains("origin refused the push"), stopped.getMessage());
        assertEquals(before, scene.shop().state());
        scene.shop().hook("update", "exit 0\n");
        assertEquals("waiting", scene.finish().outcome());
    }

    @Test
    void whoTagsMeanwhileIsNotOverrun() throws Exception {
        Scene scene = scene("meanwhile", Kind.RELEASE, Host.Way.MERGE);
        scene.finish();
        scene.others(1);
        String other = scene.shop().another().directory().toString();
        scene.shop()
                .localHook(
                        "pre-push",
                        "unset GIT_DIR GIT_INDEX_FILE GIT_PREFIX; git -C '" + other
                                + "' push -q origin origin/main:refs/tags/v1.1.0\n");
        ReleaseStopped stopped = assertThrows(ReleaseStopped.class, scene::finish);
        assertTrue(stopped.getMessage().contains("somebody else has pushed"), stopped.getMessage());
        scene.shop().localHook("pre-push", "exit 0\n");
        assertEquals("waiting", scene.finish().outcome());
        assertEquals("commit", scene.shop().remote.git("cat-file", "-t", "v1.1.0"), "theirs, on the right commit");
    }
}
