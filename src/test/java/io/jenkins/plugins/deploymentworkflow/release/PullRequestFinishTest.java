package io.jenkins.plugins.deploymentworkflow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Releases and hotfixes of a remote that refuses pushes to main and develop, from beginning to end. */
class PullRequestFinishTest {
    @TempDir
    Path root;

    private Shop shop;
    private Host host;

    @BeforeEach
    void aHost() {
        shop = new Shop(root);
        host = new Host(shop);
    }

    private ReleaseResult finish(Kind kind) throws InterruptedException {
        return shop.flow().finish(kind, Shop.pullRequests());
    }

    private String begun(Kind kind) throws InterruptedException {
        String branch =
                shop.start(kind, kind == Kind.RELEASE ? "1.1.0" : "1.0.1").branch();
        shop.clone.commit("tea.txt", "fix: weigh the tea");
        return branch;
    }

    private ReleaseResult waiting(Kind kind, String todo) throws InterruptedException {
        ReleaseResult result = finish(kind);
        assertEquals("waiting", result.outcome(), result::toString);
        assertTrue(result.todo().get(0).contains(todo), result::toString);
        assertTrue(result.todo().get(1).contains(kind.word() + " finish"), result::toString);
        Map<String, String> state = shop.state();
        assertEquals(result, finish(kind), "nothing has happened since, so the answer is the same");
        assertEquals(state, shop.state());
        assertEquals("false", state.get("left"), "nothing is recorded that the remote says");
        return result;
    }

    private void finished(Kind kind, String tag, List<String> merged) throws InterruptedException {
        ReleaseResult result = finish(kind);
        assertEquals(List.of("finished", tag, merged), List.of(result.outcome(), result.tag(), result.merged()));
        Map<String, String> state = shop.state();
        assertEquals(state.get("remote"), state.get("local"));
        assertEquals("", state.get("status"));
        assertEquals("false", state.get("left"));
        assertEquals("", shop.clone.git("for-each-ref", "refs/remotes/origin/merge", "refs/remotes/origin/hotfix"));
    }

    /** Also while main has a release that is not tagged yet. */
    private void noViolationsHere() throws InterruptedException {
        shop.clone.git("fetch", "-q");
        shop.clone.write("config/release.yaml", "pullRequests: true\n");
        assertEquals(List.of(), shop.flow().check(Optional.empty()));
        shop.clone.git("clean", "-q", "-f", "-d", "config");
    }

    private void noViolations() throws InterruptedException {
        assertEquals(List.of(), GitFlow.in(shop.another().git(), what -> {}).check(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "RELEASE, MERGE, false",
        "RELEASE, MERGE, true",
        "RELEASE, SQUASH, false",
        "RELEASE, SQUASH, true",
        "RELEASE, REBASE, true",
        "HOTFIX, MERGE, true",
        "HOTFIX, SQUASH, false",
        "HOTFIX, REBASE, false",
        "HOTFIX, FORWARD, true"
    })
    void isMergedByOthersTaggedBroughtBackByOthersAndGone(Kind kind, Host.Way way, boolean delete) throws Exception {
        String branch = begun(kind);
        String tag = branch.substring(branch.indexOf('/') + 1);
        String back = "merge/" + tag + "-to-develop";
        String main = shop.remote.git("rev-parse", "main");
        String develop = shop.remote.git("rev-parse", "develop");

        ReleaseResult proposed = waiting(kind, "from " + branch + " to main");
        assertEquals(List.of(), proposed.merged());
        assertEquals(shop.clone.head(), shop.remote.git("rev-parse", branch));
        assertEquals(main, shop.remote.git("rev-parse", "main"));
        assertFalse(shop.remote.git("tag").contains(tag));

        host.merge(branch, "main", way, delete);
        if (way == Host.Way.MERGE || way == Host.Way.SQUASH) {
            noViolationsHere();
        }
        main = shop.remote.git("rev-parse", "main");
        ReleaseResult tagged = waiting(kind, "from " + back + " to develop");
        assertEquals(List.of("main"), tagged.merged());
        assertEquals("tag", shop.remote.git("cat-file", "-t", tag));
        assertEquals(main, shop.remote.git("rev-parse", tag + "^{commit}"));
        assertEquals(shop.remote.git("rev-parse", tag), shop.clone.git("rev-parse", tag));
        assertEquals(develop + " " + main, shop.remote.git("log", "-1", "--format=%P", back));
        assertEquals(main, shop.remote.git("rev-parse", "main"));
        assertEquals(develop, shop.remote.git("rev-parse", "develop"));
        if (way != Host.Way.REBASE && way != Host.Way.FORWARD) {
            noViolations();
        }

        host.merge(back, "develop", Host.Way.MERGE, delete);
        finished(kind, tag, List.of("main", "develop"));
        assertEquals(
                "refs/heads/develop\nrefs/heads/main\nrefs/tags/v1.0.0\nrefs/tags/" + tag,
                shop.remote.git("for-each-ref", "--format=%(refname)"));
        assertEquals(Shop.pom(tag.substring(1)).strip(), shop.remoteFile("main", "pom.xml"));
        String next = kind == Kind.RELEASE ? "1.2.0-SNAPSHOT" : "1.1.0-SNAPSHOT";
        assertEquals(Shop.pom(next).strip(), shop.remoteFile("develop", "pom.xml"));
        assertEquals(
                "fix: weigh the tea",
                shop.remoteFile("develop", "tea.txt").lines().findFirst().orElse(""));
        assertEquals("develop", shop.clone.git("branch", "--show-current"));
        noViolations();
    }

    @Test
    void releaseAfterReleaseWithSquashes() throws Exception {
        for (int minor = 1; minor <= 3; minor++) {
            String version = "1." + minor + ".0";
            host.commit("develop", "a.txt", "one\ntwo\n" + version + "\n");
            shop.start(Kind.RELEASE, version);
            shop.clone.write("a.txt", "one\n" + version + "\n").git("commit", "-q", "-am", "fix: shorten");
            waiting(Kind.RELEASE, "to main");
            host.commit("develop", "b.txt", version + "\n");
            host.merge("release/v" + version, "main", Host.Way.SQUASH, true);
            waiting(Kind.RELEASE, "to develop");
            host.merge("merge/v" + version + "-to-develop", "develop", Host.Way.MERGE, true);
            finished(Kind.RELEASE, "v" + version, List.of("main", "develop"));
        }
        assertEquals("one\n1.3.0", shop.remoteFile("develop", "a.txt"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void eachPartGoesOnInAFreshClone(Kind kind) throws Exception {
        String branch = begun(kind);
        waiting(kind, "to main");
        host.merge(branch, "main", Host.Way.MERGE, true);
        String tag = branch.substring(branch.indexOf('/') + 1);
        TestRepository second = shop.another();
        ReleaseResult tagged = GitFlow.in(second.git(), what -> {}).finish(kind, Shop.pullRequests());
        assertEquals("waiting", tagged.outcome());
        assertEquals(shop.remote.git("rev-parse", "main"), shop.remote.git("rev-parse", tag + "^{}"));
        TestRepository third = shop.another();
        assertEquals(
                tagged,
                GitFlow.in(third.git(), what -> {}).finish(kind, Shop.pullRequests()),
                "also which one is meant");
        Kind other = kind == Kind.RELEASE ? Kind.HOTFIX : Kind.RELEASE;
        assertThrows(
                ReleaseRefused.class, () -> GitFlow.in(third.git(), what -> {}).finish(other, Shop.pullRequests()));
        host.merge("merge/" + tag + "-to-develop", "develop", Host.Way.MERGE);
        assertEquals(
                "finished",
                GitFlow.in(shop.another().git(), what -> {})
                        .finish(kind, Shop.pullRequests())
                        .outcome());
        Options named = Shop.pullRequests().withVersion(tag.substring(1));
        assertEquals(
                "finished",
                GitFlow.in(shop.another().git(), what -> {}).finish(kind, named).outcome());
        assertEquals("develop\nmain", shop.remote.git("for-each-ref", "--format=%(refname:short)", "refs/heads"));
    }

    @Test
    void aSquashInAFreshCloneWithoutTheBranchIsNotGuessed() throws Exception {
        String branch = begun(Kind.RELEASE);
        waiting(Kind.RELEASE, "to main");
        host.merge(branch, "main", Host.Way.SQUASH, true);
        String before = shop.remote.git("for-each-ref");
        GitFlow fresh = GitFlow.in(shop.another().git(), what -> {});
        assertThrows(ReleaseRefused.class, () -> fresh.finish(Kind.RELEASE, Shop.pullRequests()));
        ReleaseRefused refused = assertThrows(
                ReleaseRefused.class,
                () -> fresh.finish(Kind.RELEASE, Shop.pullRequests().withVersion("1.1.0")));
        assertTrue(refused.getMessage().contains("no branch release/v1.1.0"), refused.getMessage());
        assertTrue(refused.getMessage().contains("git tag -a v1.1.0"), refused.getMessage());
        assertEquals(before, shop.remote.git("for-each-ref"));
    }

    @Test
    void aHotfixGoesToTheReleaseThatIsOpen() throws Exception {
        shop.start(Kind.RELEASE, "1.1.0");
        String branch = begun(Kind.HOTFIX);
        waiting(Kind.HOTFIX, "to main");
        host.merge(branch, "main", Host.Way.MERGE, true);
        waiting(Kind.HOTFIX, "from merge/v1.0.1-to-release-v1.1.0 to release/v1.1.0");
        host.merge("merge/v1.0.1-to-release-v1.1.0", "release/v1.1.0", Host.Way.MERGE);
        finished(Kind.HOTFIX, "v1.0.1", List.of("main", "release/v1.1.0"));
        assertEquals(Shop.pom("1.1.0").strip(), shop.remoteFile("release/v1.1.0", "pom.xml"));
        noViolations();
        waiting(Kind.RELEASE, "to main");
        host.merge("release/v1.1.0", "main", Host.Way.MERGE);
        ReleaseRefused early = assertThrows(
                ReleaseRefused.class,
                () -> shop.flow().start(Kind.HOTFIX, Shop.pullRequests().withVersion("1.0.2")));
        assertTrue(early.getMessage().contains("Finish it first: release finish"), early.getMessage());
        waiting(Kind.RELEASE, "to develop");
        host.merge("merge/v1.1.0-to-develop", "develop", Host.Way.MERGE);
        finished(Kind.RELEASE, "v1.1.0", List.of("main", "develop"));
    }

    @Test
    void aHotfixThatLostItsReleaseGoesToDevelop() throws Exception {
        shop.start(Kind.RELEASE, "1.1.0");
        String branch = begun(Kind.HOTFIX);
        finish(Kind.HOTFIX);
        host.merge(branch, "main", Host.Way.MERGE, true);
        waiting(Kind.HOTFIX, "to release/v1.1.0");
        host.delete("release/v1.1.0");
        shop.clone.git("branch", "-D", "release/v1.1.0");
        waiting(Kind.HOTFIX, "from merge/v1.0.1-to-develop to develop");
        host.merge("merge/v1.0.1-to-develop", "develop", Host.Way.MERGE);
        ReleaseResult finished = finish(Kind.HOTFIX);
        assertEquals("finished", finished.outcome());
        assertTrue(finished.notes().toString().contains("merge/v1.0.1-to-release-v1.1.0"), finished::toString);
    }

    @Test
    void theTagIsOnTheCommitThatIsTheReleaseAlsoWhenMainHasMovedOn() throws Exception {
        for (Host.Way way : List.of(Host.Way.MERGE, Host.Way.SQUASH)) {
            String version = way == Host.Way.MERGE ? "1.1.0" : "1.2.0";
            shop.start(Kind.RELEASE, version);
            shop.clone.commit("fix: " + way);
            waiting(Kind.RELEASE, "to main");
            host.commit("main", way + "-before.txt", "meanwhile\n");
            host.merge("release/v" + version, "main", way, true);
            String release = shop.remote.git("rev-parse", "main");
            host.commit("main", way + "-after.txt", "afterwards\n");
            waiting(Kind.RELEASE, "to develop");
            assertEquals(release, shop.remote.git("rev-parse", "v" + version + "^{}"));
            host.merge("merge/v" + version + "-to-develop", "develop", Host.Way.MERGE);
            finished(Kind.RELEASE, "v" + version, List.of("main", "develop"));
        }
    }

    @Test
    void aPullRequestThatIsClosedIsAskedForAgain() throws Exception {
        String branch = begun(Kind.RELEASE);
        waiting(Kind.RELEASE, "to main");
        host.delete(branch);
        ReleaseRefused lost = assertThrows(ReleaseRefused.class, () -> finish(Kind.RELEASE));
        String again = "git push origin " + shop.clone.head() + ":refs/heads/" + branch;
        assertTrue(lost.getMessage().contains(again), lost.getMessage());
        shop.clone.git(again.substring(4).split(" "));
        waiting(Kind.RELEASE, "to main");
        host.merge(branch, "main", Host.Way.MERGE);
        waiting(Kind.RELEASE, "to develop");
        host.delete("merge/v1.1.0-to-develop");
        host.commit("develop", "b.txt", "go on\n");
        waiting(Kind.RELEASE, "to develop");
        host.merge("merge/v1.1.0-to-develop", "develop", Host.Way.MERGE);
        finished(Kind.RELEASE, "v1.1.0", List.of("main", "develop"));
    }

    @Test
    void aSquashWithOtherChangesIsTaggedByAPerson() throws Exception {
        String branch = begun(Kind.RELEASE);
        waiting(Kind.RELEASE, "to main");
        host.commit(branch, "more.txt", "by the host's editor\n");
        host.merge(branch, "main", Host.Way.SQUASH, true);
        ReleaseRefused lost = assertThrows(ReleaseRefused.class, () -> finish(Kind.RELEASE));
        assertTrue(lost.getMessage().contains("git tag -a v1.1.0"), lost.getMessage());
        shop.clone.git("fetch", "-q", "origin", "main");
        shop.clone.git("tag", "-a", "v1.1.0", "-m", "Release 1.1.0", "FETCH_HEAD");
        shop.clone.git("push", "-q", "origin", "v1.1.0");
        waiting(Kind.RELEASE, "to develop");
        host.merge("merge/v1.1.0-to-develop", "develop", Host.Way.MERGE);
        finished(Kind.RELEASE, "v1.1.0", List.of("main", "develop"));
    }

    @Test
    void aSquashedWayBackIsNoWayBack() throws Exception {
        host.merge(begunAndProposed(), "main", Host.Way.MERGE);
        waiting(Kind.RELEASE, "to develop");
        host.merge("merge/v1.1.0-to-develop", "develop", Host.Way.SQUASH);
        waiting(Kind.RELEASE, "squashed or rebased");
        host.merge("merge/v1.1.0-to-develop", "develop", Host.Way.MERGE);
        finished(Kind.RELEASE, "v1.1.0", List.of("main", "develop"));
    }

    private String begunAndProposed() throws InterruptedException {
        String branch = begun(Kind.RELEASE);
        waiting(Kind.RELEASE, "to main");
        return branch;
    }

    @Test
    void aReleaseThatWasRevertedAndMergedAgainIsNotGuessed() throws Exception {
        String branch = begunAndProposed();
        host.merge(branch, "main", Host.Way.SQUASH);
        host.revert("main");
        host.revert("main");
        ReleaseRefused refused = assertThrows(ReleaseRefused.class, () -> finish(Kind.RELEASE));
        assertTrue(
                refused.getMessage().contains("several commits of main may be release/v1.1.0"), refused.getMessage());
        shop.clone.git("tag", "-a", "v1.1.0", "-m", "Release 1.1.0", "origin/main");
        shop.clone.git("push", "-q", "origin", "v1.1.0");
        waiting(Kind.RELEASE, "to develop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "develop"})
    void aTagOfThatNameSomewhereElseIsRefused(String where) throws Exception {
        String branch = begunAndProposed();
        TestRepository other = shop.another();
        other.checkout(where).annotatedTag("v1.1.0").git("push", "-q", "origin", "v1.1.0");
        for (int turn = 0; turn < 2; turn++) {
            String before = shop.state().get("remote");
            ReleaseRefused refused = assertThrows(ReleaseRefused.class, () -> finish(Kind.RELEASE));
            assertTrue(refused.getMessage().contains("the tag v1.1.0 exists already at origin"), refused.getMessage());
            assertEquals(before, shop.state().get("remote"));
            if (turn == 0) {
                host.merge(branch, "main", Host.Way.MERGE);
            }
        }
        shop.clone.git("tag", "-d", "v1.1.0");
        shop.clone.git("push", "-q", "origin", "--delete", "v1.1.0");
        waiting(Kind.RELEASE, "to develop");
    }

    @Test
    void aTagHereIsRefused() throws Exception {
        begunAndProposed();
        shop.clone.tag("v1.1.0");
        ReleaseRefused refused = assertThrows(ReleaseRefused.class, () -> finish(Kind.RELEASE));
        assertTrue(refused.getMessage().contains("git tag -d v1.1.0"), refused.getMessage());
    }

    @Test
    void commitsAfterTheMergeAreNotLost() throws Exception {
        String branch = begunAndProposed();
        host.merge(branch, "main", Host.Way.MERGE);
        host.commit(branch, "late.txt", "late\n");
        waiting(Kind.RELEASE, "from release/v1.1.0 to main");
        host.merge(branch, "main", Host.Way.MERGE);
        waiting(Kind.RELEASE, "to develop");
        host.commit(branch, "later.txt", "later\n");
        ReleaseRefused refused = assertThrows(ReleaseRefused.class, () -> finish(Kind.RELEASE));
        assertTrue(refused.getMessage().contains("bring them to another branch"), refused.getMessage());
        host.delete(branch);
        host.merge("merge/v1.1.0-to-develop", "develop", Host.Way.MERGE);
    }

    @Test
    void aHotfixWithoutACommitIsRefusedAndOneWithOneIsProposed() throws Exception {
        host.commit("main", "VERSION.txt", "no version file\n");
        shop.clone.git("fetch", "-q");
        shop.clone.git("rm", "-q", "pom.xml");
        shop.clone.git("commit", "-q", "-m", "chore: without Maven");
        shop.clone.git("checkout", "-q", "-b", "hotfix/v1.0.1", "v1.0.0");
        shop.clone.git("push", "-q", "-u", "origin", "hotfix/v1.0.1");
        shop.clone.write("pom.xml", Shop.pom("1.0.1")).git("commit", "-q", "-am", "fix: say 1.0.1");
        waiting(Kind.HOTFIX, "from hotfix/v1.0.1 to main");
        shop.clone.git("checkout", "-q", "-b", "hotfix/v1.0.2", "v1.0.0");
        ReleaseRefused refused = assertThrows(
                ReleaseRefused.class,
                () -> shop.flow().finish(Kind.HOTFIX, Shop.pullRequests().withVersion("1.0.2")));
        assertTrue(refused.getMessage().contains("has nothing that v1.0.0 has not"), refused.getMessage());
    }

    @Test
    void whatWasNotMergedIsTakenBackAndWhatWasIsNot() throws Exception {
        String branch = begunAndProposed();
        Map<String, String> before = shop.state();
        ReleaseResult aborted = shop.flow().abort(Kind.RELEASE, Shop.pullRequests());
        assertEquals("aborted", aborted.outcome());
        assertTrue(aborted.todo().get(0).contains("close the pull request"), aborted::toString);
        assertEquals(before, shop.state());
        host.merge(branch, "main", Host.Way.SQUASH);
        ReleaseRefused refused =
                assertThrows(ReleaseRefused.class, () -> shop.flow().abort(Kind.RELEASE, Shop.pullRequests()));
        assertTrue(refused.getMessage().contains("Go on: release finish"), refused.getMessage());
    }

    @Test
    void whereAPushToMainIsRefusedPullRequestsAreNamed() throws Exception {
        begun(Kind.RELEASE);
        Map<String, String> before = shop.state();
        ReleaseStopped stopped = assertThrows(ReleaseStopped.class, () -> shop.finish(Kind.RELEASE));
        assertTrue(stopped.getMessage().contains("GH006"), stopped.getMessage());
        assertTrue(stopped.getMessage().contains("--pull-requests"), stopped.getMessage());
        assertTrue(stopped.getMessage().contains("pullRequests: true"), stopped.getMessage());
        assertEquals(before, shop.state());
    }

    @Test
    void withoutARemoteThereAreNoPullRequests() throws Exception {
        begun(Kind.RELEASE);
        shop.clone.git("remote", "remove", "origin");
        ReleaseRefused refused = assertThrows(ReleaseRefused.class, () -> finish(Kind.RELEASE));
        assertTrue(refused.getMessage().contains("pullRequests: false"), refused.getMessage());
    }

    @Test
    void theAddressOfThePageIsSaidAndNoCredentials() throws Exception {
        begun(Kind.RELEASE);
        shop.clone.write(
                "config/release.yaml", "links: { repository: 'https://github.com/acme/shop' }\npullRequests: true\n");
        String todo = shop.finish(Kind.RELEASE).todo().get(0);
        assertTrue(todo.endsWith(": https://github.com/acme/shop/compare/main...release/v1.1.0?expand=1"), todo);
    }
}
