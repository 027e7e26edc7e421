package io.jenkins.plugins.deploymentworkflow.release.next;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.git.GitException;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import io.jenkins.plugins.deploymentworkflow.versioning.Bump;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real repositories, by the real git. */
class NextVersionTest {
    private static final NextVersionRequest USUAL = NextVersionRequest.usual();

    @TempDir
    Path root;

    private TestRepository made;

    @BeforeEach
    void make() {
        made = TestRepository.init(root.resolve("a"));
    }

    private NextVersion next(NextVersionRequest request) throws InterruptedException {
        return NextVersion.of(Repository.discover(made.git()), request);
    }

    private NextVersion next() throws InterruptedException {
        return next(USUAL);
    }

    private void released(String tag) {
        made.commit("chore: release " + tag);
        made.tag(tag);
    }

    private void assertNext(String expected, Bump bump) throws InterruptedException {
        NextVersion next = next();
        assertEquals(expected, next.next().toString(), next::toString);
        assertEquals(bump, next.bump());
    }

    @Test
    void messagesOfAnySizeAreToldInALine() throws Exception {
        released("v1.2.3");
        made.commit("feat: " + "a".repeat(292) + "\ud83d\ude80" + "b".repeat(1_000_000));
        made.commit("fix: x\n\nBREAKING CHANGE: " + "c".repeat(1_000_000));
        NextVersion next = next();
        assertEquals("feat: " + "a".repeat(292) + "…", next.because().get(1).subject());
        assertTrue(next.because().get(0).reason().length() <= 300, next::toString);
    }

    @Test
    void theGreatestChangeSinceTheLastReleaseDecides() throws Exception {
        released("v1.2.3");
        assertNext("1.2.3", Bump.NONE);
        made.commit("docs: words");
        assertNext("1.2.3", Bump.NONE);
        made.commit("fix: a slip");
        assertNext("1.2.4", Bump.PATCH);
        made.commit("feat: baskets");
        assertNext("1.3.0", Bump.MINOR);
        made.commit("fix: another slip");
        assertNext("1.3.0", Bump.MINOR);
        made.commit("refactor(api)!: drop what was deprecated");
        assertNext("2.0.0", Bump.MAJOR);
    }

    @Test
    void itSaysWhichCommitCausedWhichBumpTheGreatestFirst() throws Exception {
        released("v1.2.3");
        String fix = made.commit("fix: a slip");
        String feature = made.commit("feat(basket): baskets\n\nbody");
        made.commit("chore: nothing");
        String odd = made.commit("Did things");
        String breaking = made.commit("feat: x\n\nBREAKING CHANGE: y is gone\nand z");
        NextVersion next = next();
        assertEquals(
                List.of(
                        new Cause(breaking, "feat: x", Bump.MAJOR, "breaking change: y is gone"),
                        new Cause(feature, "feat(basket): baskets", Bump.MINOR, "feature"),
                        new Cause(fix, "fix: a slip", Bump.PATCH, "fix"),
                        new Cause(odd, "Did things", Bump.NONE, "not a conventional commit")),
                next.because());
        assertEquals("v2.0.0", next.tag());
        assertEquals(Optional.of(SemanticVersion.of("1.2.3")), next.current());
    }

    @Test
    void nothingConventionalIsNothingToRelease() throws Exception {
        released("v1.2.3");
        made.commit("Did things");
        NextVersion next = next();
        assertFalse(next.isSomethingToRelease());
        assertEquals(next.current().orElseThrow(), next.next());
        assertEquals("not a conventional commit", next.because().get(0).reason());
    }

    @Test
    void beforeTheFirstMajorVersionWhatBreaksRaisesTheMinorOne() throws Exception {
        released("v0.4.2");
        made.commit("fix: a");
        assertNext("0.4.3", Bump.PATCH);
        made.commit("feat: b");
        assertNext("0.5.0", Bump.MINOR);
        made.commit("feat!: c");
        assertNext("0.5.0", Bump.MINOR);
        assertEquals(Bump.MINOR, next().because().get(0).bump());
        assertEquals("breaking change: c", next().because().get(0).reason());
    }

    @Test
    void withoutAReleaseTheAnswerIsTheFirstVersion() throws Exception {
        made.commit("Initial commit");
        made.commit("feat!: all");
        made.tag("nightly").tag("v1").tag("v1.2").tag("release-1.0.0").tag("v01.0.0");
        NextVersion next = next();
        assertEquals(Optional.empty(), next.current());
        assertEquals("0.1.0", next.next().toString());
        assertEquals("v0.1.0", next.tag());
        assertEquals(Bump.MINOR, next.bump());
        assertTrue(next.notes().get(0).contains("git fetch --tags"), next.notes()::toString);
        assertEquals(
                "1.0.0",
                next(USUAL.beginningAt(SemanticVersion.of("1.0.0"))).next().toString());
    }

    @Test
    void aRepositoryWithoutACommitHasNoVersion() {
        GitException refused = assertThrows(GitException.class, this::next);
        assertTrue(refused.getMessage().contains("has no commit yet"), refused.getMessage());
    }

    @Test
    void tagsOfEitherKindCountAndSoDoThoseWithoutAV() throws Exception {
        released("v1.0.0");
        made.commit("feat: a");
        made.annotatedTag("1.1.0");
        made.commit("fix: b");
        assertNext("1.1.1", Bump.PATCH);
        assertEquals("1.1.1", next().tag());
    }

    @Test
    void ofManyTagsOnACommitTheHighestReleaseCounts() throws Exception {
        made.commit("feat: a");
        made.tag("v1.9.0")
                .tag("v1.10.0-rc.1")
                .annotatedTag("v1.10.0")
                .tag("v1.2.0")
                .tag("latest");
        made.commit("fix: b");
        assertNext("1.10.1", Bump.PATCH);
    }

    @Test
    void onlyReleasesThatLedHereCount() throws Exception {
        released("v1.2.0");
        made.branch("next");
        made.commit("feat!: new");
        made.tag("v2.0.0").checkout("main");
        made.commit("fix: old");
        assertNext("1.2.1", Bump.PATCH);
        made.git("checkout", "-q", "--detach");
        assertNext("1.2.1", Bump.PATCH);
        made.checkout("next");
        assertNext("2.0.0", Bump.NONE);
    }

    @Test
    void aReleaseThatCameByAMergeCounts() throws Exception {
        released("v1.2.0");
        made.branch("hotfix");
        made.commit("fix: hot");
        made.tag("v1.2.1").checkout("main");
        made.commit("feat: slow");
        made.merge("hotfix", "Merge branch 'hotfix'");
        NextVersion next = next();
        assertEquals("1.3.0", next.next().toString());
        assertEquals(
                List.of("feat: slow"),
                next.because().stream().map(Cause::subject).toList());
    }

    @Test
    void whatWasMergedCountsAndTheMergeItselfOnlyWhenConventional() throws Exception {
        released("v1.2.0");
        made.branch("topic");
        made.commit("fix: topic");
        made.checkout("main");
        made.merge("topic", "Merge pull request #12 from acme/topic\n\nfeat: not a header");
        assertNext("1.2.1", Bump.PATCH);
        assertEquals(1, next().because().size());
        made.branch("more");
        made.commit("docs: more");
        made.checkout("main");
        made.merge("more", "feat: more of it");
        assertNext("1.3.0", Bump.MINOR);
    }

    @Test
    void whatWasTakenBackCountsForNothingAndSoDoesTakingItBack() throws Exception {
        released("v1.2.0");
        made.commit("feat!: brave");
        made.git("revert", "--no-edit", "HEAD");
        assertNext("1.2.0", Bump.NONE);
        made.git("revert", "--no-edit", "HEAD");
        assertNext("2.0.0", Bump.MAJOR);
        made.git("revert", "--no-edit", "HEAD");
        assertNext("1.2.0", Bump.NONE);
    }

    @Test
    void takingBackWhatWasReleasedIsAPatch() throws Exception {
        made.commit("feat: a");
        made.tag("v1.2.0");
        made.git("revert", "--no-edit", "HEAD");
        assertNext("1.2.1", Bump.PATCH);
        assertEquals("revert of something released", next().because().get(0).reason());
    }

    @Test
    void revertsByConventionNameCommitsInFootersOrByTheirFirstLine() throws Exception {
        released("v1.2.0");
        String one = made.commit("feat: one");
        String two = made.commit("feat: two");
        made.commit("revert: the noodle incident\n\nRefs: " + one.substring(0, 8) + ", " + two.substring(0, 7));
        assertNext("1.2.0", Bump.NONE);
        made.commit("feat: three (#7)");
        made.commit("Revert \"feat: three (#7)\" (#8)\n\nReverts acme/storefront#7");
        assertNext("1.2.0", Bump.NONE);
        made.commit("revert: something long ago");
        assertNext("1.2.1", Bump.PATCH);
    }

    @Test
    void takingBackAMergeTakesBackAllThatItBrought() throws Exception {
        released("v1.2.0");
        made.branch("topic");
        made.commit("feat: one");
        made.commit("feat!: two");
        made.checkout("main").commit("fix: here");
        made.merge("topic", "Merge branch 'topic'");
        assertNext("2.0.0", Bump.MAJOR);
        made.git("revert", "--no-edit", "-m", "1", "HEAD");
        assertNext("1.2.1", Bump.PATCH);
    }

    @Test
    void aSquashedBranchCountsAsItsCommits() throws Exception {
        released("v1.2.0");
        made.commit("Baskets (#42)\n\n* feat: baskets\n\n* fix: a slip\n");
        assertNext("1.3.0", Bump.MINOR);
    }

    @Test
    void aComponentHasItsOwnTagsAndPaths() throws Exception {
        made.commit("shop/a", "feat: begin");
        made.tag("shop-v1.0.0").tag("cart/v3.0.0").tag("v9.0.0").tag("shop-v2-v5.0.0");
        made.commit("shop/b", "fix: in the shop");
        made.commit("cart/b", "feat: in the cart");
        NextVersionRequest shop = USUAL.with(TagNames.of("shop-v")).touching(List.of("shop"));
        assertEquals("1.0.1", next(shop).next().toString());
        assertEquals("shop-v1.0.1", next(shop).tag());
        assertEquals(1, next(shop).because().size());
        NextVersionRequest cart = USUAL.with(TagNames.of("cart/v")).touching(List.of("cart"));
        assertEquals("3.1.0", next(cart).next().toString());
        NextVersionRequest docs = USUAL.with(TagNames.of("cart/v")).touching(List.of("docs"));
        assertFalse(next(docs).isSomethingToRelease());
    }

    @Test
    void theProjectsConfigurationSaysHowItsTagsAreNamed() throws Exception {
        made.write("config/release.yaml", "tags: { prefix: shop- }\n").write("below/file", "");
        released("v9.0.0");
        assertEquals(TagNames.of("shop-"), TagNames.in(Repository.discover(made.git())));
        assertEquals(
                TagNames.of("shop-"),
                TagNames.in(Repository.discover(made.git().at(made.directory().resolve("below")))));
        assertEquals(
                TagNames.usual(),
                TagNames.in(Repository.discover(made.git().at(made.directory().resolve(".git")))));
        made.write("config/release.yaml", "tags: { prefix: v }\n");
        assertEquals(TagNames.usual(), TagNames.in(Repository.discover(made.git())));
        made.write("config/release.yaml", "tags: { prefix: '--x' }\n");
        Repository wrong = Repository.discover(made.git());
        assertThrows(ConfigurationException.class, () -> TagNames.in(wrong));
    }

    @Test
    void aPathThatNeverWasIsRefused() {
        made.commit("shop/a", "feat: begin");
        NextVersionRequest typo = USUAL.with(TagNames.of("shop-v")).touching(List.of("shpo"));
        GitException refused = assertThrows(GitException.class, () -> next(typo));
        assertTrue(refused.getMessage().contains("changes anything in shpo"), refused.getMessage());
    }

    @Test
    void prereleasesAreCountedUpAndLeadToTheirRelease() throws Exception {
        NextVersionRequest rc = USUAL.prereleased("rc");
        released("v1.2.0");
        assertEquals("1.2.0", next(rc).next().toString());
        made.commit("feat: a");
        assertEquals("1.3.0-rc.1", next(rc).next().toString());
        made.tag("v1.3.0-rc.1");
        assertEquals("1.3.0-rc.1", next(rc).next().toString());
        assertEquals(Bump.NONE, next(rc).bump());
        made.commit("fix: b");
        assertEquals("1.3.0-rc.2", next(rc).next().toString());
        assertEquals("1.3.0-rc.1", next(rc).current().orElseThrow().toString());
        assertEquals("1.3.0-beta.1", next(USUAL.prereleased("beta")).next().toString());
        assertNext("1.3.0", Bump.MINOR);
        made.commit("feat!: c");
        assertEquals("2.0.0-rc.1", next(rc).next().toString());
    }

    @Test
    void aPrereleaseOfAHigherVersionIsNotLeftBehind() throws Exception {
        released("v1.2.0");
        made.commit("feat: a");
        made.tag("v2.0.0-rc.1");
        made.commit("fix: b");
        assertNext("2.0.0", Bump.MAJOR);
        assertTrue(next().notes().get(0).contains("v2.0.0-rc.1"));
    }

    @Test
    void aTagThatIsTakenElsewhereIsTold() throws Exception {
        released("v1.2.0");
        made.branch("other");
        made.commit("feat: a");
        made.tag("v1.3.0").checkout("main").commit("feat: b");
        assertNext("1.3.0", Bump.MINOR);
        assertTrue(next().notes().get(0).startsWith("the tag v1.3.0 exists already"), next().notes()::toString);
    }

    @Test
    void aCloneCutOffBeforeTheReleaseIsRefusedAndDeepenedItAnswers() throws Exception {
        released("v1.2.0");
        made.commit("feat!: unseen");
        made.commit("fix: a");
        made.commit("fix: b");
        TestRepository clone = made.cloned(root.resolve("shallow"), "--depth=2");
        Repository repository = Repository.discover(clone.git());
        ShallowHistory refused = assertThrows(ShallowHistory.class, () -> NextVersion.of(repository, USUAL));
        assertTrue(refused.getMessage().contains("git fetch --unshallow --tags"), refused.getMessage());
        clone.git("fetch", "-q", "--tags");
        clone.git("fetch", "-q", "--depth=1", "origin", "refs/tags/v1.2.0:refs/tags/v1.2.0");
        assertThrows(ShallowHistory.class, () -> NextVersion.of(repository, USUAL));
        repository.deepen();
        assertEquals("2.0.0", NextVersion.of(repository, USUAL).next().toString());
    }

    @Test
    void aCloneCutOffOnlyBehindTheReleaseAnswers() throws Exception {
        made.commit("feat: old");
        made.commit("feat: older");
        released("v1.2.0");
        made.commit("fix: a");
        TestRepository clone = made.cloned(root.resolve("shallow"), "--depth=3");
        Repository repository = Repository.discover(clone.git());
        assertTrue(repository.isShallow());
        assertEquals("1.2.1", NextVersion.of(repository, USUAL).next().toString());
    }

    @Test
    void aSideBranchCutOffMattersToo() throws Exception {
        made.commit("feat: begin");
        made.branch("side");
        made.commit("feat!: unseen");
        made.commit("fix: 1");
        made.commit("fix: 2");
        made.checkout("main");
        released("v1.0.0");
        made.merge("side", "Merge side");
        TestRepository clone = made.cloned(root.resolve("shallow"), "--depth=2");
        assertThrows(ShallowHistory.class, () -> NextVersion.of(Repository.discover(clone.git()), USUAL));
    }

    @Test
    void theListOfCausesIsBounded() throws Exception {
        StringBuilder stream = new StringBuilder();
        for (int i = 1; i <= 1500; i++) {
            stream.append("commit refs/heads/main\nmark :" + i + "\ncommitter A <a@example.org> " + (1_000_000 + i)
                    + " +0000\ndata 6\nfix: " + i % 10 + "\n" + (i > 1 ? "from :" + (i - 1) : "") + "\n");
        }
        stream.append("reset refs/tags/v1.0.0\nfrom :1\n\n");
        made.git().run(List.of("fast-import", "--quiet"), stream.toString()).text();
        made.git("reset", "-q", "--hard");
        NextVersion next = next();
        assertEquals(NextVersion.MOST_CAUSES, next.because().size());
        assertEquals(499, next.omitted());
    }
}
