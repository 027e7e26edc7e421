package io.jenkins.plugins.deploymentworkflow.release.current;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import io.jenkins.plugins.deploymentworkflow.release.current.ChosenVersion.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is held against a version that is said, in a project that has its releases configured. */
class SaidVersionTest {
    @TempDir
    Path root;

    private TestRepository made;

    @BeforeEach
    void make() {
        made = TestRepository.init(root.resolve("made"));
        made.write("config/release.yaml", "branches: { main: main }\n");
        made.commit("feat: open the shop");
        made.tag("v1.4.0");
        made.branch("develop");
        made.commit("feat: sell tea");
    }

    private List<String> against(String version, Purpose purpose) {
        try {
            ChosenVersion chosen = ChosenVersion.of(made.git(), version, purpose, Map.of());
            assertEquals(version, chosen.version());
            return chosen.against();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertBreaks(String rule, String version, Purpose purpose) {
        List<String> against = against(version, purpose);
        assertEquals(1, against.size(), against::toString);
        assertTrue(against.get(0).startsWith("branch rule " + rule + ": "), against::toString);
    }

    private void assertFits(String version, Purpose purpose) {
        assertEquals(List.of(), against(version, purpose));
    }

    @Test
    void aReleaseWhoseTagIsOnMainFitsWhereverTheBuildIs() {
        assertFits("1.4.0", Purpose.PRODUCTION);
        assertFits("1.4.0", Purpose.STAGING);
    }

    @Test
    void aReleaseWhoseTagIsElsewhereDoesNot() {
        made.tag("v1.5.0");
        assertBreaks("tags-are-on-main", "1.5.0", Purpose.PRODUCTION);
        assertBreaks("tags-are-on-main", "1.5.0", Purpose.STAGING);
        made.checkout("main");
        made.merge("develop", "Merge branch 'release/v1.5.0'");
        assertFits("1.5.0", Purpose.PRODUCTION);
    }

    @Test
    void aReleaseWithoutATagIsStagedButNotPromotedFromAnotherBranchThanMain() {
        assertFits("1.5.0", Purpose.STAGING);
        assertBreaks("tags-are-on-main", "1.5.0", Purpose.PRODUCTION);
        made.checkout("main");
        assertFits("1.5.0", Purpose.PRODUCTION);
        made.checkout("develop");
        made.git("tag", "-d", "v1.4.0");
        assertFits("1.5.0", Purpose.PRODUCTION);
    }

    @Test
    void aPrereleaseFitsTheBranchOfItsReleaseAndDevelopButNotMain() {
        made.branch("release/v1.5.0");
        assertFits("1.5.0-rc.1", Purpose.STAGING);
        assertBreaks("names-say-versions", "1.6.0-rc.1", Purpose.STAGING);
        made.checkout("develop");
        assertFits("1.6.0-rc.1", Purpose.STAGING);
        made.checkout("main");
        assertBreaks("prereleases-are-not-on-main", "1.5.0-rc.1", Purpose.STAGING);
        assertBreaks("prereleases-are-not-on-main", "1.5.0-rc.1", Purpose.PRODUCTION);
    }

    @Test
    void aPrereleaseThatIsTaggedElsewhereIsNotOfTheBranchThatDeploysIt() {
        made.tag("v1.5.0-rc.1");
        made.checkout("main");
        assertFits("1.5.0-rc.1", Purpose.STAGING);
    }

    @Test
    void aBranchThatIsNotKnownSaysNothing() {
        made.git("checkout", "-q", "--detach");
        made.git("branch", "-q", "-D", "develop");
        assertFits("1.5.0", Purpose.PRODUCTION);
        made.checkout("main");
        made.git("checkout", "-q", "--detach");
        made.git("branch", "-q", "-D", "main");
        assertFits("1.4.0", Purpose.PRODUCTION);
    }

    @Test
    void whatIsCutOffIsNotHeldAgainstIt() throws Exception {
        made.checkout("main");
        made.commit("chore: later");
        TestRepository clone = made.cloned(root.resolve("clone"), "--depth=1");
        clone.write("config/release.yaml", "");
        clone.git("fetch", "-q", "--depth=1", "origin", "tag", "v1.4.0");
        ChosenVersion chosen = ChosenVersion.of(clone.git(), "1.4.0", Purpose.PRODUCTION, Map.of());
        assertEquals(List.of(), chosen.against());
        assertTrue(chosen.why().get(0).startsWith("the branch rules were not looked at: "), chosen.why()::toString);
    }

    @Test
    void withoutTheFileGitIsNotEvenRun() throws Exception {
        Git broken = made.git().using(root.resolve("no-git-here").toString());
        String said = ChosenVersion.of(broken, "1.5.0", Purpose.PRODUCTION, Map.of())
                .why()
                .get(0);
        assertTrue(said.startsWith("the branch rules were not looked at: "), said);
        Files.delete(made.directory().resolve("config/release.yaml"));
        made.tag("v1.5.0");
        assertEquals(
                new ChosenVersion("1.5.0", List.of(), List.of()),
                ChosenVersion.of(broken, "1.5.0", Purpose.PRODUCTION, Map.of()));
        assertEquals(
                "not a version",
                ChosenVersion.of(broken, "not a version", Purpose.PRODUCTION, Map.of())
                        .version());
    }

    @Test
    void aFileThatIsWrongIsRefused() {
        made.write("config/release.yaml", "brnches: {}\n");
        assertThrows(ConfigurationException.class, () -> against("1.4.0", Purpose.STAGING));
    }

    @Test
    void theFileIsFoundFromADirectoryBelow() throws Exception {
        made.tag("v1.5.0");
        Path below = Files.createDirectories(made.directory().resolve("below"));
        made.write("below/file", "");
        made.git("add", "below");
        made.commit("feat: below");
        assertEquals(
                1,
                ChosenVersion.of(made.git().at(below), "1.5.0", Purpose.STAGING, Map.of())
                        .against()
                        .size());
    }
}
