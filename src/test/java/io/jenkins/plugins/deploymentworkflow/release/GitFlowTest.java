package io.jenkins.plugins.deploymentworkflow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import io.jenkins.plugins.deploymentworkflow.release.notes.Entry;
import io.jenkins.plugins.deploymentworkflow.release.notes.NotesRequest;
import io.jenkins.plugins.deploymentworkflow.release.notes.ReleaseNotes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases and hotfixes from beginning to end, in real repositories. */
class GitFlowTest {
    @TempDir
    Path root;

    private Shop shop;

    @BeforeEach
    void aShop() {
        shop = new Shop(root);
    }

    @Test
    void aReleaseBeginsOnABranchOfItsOwnWithItsVersion() throws Exception {
        ReleaseResult started = shop.start(Kind.RELEASE, "1.1.0");
        assertEquals(
                new ReleaseResult(
                        "started",
                        "release/v1.1.0",
                        "1.1.0",
                        "v1.1.0",
                        List.of(),
                        "1.2.0-SNAPSHOT",
                        true,
                        List.of(),
                        List.of()),
                started);
        assertEquals("release/v1.1.0", shop.clone.git("branch", "--show-current"));
        assertEquals("", shop.clone.git("status", "--porcelain"));
        assertEquals(Shop.pom("1.1.0").strip(), shop.remoteFile("release/v1.1.0", "pom.xml"));
        assertEquals("Set the version to 1.1.0", shop.remote.git("log", "-1", "--format=%s", "release/v1.1.0"));
        assertEquals(shop.clone.git("rev-parse", "develop"), shop.clone.git("rev-parse", "HEAD^"));
        assertEquals("origin/release/v1.1.0", shop.clone.git("rev-parse", "--abbrev-ref", "@{upstream}"));
    }

    @Test
    void theVersionOfAReleaseIsWhatTheCommitsOfDevelopDemand() throws Exception {
        shop.clone.checkout("main");
        ReleaseResult started = shop.flow().start(Kind.RELEASE, Options.NONE);
        assertEquals("1.1.0", started.version());
        assertTrue(started.notes().get(0).contains("feat: sell tea"), started::toString);
    }

    @Test
    void aReleaseEndsOnMainWithATagAndReturnsToDevelop() throws Exception {
        shop.start(Kind.RELEASE, "1.1.0");
        shop.clone.commit("fix: weigh the tea");
        ReleaseResult finished = shop.finish(Kind.RELEASE);
        assertEquals(
                new ReleaseResult(
                        "finished",
                        "release/v1.1.0",
                        "1.1.0",
                        "v1.1.0",
                        List.of("main", "develop"),
                        "1.2.0-SNAPSHOT",
                        true,
                        List.of(),
                        List.of()),
                finished);
        assertEquals(
                "refs/heads/develop\nrefs/heads/main\nrefs/tags/v1.0.0\nrefs/tags/v1.1.0",
                shop.remote.git("for-each-ref", "--format=%(refname)"));
        assertEquals("tag", shop.remote.git("cat-file", "-t", "v1.1.0"));
        assertEquals(shop.remote.git("rev-parse", "main"), shop.remote.git("rev-parse", "v1.1.0^{commit}"));
        assertEquals("Release 1.1.0", shop.remote.git("tag", "-l", "--format=%(contents:subject)", "v1.1.0"));
        assertEquals("Merge branch 'release/v1.1.0' into main", shop.remote.git("log", "-1", "--format=%s", "main"));
        assertEquals("Merge tag 'v1.1.0' into develop", shop.remote.git("log", "-1", "--format=%s", "develop"));
        assertEquals(Shop.pom("1.1.0").strip(), shop.remoteFile("main", "pom.xml"));
        assertEquals(Shop.pom("1.2.0-SNAPSHOT").strip(), shop.remoteFile("develop", "pom.xml"));
        assertEquals("fix: weigh the tea", shop.remote.git("log", "-1", "--format=%s", "main^2"));
        sameHereAndThere();
        assertEquals("develop", shop.clone.git("branch", "--show-current"));
    }

    private void sameHereAndThere() {
        Map<String, String> state = shop.state();
        assertEquals(state.get("remote"), state.get("local"));
        assertEquals("", state.get("status"));
        assertEquals("false", state.get("left"));
    }

    @Test
    void aHotfixLeavesMainAndReturnsToBothWithoutLoweringTheVersionOfDevelop() throws Exception {
        ReleaseResult started = shop.flow().start(Kind.HOTFIX, Options.NONE);
        assertEquals("hotfix/v1.0.1", started.branch());
        assertEquals(shop.clone.git("rev-parse", "main"), shop.clone.git("rev-parse", "HEAD^"));
        shop.clone.commit("fix: close the door");
        ReleaseResult finished = shop.finish(Kind.HOTFIX);
        assertEquals(List.of("main", "develop"), finished.merged());
        assertEquals(Shop.pom("1.0.1").strip(), shop.remoteFile("main", "pom.xml"));
        assertEquals(Shop.pom("1.1.0-SNAPSHOT").strip(), shop.remoteFile("develop", "pom.xml"));
        sameHereAndThere();
    }

    @Test
    void aHotfixGoesToTheReleaseThatIsOpenAndWithItToDevelop() throws Exception {
        shop.start(Kind.RELEASE, "1.1.0");
        shop.start(Kind.HOTFIX, "1.0.1");
        shop.clone.commit("fix: close the door");
        ReleaseResult fixed = shop.finish(Kind.HOTFIX);
        assertEquals(List.of("main", "release/v1.1.0"), fixed.merged());
        assertTrue(fixed.notes().get(0).contains("goes to release/v1.1.0"), fixed::toString);
        assertEquals(Shop.pom("1.1.0").strip(), shop.remoteFile("release/v1.1.0", "pom.xml"));
        shop.finish(Kind.RELEASE);
        assertEquals(Shop.pom("1.1.0").strip(), shop.remoteFile("main", "pom.xml"));
        assertEquals(Shop.pom("1.2.0-SNAPSHOT").strip(), shop.remoteFile("develop", "pom.xml"));
        assertEquals("", shop.remote.git("log", "--format=%s", "main", "^develop"));
        sameHereAndThere();
    }

    @Test
    void releaseAfterReleaseAndHotfixAfterHotfix() throws Exception {
        for (int minor = 1; minor <= 3; minor++) {
            shop.clone.checkout("develop").commit("feat: more");
            shop.start(Kind.RELEASE, "1." + minor + ".0");
            shop.finish(Kind.RELEASE);
            shop.flow().start(Kind.HOTFIX, Options.NONE);
            shop.clone.commit("fix: less");
            shop.finish(Kind.HOTFIX);
        }
        assertEquals(Shop.pom("1.3.1").strip(), shop.remoteFile("main", "pom.xml"));
        assertEquals(Shop.pom("1.4.0-SNAPSHOT").strip(), shop.remoteFile("develop", "pom.xml"));
        sameHereAndThere();
    }

    @Test
    void aCloneOfOneBranchAsBuildServersHaveItIsEnough() throws Exception {
        shop.start(Kind.RELEASE, "1.1.0");
        TestRepository server =
                shop.remote.cloned(root.resolve("server"), "--single-branch", "--branch", "release/v1.1.0");
        GitFlow.in(server.git(), step -> {}).finish(Kind.RELEASE, Options.NONE);
        assertEquals(Shop.pom("1.1.0").strip(), shop.remoteFile("v1.1.0", "pom.xml"));
        assertEquals("develop", server.git("branch", "--show-current"));
        assertEquals("", server.git("status", "--porcelain"));
        assertEquals(shop.remote.git("rev-parse", "develop"), server.git("rev-parse", "HEAD"));
    }

    @Test
    void anotherBranchThatIsCheckedOutStaysAsItIs() throws Exception {
        shop.start(Kind.RELEASE, "1.1.0");
        shop.clone.checkout("develop").branch("feature/cakes").commit("feat: cakes");
        String before = shop.clone.head();
        shop.finish(Kind.RELEASE);
        assertEquals("feature/cakes", shop.clone.git("branch", "--show-current"));
        assertEquals(before, shop.clone.head());
        sameHereAndThereBut("refs/heads/feature/cakes");
    }

    private void sameHereAndThereBut(String ref) {
        String local = shop.state()
                .get("local")
                .lines()
                .filter(line -> !line.startsWith(ref + " "))
                .toList()
                .toString();
        assertEquals(shop.state().get("remote").lines().toList().toString(), local);
    }

    @Test
    void commitsThatAreNotHereYetAreFetched() throws Exception {
        shop.start(Kind.RELEASE, "1.1.0");
        TestRepository other = shop.another();
        other.checkout("release/v1.1.0").commit("fix: by somebody else");
        other.git("push", "-q");
        other.checkout("develop").commit("feat: by somebody else");
        other.git("push", "-q");
        shop.finish(Kind.RELEASE);
        assertTrue(shop.remote.git("log", "--format=%s", "main").contains("fix: by somebody else"));
        sameHereAndThere();
    }

    @Test
    void withoutARemoteNothingIsPushed() throws Exception {
        shop.clone.git("remote", "remove", "origin");
        shop.start(Kind.RELEASE, "1.1.0");
        ReleaseResult finished = shop.finish(Kind.RELEASE);
        assertEquals(false, finished.pushed());
        assertEquals("tag", shop.clone.git("cat-file", "-t", "v1.1.0"));
        assertEquals(Shop.pom("1.2.0-SNAPSHOT").strip(), shop.clone.git("show", "HEAD:pom.xml"));
        assertEquals("", shop.clone.git("status", "--porcelain"));
    }

    @Test
    void namesPrefixesAndFilesAreAsConfigured() throws Exception {
        shop.clone.write(
                "config/release.yaml",
                "branches: { main: main, release: rel-, hotfix: fix- }\ntags: { prefix: shop/ }\n"
                        + "versionFiles: [ VERSION ]\ndevelopment: { suffix: dev, bump: patch, files: [ VERSION ] }\n");
        shop.clone.write("VERSION", "1.1.0-dev\n").git("add", ".");
        shop.clone.commit("chore: configure");
        assertEquals("rel-shop/1.1.0", shop.start(Kind.RELEASE, "1.1.0").branch());
        ReleaseResult finished = shop.finish(Kind.RELEASE);
        assertEquals("shop/1.1.0", finished.tag());
        assertEquals("1.1.1-dev", finished.next());
        assertEquals("1.1.0", shop.remoteFile("main", "VERSION"));
        assertEquals("1.1.1-dev", shop.remoteFile("develop", "VERSION"));
        assertEquals(Shop.pom("1.1.0-SNAPSHOT").strip(), shop.remoteFile("main", "pom.xml"));
    }

    @Test
    void filesThatWereCopiedOrRestoredAreNoObstacle() throws Exception {
        shop.start(Kind.RELEASE, "1.1.0");
        shop.clone.commit("fix: weigh the tea");
        FileTime other = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(shop.clone.directory().resolve("pom.xml"), other);
        Files.setLastModifiedTime(shop.clone.directory().resolve("a.txt"), other);
        assertEquals("finished", shop.finish(Kind.RELEASE).outcome());
    }

    @Test
    void whatAReleaseCommitsIsNotInItsNotes() throws Exception {
        shop.start(Kind.RELEASE, "1.1.0");
        shop.finish(Kind.RELEASE);
        ReleaseNotes notes = ReleaseNotes.of(
                Repository.discover(shop.git()),
                NotesRequest.usual().between(Optional.empty(), Optional.of("v1.1.0")),
                ReleaseSettings.DEFAULT);
        assertEquals(
                List.of("sell tea"),
                notes.entries().stream().map(Entry::description).toList());
    }

    @Test
    void hostileNamesAreTextAndNoCommands() throws Exception {
        for (String version : List.of("--force", "1.1.0; touch x", "$(touch x)", "1.1.0\n", "../../x", "v1.1.0", "")) {
            ReleaseRefused refused = assertThrows(ReleaseRefused.class, () -> shop.start(Kind.RELEASE, version));
            assertTrue(refused.getMessage().contains("expected a version"), refused.getMessage());
        }
        shop.clone.commit("-m --amend \"$(touch x)\"", "`touch x`; \u001b[31m --no-verify");
        shop.start(Kind.RELEASE, "1.1.0-rc.1+build.7");
        assertEquals("v1.1.0-rc.1+build.7", shop.finish(Kind.RELEASE).tag());
        assertEquals("", shop.clone.git("ls-files", "--others"));
    }
}
