package io.jenkins.plugins.deploymentworkflow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merge with conflicts stops before anything changes, and the commands that it tells really go on, and back. */
class ConflictTest {
    @TempDir
    Path root;

    private Shop shop;

    private ReleaseStopped stopped(Kind kind) {
        Map<String, String> before = shop.state();
        ReleaseStopped stopped = assertThrows(ReleaseStopped.class, () -> shop.finish(kind));
        assertEquals(before, shop.state());
        assertTrue(stopped.getMessage().contains("have conflicts in a.txt"), stopped.getMessage());
        return stopped;
    }

    private static List<String> commands(ReleaseStopped stopped) {
        return stopped.getMessage()
                .lines()
                .filter(line -> line.startsWith("    git "))
                .map(String::strip)
                .toList();
    }

    /** Gives the commands; after a merge that stops, a.txt is what a person would make of it. */
    private void solve(ReleaseStopped stopped) throws InterruptedException {
        for (String command : commands(stopped)) {
            String[] words = command.split(" ");
            String[] arguments = Arrays.copyOfRange(words, 1, words.length);
            if (command.equals("git merge --abort")) {
                return;
            }
            if (words[1].equals("merge")) {
                assertEquals(1, shop.git().run(arguments).exitCode(), command);
                shop.clone.write("a.txt", "solved\n");
                keepOwnVersion();
            } else {
                shop.clone.git(arguments);
            }
        }
    }

    private void keepOwnVersion() {
        if (shop.clone.git("status", "--porcelain").contains("UU pom.xml")) {
            shop.clone.git("checkout", "-q", "--ours", "pom.xml");
        }
    }

    private void changeIn(String branch, String text) {
        TestRepository other = shop.another();
        other.checkout(branch).write("a.txt", text);
        other.git("commit", "-q", "-am", "fix: " + text.strip());
        other.git("push", "-q");
    }

    @Test
    void withDevelop() throws Exception {
        shop = new Shop(root);
        shop.start(Kind.RELEASE, "1.1.0");
        changeIn("release/v1.1.0", "release\n");
        changeIn("develop", "develop\n");
        solve(stopped(Kind.RELEASE));
        shop.finish(Kind.RELEASE);
        assertEquals("release", shop.remoteFile("main", "a.txt"));
        assertEquals("solved", shop.remoteFile("develop", "a.txt"));
        assertEquals(Shop.pom("1.2.0-SNAPSHOT").strip(), shop.remoteFile("develop", "pom.xml"));
        assertEquals(shop.state().get("remote"), shop.state().get("local"));
    }

    @Test
    void withMain() throws Exception {
        shop = new Shop(root);
        shop.start(Kind.RELEASE, "1.1.0");
        changeIn("release/v1.1.0", "release\n");
        changeIn("main", "main\n");
        solve(stopped(Kind.RELEASE));
        shop.finish(Kind.RELEASE);
        assertEquals("solved", shop.remoteFile("main", "a.txt"));
        assertEquals("solved", shop.remoteFile("develop", "a.txt"));
        assertEquals(shop.state().get("remote"), shop.state().get("local"));
    }

    @Test
    void ofAHotfixWithDevelop() throws Exception {
        shop = new Shop(root);
        shop.start(Kind.HOTFIX, "1.0.1");
        shop.clone.write("a.txt", "hotfix\n").git("commit", "-q", "-am", "fix: a");
        changeIn("develop", "develop\n");
        ReleaseStopped stopped = stopped(Kind.HOTFIX);
        assertTrue(stopped.getMessage().contains("in a.txt, pom.xml."), stopped.getMessage());
        solve(stopped);
        shop.finish(Kind.HOTFIX);
        assertEquals("hotfix", shop.remoteFile("main", "a.txt"));
        assertEquals("solved", shop.remoteFile("develop", "a.txt"));
        assertEquals(Shop.pom("1.1.0-SNAPSHOT").strip(), shop.remoteFile("develop", "pom.xml"));
    }

    @Test
    void aMergeThatWasBegunIsGivenUp() throws Exception {
        shop = new Shop(root);
        shop.start(Kind.RELEASE, "1.1.0");
        changeIn("release/v1.1.0", "release\n");
        changeIn("main", "main\n");
        ReleaseStopped stopped = stopped(Kind.RELEASE);
        for (String command : commands(stopped)) {
            String[] words = command.split(" ");
            shop.git().run(Arrays.copyOfRange(words, 1, words.length));
            if (command.startsWith("git merge --no-ff")) {
                break;
            }
        }
        assertTrue(shop.clone.git("status", "--porcelain").contains("UU a.txt"));
        shop.clone.git("merge", "--abort");
        assertEquals("", shop.clone.git("status", "--porcelain"));
        stopped(Kind.RELEASE);
    }
}
