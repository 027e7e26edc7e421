package io.jenkins.plugins.deploymentworkflow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a release refuses, with the way out, and nothing touched. */
class RefusalsTest {
    @TempDir
    Path root;

    private Shop shop;

    @BeforeEach
    void aShop() {
        shop = new Shop(root);
    }

    private void refuses(String reason, String wayOut, Executable command) {
        Map<String, String> before = shop.state();
        ReleaseRefused refused = assertThrows(ReleaseRefused.class, command);
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
        assertTrue(refused.getMessage().contains(wayOut), refused.getMessage());
        assertEquals(before, shop.state());
    }

    private void refusesBoth(String reason, String wayOut) throws InterruptedException {
        refuses(reason, wayOut, () -> shop.start(Kind.RELEASE, "1.1.0"));
        refuses(reason, wayOut, () -> shop.finish(Kind.HOTFIX));
    }

    private void withAHotfix() throws InterruptedException {
        shop.start(Kind.HOTFIX, "1.0.1");
        shop.clone.commit("fix: close the door");
        shop.clone.git("push", "-q");
    }

    @Test
    void changesThatAreNotCommitted() throws Exception {
        withAHotfix();
        shop.clone.write("a.txt", "changed\n");
        refusesBoth("not committed: a.txt", "git stash");
        shop.clone.git("add", "a.txt");
        refusesBoth("not committed: a.txt", "git commit -a");
    }

    @Test
    void filesThatGitDoesNotKnowAreNoChanges() throws Exception {
        shop.clone.write("notes.txt", "mine\n");
        shop.start(Kind.RELEASE, "1.1.0");
        shop.finish(Kind.RELEASE);
        assertEquals("?? notes.txt", shop.clone.git("status", "--porcelain"));
    }

    @Test
    void filesInTheWayOfTheMerge() throws Exception {
        shop.start(Kind.RELEASE, "1.1.0");
        TestRepository other = shop.another();
        other.checkout("develop").commit("new.txt", "feat: new");
        other.git("push", "-q");
        shop.clone.write("new.txt", "mine\n");
        refuses("new.txt", "Move what is in the way", () -> shop.finish(Kind.RELEASE));
    }

    @Test
    void aMergeUnderWay() throws Exception {
        withAHotfix();
        shop.clone.git("merge", "-q", "--no-ff", "--no-commit", "develop", "-X", "ours");
        refuses("a merge is under way", "git merge --abort", () -> shop.finish(Kind.HOTFIX));
    }

    @Test
    void aDetachedHead() throws Exception {
        withAHotfix();
        shop.clone.git("checkout", "-q", "--detach");
        Executable finish = () -> shop.finish(Kind.HOTFIX);
        ReleaseRefused refused = assertThrows(ReleaseRefused.class, finish);
        assertTrue(refused.getMessage().contains("git switch develop"), refused.getMessage());
    }

    @Test
    void branchesThatHaveDiverged() throws Exception {
        withAHotfix();
        TestRepository other = shop.another();
        other.checkout("develop").commit("feat: by somebody else");
        other.git("push", "-q");
        shop.clone.checkout("develop").commit("feat: mine");
        refusesBoth("develop and origin/develop have diverged", "git pull --rebase origin develop");
    }

    @Test
    void aTagThatExistsHereOrThere() throws Exception {
        shop.clone.tag("v1.1.0");
        refuses("v1.1.0 exists already", "git tag -d v1.1.0", () -> shop.start(Kind.RELEASE, "1.1.0"));
        shop.clone.git("push", "-q", "origin", "v1.1.0");
        shop.clone.git("tag", "-d", "v1.1.0");
        refuses("exists already at origin", "--delete v1.1.0", () -> shop.start(Kind.RELEASE, "1.1.0"));
    }

    @Test
    void aVersionThatIsNotHigherThanTheLast() {
        refuses("1.0.0-rc.1 is not higher", "higher version", () -> shop.start(Kind.RELEASE, "1.0.0-rc.1"));
        refuses("0.9.0 is not higher", "higher version", () -> shop.start(Kind.RELEASE, "0.9.0"));
    }

    @Test
    void aSecondReleaseAndNoneAtAll() throws Exception {
        refuses("no release is open", "release start", () -> shop.finish(Kind.RELEASE));
        shop.start(Kind.RELEASE, "1.1.0");
        refuses("open already: release/v1.1.0", "git branch -D", () -> shop.start(Kind.RELEASE, "1.2.0"));
        refuses(
                "no branch release/v9.0.0",
                "release/v1.1.0",
                () -> shop.flow().finish(Kind.RELEASE, Options.NONE.withVersion("9.0.0")));
    }

    @Test
    void developOrMainIsMissing() {
        shop.remote.git("branch", "-D", "develop");
        shop.clone.git("fetch", "-q", "--prune");
        shop.clone.checkout("main").git("branch", "-D", "develop");
        refuses("no branch develop", "git branch develop main", () -> shop.start(Kind.RELEASE, "1.1.0"));
        shop.remote.git("branch", "-m", "main", "master");
        shop.clone.git("branch", "-m", "main", "master");
        refuses("no branch main", "main: master", () -> shop.start(Kind.RELEASE, "1.1.0"));
    }

    @Test
    void nobodyKnownAsCommitter() {
        shop.with(Map.of("GIT_COMMITTER_NAME", "", "GIT_COMMITTER_EMAIL", ""));
        refuses("who commits", "git config user.name", () -> shop.start(Kind.RELEASE, "1.1.0"));
    }

    @Test
    void aShallowClone() {
        TestRepository shallow = shop.remote.cloned(root.resolve("shallow"), "--depth=1", "--branch", "develop");
        ReleaseRefused refused = assertThrows(
                ReleaseRefused.class,
                () -> GitFlow.in(shallow.git(), step -> {}).start(Kind.RELEASE, Options.NONE.withVersion("1.1.0")));
        assertTrue(refused.getMessage().contains("git fetch --unshallow"), refused.getMessage());
    }

    @Test
    void aBareRepository() {
        assertThrows(
                ReleaseRefused.class,
                () -> GitFlow.in(shop.remote.git(), step -> {}).start(Kind.RELEASE, Options.NONE));
    }

    @Test
    void aBranchThatIsCheckedOutElsewhere() throws Exception {
        shop.start(Kind.RELEASE, "1.1.0");
        shop.clone.git("worktree", "add", "-q", root.resolve("second").toString(), "main");
        refuses("main is checked out in another work tree", "Switch", () -> shop.finish(Kind.RELEASE));
    }

    @Test
    void aRemoteThatIsNotThere() {
        shop.clone.git("remote", "rename", "origin", "upstream");
        refuses("no remote origin, but upstream", "--no-push", () -> shop.start(Kind.RELEASE, "1.1.0"));
    }

    @Test
    void aBranchWhoseNameIsNoVersion() {
        shop.clone.branch("release/next").commit("feat: x");
        refuses("says no version", "release/v1.4.0", () -> shop.finish(Kind.RELEASE));
    }

    @Test
    void aBrokenConfiguration() {
        shop.clone.write("config/release.yaml", "branchs: {}\n");
        ConfigurationException wrong =
                assertThrows(ConfigurationException.class, () -> shop.start(Kind.RELEASE, "1.1.0"));
        assertTrue(wrong.getMessage().startsWith("config/release.yaml:1: branchs"), wrong.getMessage());
    }

    @Test
    void anotherCommandAtWork() throws IOException {
        Path lock = shop.clone.directory().resolve(".git/deployment-workflow.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertTrue(held.isValid());
            refuses("another release command", "Wait", () -> shop.start(Kind.RELEASE, "1.1.0"));
        }
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        shop.clone.write("a.txt", "changed\n");
        shop.clone.git("checkout", "-q", "--detach");
        ReleaseRefused refused = assertThrows(
                ReleaseRefused.class,
                () -> shop.flow()
                        .start(
                                Kind.RELEASE,
                                new Options(
                                        Optional.of("1.1.0"),
                                        Optional.of(false),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty())));
        assertEquals(2, refused.reasons().size());
    }
}
