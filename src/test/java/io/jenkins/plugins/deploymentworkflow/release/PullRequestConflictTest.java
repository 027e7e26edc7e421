package io.jenkins.plugins.deploymentworkflow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conflicts on the way stop before anything changes, and the commands that are told really go on. */
class PullRequestConflictTest {
    @TempDir
    Path root;

    private Shop shop;
    private Host host;

    private ReleaseResult finish(Kind kind) throws InterruptedException {
        return shop.flow().finish(kind, Shop.pullRequests());
    }

    private void aShop(Kind kind, String version) throws InterruptedException {
        shop = new Shop(root);
        host = new Host(shop);
        shop.start(kind, version);
        shop.clone.write("a.txt", "ours\n").git("commit", "-q", "-am", "fix: ours");
    }

    private List<String> stopped(Kind kind) {
        Map<String, String> before = shop.state();
        ReleaseStopped stopped = assertThrows(ReleaseStopped.class, () -> finish(kind));
        assertEquals(before, shop.state());
        assertTrue(stopped.getMessage().contains("conflicts in a.txt"), stopped.getMessage());
        return stopped.getMessage()
                .lines()
                .filter(line -> line.startsWith("    git ") && !line.contains("--abort"))
                .map(String::strip)
                .toList();
    }

    /** In a shell, as people give them; a merge that stops is solved as a person would. */
    private void solve(List<String> commands) throws IOException, InterruptedException {
        for (String command : commands) {
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                    .directory(shop.clone.directory().toFile())
                    .redirectErrorStream(true);
            builder.environment().putAll(TestRepository.ALONE);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes());
            boolean merge = command.startsWith("git merge");
            assertEquals(merge ? 1 : 0, process.waitFor(), command + ": " + output);
            if (merge) {
                shop.clone.write("a.txt", "solved\n");
                if (shop.clone.git("status", "--porcelain").contains("UU pom.xml")) {
                    shop.clone.git("checkout", "-q", "--ours", "pom.xml");
                }
            }
        }
    }

    @Test
    void withMainAreSolvedOnTheReleasesBranch() throws Exception {
        aShop(Kind.RELEASE, "1.1.0");
        host.commit("main", "a.txt", "theirs\n");
        solve(stopped(Kind.RELEASE));
        assertEquals("waiting", finish(Kind.RELEASE).outcome());
        host.merge("release/v1.1.0", "main", Host.Way.SQUASH);
        finish(Kind.RELEASE);
        host.merge("merge/v1.1.0-to-develop", "develop", Host.Way.MERGE);
        assertEquals("finished", finish(Kind.RELEASE).outcome());
        assertEquals("solved", shop.remoteFile("develop", "a.txt"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Host.Way.class,
            names = {"MERGE", "SQUASH"})
    void onTheWayBackAreSolvedOnTheBranchOfTheWayBack(Host.Way way) throws Exception {
        aShop(Kind.HOTFIX, "1.0.1");
        host.commit("develop", "a.txt", "theirs\n");
        finish(Kind.HOTFIX);
        host.merge("hotfix/v1.0.1", "main", way, true);
        solve(stopped(Kind.HOTFIX));
        ReleaseResult waiting = finish(Kind.HOTFIX);
        assertEquals("waiting", waiting.outcome());
        assertEquals(shop.remote.git("rev-parse", "main"), shop.remote.git("rev-parse", "v1.0.1^{}"));
        host.merge("merge/v1.0.1-to-develop", "develop", Host.Way.MERGE);
        shop.clone.checkout("hotfix/v1.0.1");
        assertEquals("finished", finish(Kind.HOTFIX).outcome());
        assertEquals("solved", shop.remoteFile("develop", "a.txt"));
        assertEquals(Shop.pom("1.1.0-SNAPSHOT").strip(), shop.remoteFile("develop", "pom.xml"));
        assertEquals(shop.state().get("remote"), shop.state().get("local"), "also the branch of the way back is gone");
    }

    @Test
    void thatCameWhileTheWayBackWaitedAreSolvedThereToo() throws Exception {
        aShop(Kind.RELEASE, "1.1.0");
        finish(Kind.RELEASE);
        host.merge("release/v1.1.0", "main", Host.Way.MERGE);
        finish(Kind.RELEASE);
        host.commit("develop", "a.txt", "theirs\n");
        solve(stopped(Kind.RELEASE));
        assertEquals("waiting", finish(Kind.RELEASE).outcome());
        host.merge("merge/v1.1.0-to-develop", "develop", Host.Way.MERGE);
        ReleaseResult finished = finish(Kind.RELEASE);
        assertEquals("finished", finished.outcome());
        assertTrue(finished.notes().toString().contains("git branch -D merge/v1.1.0-to-develop"), finished::toString);
        assertEquals(Shop.pom("1.2.0-SNAPSHOT").strip(), shop.remoteFile("develop", "pom.xml"));
    }
}
