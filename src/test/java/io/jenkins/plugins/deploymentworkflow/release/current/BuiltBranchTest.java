package io.jenkins.plugins.deploymentworkflow.release.current;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import io.jenkins.plugins.deploymentworkflow.release.current.ChosenVersion.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which branch a detached head belongs to, in clones as Jenkins makes them. */
class BuiltBranchTest {
    @TempDir
    Path root;

    private TestRepository remote;
    private TestRepository clone;
    private String begun;
    private String fixed;

    @BeforeEach
    void make() {
        remote = TestRepository.init(root.resolve("remote"));
        remote.commit("feat: open the shop");
        remote.tag("v1.4.0");
        remote.branch("develop");
        begun = remote.commit("feat: sell tea");
        remote.branch("release/v1.5.0");
        fixed = remote.commit("fix: a slip");
        remote.commit("fix: another");
        clone = remote.cloned(root.resolve("clone"));
        clone.git("checkout", "-q", "--detach");
        clone.git("branch", "-q", "-D", "release/v1.5.0");
    }

    private ChosenVersion found(Map<String, String> variables) {
        try {
            return ChosenVersion.of(clone.git(), "auto", Purpose.STAGING, variables);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void at(String commit) {
        clone.git("checkout", "-q", "--detach", commit);
    }

    @Test
    void theBranchWhoseLastCommitItIsIsTaken() {
        ChosenVersion chosen = found(Map.of());
        assertTrue(chosen.version().startsWith("1.5.0-rc.0.dev.3.g"), chosen.version());
        assertTrue(chosen.why().get(0).contains("it is on release/v1.5.0;"), chosen.why()::toString);
    }

    @Test
    void elseTheOneThatAloneHasIt() {
        at(fixed);
        assertTrue(found(Map.of()).version().startsWith("1.5.0-rc.0.dev.2.g"));
        at(remote.git("rev-parse", "v1.4.0"));
        assertEquals("1.4.0", found(Map.of()).version());
    }

    @Test
    void whatBelongsToDevelopIsNoReleasesAlthoughThatHasItToo() {
        remote.checkout("develop");
        remote.commit("feat: more");
        clone.git("fetch", "-q");
        at(begun);
        assertTrue(found(Map.of()).version().startsWith("1.5.0-dev.1.g"));
    }

    @Test
    void twoAnswersAreNoneUnlessTheBuildSaysWhichBranchItIsOf() {
        remote.checkout("develop");
        remote.branch("release/v1.6.0");
        clone.git("fetch", "-q");
        at(begun);
        String said = assertThrows(ConfigurationException.class, () -> found(Map.of()))
                .getMessage();
        assertTrue(said.contains("is on develop, release/v1.6.0, which lead up to different versions"), said);
        assertTrue(found(Map.of("BRANCH_NAME", "release/v1.6.0")).version().startsWith("1.6.0-rc.0.dev.1.g"));
        assertTrue(found(Map.of("GIT_BRANCH", "origin/develop")).version().startsWith("1.5.0-dev.1.g"));
    }

    @Test
    void aVariableThatTheRepositoryContradictsIsNotBelievedAndThatIsSaid() {
        ChosenVersion chosen = found(Map.of("BRANCH_NAME", "main", "GIT_BRANCH", "origin/nowhere"));
        assertTrue(chosen.version().startsWith("1.5.0-rc.0.dev.3.g"), chosen.version());
        assertTrue(
                chosen.why()
                        .get(0)
                        .contains("it is on release/v1.5.0; BRANCH_NAME says main, but no such branch has it here;"
                                + " GIT_BRANCH says origin/nowhere, but no such branch has it here;"),
                chosen.why()::toString);
    }

    @Test
    void aCommitThatNoBranchHasIsOnTheWayToTheNextVersion() {
        clone.git("merge", "-q", "--no-ff", "-m", "merge of a pull request", "origin/main", "origin/develop");
        clone.git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "fix: merged");
        ChosenVersion chosen = found(Map.of("BRANCH_NAME", "PR-12"));
        assertTrue(chosen.version().startsWith("1.5.0-dev.4.g"), chosen.version());
        assertTrue(
                chosen.why()
                        .get(0)
                        .contains("no branch has it here; BRANCH_NAME says PR-12, but no such branch has it"),
                chosen.why()::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--foo",
                "-c core.pager=touch pwned",
                "$(touch pwned)",
                "`touch pwned`; touch pwned",
                "../../../etc/passwd",
                "release/v1.5.0 || touch pwned",
                "\u001b[31mred\nnext line",
                "schön‮"
            })
    void whatAVariableSaysIsOnlyCompared(String hostile) {
        ChosenVersion chosen = found(Map.of("BRANCH_NAME", hostile, "GIT_BRANCH", "origin/" + hostile));
        assertTrue(chosen.version().startsWith("1.5.0-rc.0.dev.3.g"), chosen.version());
        assertFalse(chosen.why().get(0).contains("\n") || chosen.why().get(0).contains("\u001b"));
        assertFalse(Files.exists(clone.directory().resolve("pwned")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$(touch${IFS}pwned)", "`touch`", "-f", "x;touch", "release/v$(id)", "release/--foo", "a'b\"c"})
    void namesOfBranchesAndTagsAreOnlyNames(String hostile) {
        String commit = clone.head();
        clone.git("update-ref", "refs/heads/" + hostile, commit);
        clone.git("update-ref", "refs/tags/v9.0.0-" + hostile, commit);
        clone.git("update-ref", "refs/tags/" + hostile, commit);
        clone.git("update-ref", "-d", "refs/remotes/origin/release/v1.5.0");
        clone.git("symbolic-ref", "HEAD", "refs/heads/" + hostile);
        ChosenVersion chosen = found(Map.of());
        String expected = hostile.equals("-f") ? "9.0.0--f" : "1.5.0-dev.3.g" + commit.substring(0, 10);
        assertEquals(expected, chosen.version());
        assertEquals(hostile.startsWith("release/") ? 1 : 0, chosen.against().size(), chosen::toString);
        assertFalse(Files.exists(clone.directory().resolve("pwned")));
    }
}
