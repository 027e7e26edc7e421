package io.jenkins.plugins.deploymentworkflow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the branches, kept and broken, in real repositories. */
class RuleCheckTest {
    @TempDir
    Path root;

    private Shop shop;

    @BeforeEach
    void aShop() {
        shop = new Shop(root);
    }

    private List<Violation> found() throws InterruptedException {
        return shop.flow().check(Optional.empty());
    }

    private Violation only(String rule) throws InterruptedException {
        List<Violation> found = found();
        assertEquals(List.of(rule), found.stream().map(Violation::rule).toList(), found::toString);
        return found.get(0);
    }

    @Test
    void whatTheCommandsDoBreaksNoRule() throws Exception {
        assertEquals(List.of(), found());
        shop.start(Kind.RELEASE, "1.1.0");
        shop.clone.commit("one.txt", "fix: one");
        assertEquals(List.of(), found());
        shop.start(Kind.HOTFIX, "1.0.1");
        shop.clone.commit("two.txt", "fix: two");
        assertEquals(List.of(), found());
        shop.finish(Kind.HOTFIX);
        assertEquals(List.of(), found());
        shop.finish(Kind.RELEASE);
        shop.clone.checkout("develop").branch("feature/cakes").commit("feat: cakes");
        assertEquals(List.of(), found());
    }

    @Test
    void aCommitOnMain() throws Exception {
        shop.clone.checkout("main").commit("fix: quickly");
        Violation violation = only("main-takes-releases-only");
        assertTrue(violation.what().contains("(fix: quickly) was made on main directly"), violation.what());
        assertEquals(List.of(), shop.flow().check(Optional.of("develop")));
        assertEquals(List.of(violation), shop.flow().check(Optional.of("main")));
    }

    @Test
    void aFeatureMergedToMain() throws Exception {
        shop.clone.checkout("develop").branch("feature/cakes").commit("feat: cakes");
        shop.clone.checkout("main").merge("feature/cakes", "Merge branch 'feature/cakes'");
        shop.clone.git("branch", "-D", "feature/cakes");
        assertTrue(only("main-takes-releases-only").what().contains("something else than a release"));
    }

    @Test
    void aHotfixThatDidNotReturn() throws Exception {
        shop.start(Kind.HOTFIX, "1.0.1");
        shop.clone.commit("fix: a");
        shop.clone.checkout("main").merge("hotfix/v1.0.1", "Merge branch 'hotfix/v1.0.1'");
        shop.clone.annotatedTag("v1.0.1").git("branch", "-D", "hotfix/v1.0.1");
        shop.remote.git("branch", "-D", "hotfix/v1.0.1");
        shop.clone.git("fetch", "-q", "--prune");
        Violation violation = only("releases-return");
        assertEquals("git switch develop && git merge --no-ff v1.0.1", violation.wayOut());
        shop.clone.checkout("develop").git("merge", "-q", "-X", "ours", "--no-edit", "v1.0.1");
        assertEquals(List.of(), found());
    }

    @Test
    void tagsWhereTheyDoNotBelong() throws Exception {
        shop.clone.checkout("develop").tag("v1.1.0");
        assertTrue(only("tags-are-on-main").what().contains("v1.1.0 is not on main"));
        shop.clone.git("tag", "-d", "v1.1.0");
        shop.clone.checkout("main").tag("v1.0.1-rc.1");
        only("prereleases-are-not-on-main");
    }

    @Test
    void branchesThatLeaveTheWrongOne() throws Exception {
        shop.clone.checkout("develop").commit("feat: b");
        shop.clone.branch("hotfix/v1.0.1").commit("fix: c");
        assertEquals(
                "hotfix/v1.0.1 leaves develop, not main",
                only("hotfixes-leave-main").what());
        shop.clone.git("branch", "-m", "hotfix/v1.0.1", "other");
        shop.clone.checkout("develop").merge("main", "Merge main");
        shop.clone.checkout("main").git("merge", "-q", "--no-ff", "-m", "Merge branch 'release/v1.1.0'", "develop");
        shop.clone.branch("release/v1.2.0").commit("fix: d");
        assertEquals(
                "release/v1.2.0 leaves main, not develop",
                only("releases-leave-develop").what());
        shop.clone.git("branch", "-m", "release/v1.2.0", "feature/d");
        only("features-leave-develop");
    }

    @Test
    void twoReleasesAndNamesWithoutAVersion() throws Exception {
        shop.clone.checkout("develop").branch("release/v1.1.0").commit("fix: a");
        shop.clone.checkout("develop").branch("release/next").commit("fix: b");
        assertEquals(
                List.of("one-at-a-time", "names-say-versions"),
                found().stream().map(Violation::rule).toList());
    }

    @Test
    void aBranchThatIsNotThere() {
        assertThrows(ReleaseRefused.class, () -> shop.flow().check(Optional.of("gone")));
    }

    @ParameterizedTest
    @CsvSource({
        "1.1.0, main, ''",
        "1.1.0-rc.1, main, prereleases-are-not-on-main",
        "1.1.0, develop, tags-are-on-main",
        "1.1.0-beta, develop, ''",
        "1.1.0-beta, feature/x, ''",
        "1.1.0-rc.1, release/v1.1.0, ''",
        "1.2.0-rc.1, release/v1.1.0, names-say-versions",
        "1.0.1-rc.1, hotfix/v1.0.2, names-say-versions"
    })
    void aVersionBelongsOnABranchOrNot(String version, String branch, String rule) {
        BranchRules rules = new BranchRules(ReleaseSettings.DEFAULT);
        assertEquals(
                rule,
                rules.against(SemanticVersion.of(version), branch)
                        .map(Violation::rule)
                        .orElse(""));
    }
}
