package io.jenkins.plugins.deploymentworkflow.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {
    @TempDir
    Path root;

    private TestRepository made;

    @BeforeEach
    void make() {
        made = TestRepository.init(root.resolve("a"));
    }

    private Repository repository() throws InterruptedException {
        return Repository.discover(made.git());
    }

    @Test
    void itIsFoundFromADirectoryInsideOfIt() throws Exception {
        made.write("x/y/file", "text");
        Repository inside = Repository.discover(made.git().at(made.directory().resolve("x/y")));
        assertEquals(made.directory().toRealPath(), inside.workTree().toRealPath());
        assertFalse(inside.isBare());
        assertTrue(Repository.discover(TestRepository.bare(root.resolve("b")).git())
                .isBare());
    }

    @Test
    void aBranchWithoutACommitHasANameAndNothingElse() throws Exception {
        assertEquals(
                new Head(Optional.of("main"), Optional.empty()), repository().head());
        assertEquals(List.of(), repository().tags());
        assertEquals(Map.of(), repository().refs("refs/heads/"));
    }

    @Test
    void aDetachedHeadHasACommitAndNoBranch() throws Exception {
        String hash = made.commit("feat: one");
        assertEquals(
                new Head(Optional.of("main"), Optional.of(hash)), repository().head());
        made.git("checkout", "-q", "--detach");
        assertTrue(repository().head().isDetached());
        assertEquals(Optional.of(hash), repository().head().commit());
    }

    @Test
    void everyKindOfTagLeadsToItsCommitAndTagsOfOtherThingsAreNone() throws Exception {
        String hash = made.commit("feat: one");
        made.tag("light").annotatedTag("heavy").annotatedTag("dir/tag");
        made.git("tag", "-a", "-m", "a tag of a tag", "nested", "heavy");
        made.git("tag", "tree", "HEAD^{tree}");
        assertEquals(
                Set.of(
                        new Tag("light", hash, false),
                        new Tag("heavy", hash, true),
                        new Tag("dir/tag", hash, true),
                        new Tag("nested", hash, true)),
                Set.copyOf(repository().tags()));
    }

    @Test
    void onlyTagsOfWhatLedThereAreMerged() throws Exception {
        made.commit("feat: one");
        made.tag("one").branch("side").commit("feat: side");
        made.tag("side").checkout("main").commit("feat: two");
        assertEquals(
                List.of("one"),
                repository().tagsMerged(made.head()).stream().map(Tag::name).toList());
    }

    @Test
    void aRefIsFoundByItsWholeNameAlone() throws Exception {
        String hash = made.commit("feat: one");
        made.annotatedTag("v1.0.0");
        assertEquals(Optional.of(hash), repository().commit("refs/heads/main"));
        assertEquals(Optional.of(hash), repository().commit("refs/tags/v1.0.0"));
        assertEquals(Optional.empty(), repository().commit("main"));
        assertEquals(Optional.empty(), repository().commit("--all"));
        assertEquals(Optional.empty(), repository().commit("refs/heads/none"));
        assertEquals(Map.of("refs/heads/main", hash), repository().refs("refs/heads/"));
    }

    @Test
    void aCloneWithoutItsHistoryIsShallow() throws Exception {
        made.commit("feat: one");
        made.commit("feat: two");
        assertFalse(repository().isShallow());
        Repository clone =
                Repository.discover(made.cloned(root.resolve("c"), "--depth=1").git());
        assertTrue(clone.isShallow());
    }

    @Test
    void whoLedToWhomIsToldApartFromNoSuchCommit() throws Exception {
        String one = made.commit("feat: one");
        String two = made.commit("feat: two");
        assertTrue(repository().isAncestor(one, two));
        assertFalse(repository().isAncestor(two, one));
        assertThrows(GitException.class, () -> repository().isAncestor("0".repeat(40), one));
    }
}
