package io.jenkins.plugins.deploymentworkflow.release.current;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import io.jenkins.plugins.deploymentworkflow.release.current.ChosenVersion.Purpose;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code auto} finds out, on real repositories by the real git: 1.4.0 is on main, develop is a feature ahead. */
class FoundVersionTest {
    @TempDir
    Path root;

    private TestRepository made;

    @BeforeEach
    void make() {
        made = TestRepository.init(root.resolve("made"));
        made.commit("feat: open the shop");
        made.annotatedTag("v1.4.0");
        made.branch("develop");
        made.commit("feat: sell tea");
    }

    private ChosenVersion found(TestRepository in, Purpose purpose, Map<String, String> variables) {
        try {
            return ChosenVersion.of(in.git(), "auto", purpose, variables);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ChosenVersion staged(TestRepository in) {
        return found(in, Purpose.STAGING, Map.of());
    }

    private ChosenVersion promoted() {
        return found(made, Purpose.PRODUCTION, Map.of());
    }

    private String version() {
        ChosenVersion chosen = staged(made);
        assertEquals(List.of(), chosen.against());
        return chosen.version();
    }

    /** What is said instead of a version. */
    private String refused(TestRepository in, Purpose purpose) {
        return assertThrows(ConfigurationException.class, () -> found(in, purpose, Map.of()))
                .getMessage();
    }

    private String g() {
        return ".g" + made.head().substring(0, 10);
    }

    @Test
    void aTaggedCommitIsTheVersionOfItsTag() {
        made.checkout("main");
        ChosenVersion chosen = promoted();
        assertEquals("1.4.0", chosen.version());
        assertEquals(List.of(), chosen.against());
        assertEquals(
                List.of("version 1.4.0: the commit " + made.head().substring(0, 10) + " is tagged v1.4.0"),
                chosen.why());
        made.git("checkout", "-q", "--detach");
        assertEquals("1.4.0", promoted().version(), "a detached head is the usual one of a build");
    }

    @Test
    void ofSeveralTagsTheHighestVersionCountsAndOthersAreNone() {
        made.checkout("main");
        made.commit("Merge branch 'release/v1.10.0'");
        made.tag("v1.9.0")
                .tag("v1.10.0-rc.2")
                .annotatedTag("v1.10.0")
                .tag("v2")
                .tag("latest")
                .tag("shop-9.0.0");
        ChosenVersion chosen = promoted();
        assertEquals("1.10.0", chosen.version());
        assertTrue(
                chosen.why().get(0).endsWith("v1.10.0, v1.10.0-rc.2, v1.9.0, of which v1.10.0 is the highest"),
                chosen.why()::toString);
        assertEquals(List.of(), chosen.against());
    }

    @Test
    void theConfiguredPrefixSaysWhichTagsAreVersions() {
        made.write("config/release.yaml", "tags: { prefix: shop- }\n");
        made.tag("shop-2.0.0-rc.1").tag("v9.0.0");
        assertEquals("2.0.0-rc.1", version());
    }

    @Test
    void untaggedCommitsAreTheWayToTheNextVersionAndEachHasItsOwn() {
        assertEquals("1.5.0-dev.1" + g(), version());
        made.commit("docs: words");
        assertEquals("1.5.0-dev.2" + g(), version());
        assertEquals(version(), version(), "the same for the same commit");
        made.branch("feature/tea");
        made.commit("feat!: other cups");
        assertEquals("2.0.0-dev.3" + g(), version());
        assertTrue(
                staged(made).why().get(0).endsWith("it is on feature/tea; 3 commits since v1.4.0 on the way to 2.0.0"),
                staged(made).why()::toString);
        made.checkout("main");
        made.commit("chore: nothing to release");
        assertEquals("1.4.1-dev.1" + g(), version(), "higher than the release that it was made upon");
    }

    @Test
    void theBranchOfAReleaseSaysItsVersion() {
        made.branch("release/v1.5.0");
        assertEquals("1.5.0-rc.0.dev.1" + g(), version());
        made.commit("feat!: commits do not decide here");
        assertEquals("1.5.0-rc.0.dev.2" + g(), version());
        made.tag("v1.5.0-rc.1");
        assertEquals("1.5.0-rc.1", version());
        made.commit("fix: a slip");
        assertEquals("1.5.0-rc.1.dev.1" + g(), version());
        made.checkout("main");
        made.branch("hotfix/v1.4.1");
        made.commit("fix: a leak");
        assertEquals("1.4.1-rc.0.dev.1" + g(), version());
    }

    @Test
    void versionsRiseOnTheWayToARelease() {
        List<String> versions = new ArrayList<>(List.of("1.4.0", version()));
        made.commit("fix: one");
        versions.add(version());
        made.branch("release/v1.5.0");
        versions.add(version());
        for (String tag : List.of("v1.5.0-rc.1", "v1.5.0-rc.2")) {
            made.commit("fix: before " + tag);
            versions.add(version());
            made.commit("chore: " + tag);
            made.tag(tag);
            versions.add(version());
        }
        made.commit("fix: the last");
        versions.add(version());
        versions.add("1.5.0");
        List<SemanticVersion> sorted =
                versions.stream().map(SemanticVersion::of).sorted().toList();
        assertEquals(versions, sorted.stream().map(SemanticVersion::toString).toList());
        assertEquals(versions.size(), versions.stream().distinct().count());
        versions.forEach(one -> assertTrue(one.matches("[0-9A-Za-z.-]{1,63}"), "fit for a label: " + one));
    }

    @Test
    void developAfterAPrereleaseThatCameToItStaysAboveIt() {
        made.branch("release/v2.0.0");
        made.commit("fix: a slip");
        made.tag("v2.0.0-rc.1");
        made.checkout("develop");
        made.merge("release/v2.0.0", "Merge branch 'release/v2.0.0'");
        made.commit("docs: words");
        String version = version();
        assertEquals("2.0.0-rc.1.dev.2" + g(), version);
        assertTrue(SemanticVersion.of(version).compareTo(SemanticVersion.of("2.0.0-rc.1")) > 0);
    }

    @Test
    void theBranchOfAReleaseThatIsOutIsRefused() {
        made.checkout("main");
        made.branch("release/v1.4.0");
        made.commit("fix: late");
        String said = refused(made, Purpose.STAGING);
        assertTrue(said.contains("comes after v1.4.0, so its branch cannot lead up to 1.4.0 any more"), said);
    }

    @Test
    void aBranchOfReleasesThatSaysNoVersionBreaksARule() {
        made.branch("release/next");
        ChosenVersion chosen = staged(made);
        assertEquals("1.5.0-dev.1" + g(), chosen.version());
        assertTrue(
                chosen.against()
                        .get(0)
                        .startsWith("branch rule names-say-versions: the name of release/next says no version;"),
                chosen::toString);
    }

    @Test
    void toProductionOnlyAReleaseOnMainIsTaken() {
        ChosenVersion untagged = promoted();
        assertEquals("1.5.0-dev.1" + g(), untagged.version());
        assertTrue(
                untagged.against().get(0).startsWith("branch rule prereleases-are-not-on-main: 1.5.0-dev.1"),
                untagged::toString);
        made.tag("v1.5.0-rc.1");
        assertEquals(1, promoted().against().size());
        made.tag("v1.5.0");
        ChosenVersion early = promoted();
        assertEquals("1.5.0", early.version());
        assertTrue(
                early.against()
                        .get(0)
                        .startsWith("branch rule tags-are-on-main: the tag v1.5.0 of a release is not on main"),
                early::toString);
        assertEquals(early.against(), staged(made).against(), "nor to staging");
        made.checkout("main");
        made.merge("develop", "Merge branch 'release/v1.5.0'");
        made.git("checkout", "-q", "v1.5.0");
        assertEquals(List.of(), promoted().against());
    }

    @Test
    void aPrereleaseThatIsOfMainItselfOrOfAnotherReleaseBreaksARule() {
        made.checkout("main");
        made.commit("feat: too early");
        made.tag("v1.5.0-rc.1");
        assertTrue(
                staged(made).against().get(0).startsWith("branch rule prereleases-are-not-on-main: 1.5.0-rc.1"),
                staged(made)::toString);
        made.checkout("develop");
        made.branch("release/v1.5.0");
        made.commit("fix: a slip");
        made.tag("v1.6.0-rc.1");
        assertTrue(
                staged(made)
                        .against()
                        .get(0)
                        .startsWith("branch rule names-say-versions: 1.6.0-rc.1 is none of release/v1.5.0;"),
                staged(made)::toString);
    }

    @Test
    void aPrereleaseThatCameToMainWithItsReleaseBreaksNone() {
        made.branch("release/v1.5.0");
        made.commit("fix: a slip");
        made.tag("v1.5.0-rc.1");
        made.checkout("main");
        made.merge("release/v1.5.0", "Merge branch 'release/v1.5.0'");
        made.git("branch", "-q", "-D", "release/v1.5.0");
        made.git("checkout", "-q", "v1.5.0-rc.1");
        assertEquals("1.5.0-rc.1", version());
    }

    @Test
    void whereMainIsNotKnownNothingIsPromotedAndTheWayOutIsSaid() {
        made.checkout("main");
        made.git("checkout", "-q", "--detach");
        made.git("branch", "-q", "-D", "main");
        String said = refused(made, Purpose.PRODUCTION);
        assertTrue(said.contains("there is no branch main here"), said);
        assertTrue(said.contains("git fetch origin main:refs/remotes/origin/main"), said);
        assertEquals("1.4.0", version(), "staging takes the tag's word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--depth=1", "--depth=2"})
    void aShallowCloneIsRefusedWhereTheAnswerIsCutOff(String depth) {
        made.commit("fix: one");
        made.commit("fix: two");
        TestRepository clone = made.cloned(root.resolve("clone"), depth, "--no-single-branch");
        String said = refused(clone, Purpose.STAGING);
        assertTrue(said.contains("git fetch --unshallow --tags"), said);
    }

    @Test
    void aShallowCloneOfATaggedCommitOfMainIsEnough() {
        made.checkout("main");
        TestRepository clone = made.cloned(root.resolve("clone"), "--depth=1");
        ChosenVersion chosen = found(clone, Purpose.PRODUCTION, Map.of());
        assertEquals("1.4.0", chosen.version());
        assertEquals(List.of(), chosen.against());
    }

    @Test
    void aShallowCloneThatCannotShowTheTagOnMainIsRefused() {
        made.checkout("main");
        made.commit("chore: later");
        made.commit("chore: much later");
        TestRepository clone = made.cloned(root.resolve("clone"), "--depth=1", "--branch", "v1.4.0");
        clone.git("fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main");
        String said = refused(clone, Purpose.PRODUCTION);
        assertTrue(said.contains("cut off (shallow)") && said.contains("git fetch --unshallow"), said);
    }

    @Test
    void aCloneWithoutTagsIsRefusedWhereTheRemoteHasSome() {
        TestRepository clone = made.cloned(root.resolve("clone"), "--no-tags");
        String said = refused(clone, Purpose.STAGING);
        assertTrue(said.contains("but origin has some. Fetch them: git fetch --tags"), said);
        clone.git("remote", "set-url", "origin", root.resolve("gone").toString());
        said = refused(clone, Purpose.STAGING);
        assertTrue(said.contains("and origin cannot be asked whether it has one"), said);
        assertTrue(said.contains("Fetch the tags: git fetch --tags"), said);
    }

    @Test
    void beforeTheFirstReleaseItIsTheWayToTheFirstVersion() {
        made.git("tag", "-d", "v1.4.0");
        assertEquals("0.1.0-dev.2" + g(), version(), "there is no remote that could have more");
        TestRepository clone = made.cloned(root.resolve("clone"));
        assertEquals("0.1.0-dev.2" + g(), staged(clone).version(), "the remote was asked");
    }

    @Test
    void releasesThatDidNotLeadHereAreNotGuessedAt() {
        made.git("checkout", "-q", "--orphan", "elsewhere");
        made.commit("feat: begin anew");
        String said = refused(made, Purpose.STAGING);
        assertTrue(said.contains("(the highest is v1.4.0) led to the commit"), said);
    }

    @Test
    void aDirectoryWithoutARepositoryIsRefused() throws Exception {
        Path empty = Files.createDirectories(root.resolve("empty"));
        ConfigurationException none = assertThrows(
                ConfigurationException.class,
                () -> ChosenVersion.of(made.git().at(empty), "auto", Purpose.STAGING, Map.of()));
        assertTrue(none.getMessage().contains("version: auto: "), none::getMessage);
        assertTrue(none.getMessage().contains(empty.toString()), none::getMessage);
        Path inside = Files.createDirectories(made.directory().resolve("workspace"));
        ConfigurationException around = assertThrows(
                ConfigurationException.class,
                () -> ChosenVersion.of(made.git().at(inside), "auto", Purpose.STAGING, Map.of()));
        assertTrue(around.getMessage().contains("no part of what is checked out"), around::getMessage);
        TestRepository bare = TestRepository.bare(root.resolve("bare"));
        assertTrue(refused(bare, Purpose.STAGING).contains("bare repository"));
        TestRepository fresh = TestRepository.init(root.resolve("fresh"));
        assertTrue(refused(fresh, Purpose.STAGING).contains("has no commit yet"));
    }
}
