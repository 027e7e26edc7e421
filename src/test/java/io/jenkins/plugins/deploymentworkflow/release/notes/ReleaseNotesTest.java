package io.jenkins.plugins.deploymentworkflow.release.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.GitException;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import io.jenkins.plugins.deploymentworkflow.release.next.ShallowHistory;
import io.jenkins.plugins.deploymentworkflow.release.next.TagNames;
import io.jenkins.plugins.deploymentworkflow.release.notes.Promotion.Direction;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Release notes of a repository that the real git made. */
class ReleaseNotesTest {
    @TempDir
    private Path directory;

    private TestRepository made;

    @BeforeEach
    void make() {
        made = TestRepository.init(directory.resolve("repository"));
    }

    private ReleaseNotes notes() throws InterruptedException {
        return notes(NotesRequest.usual());
    }

    private ReleaseNotes notes(NotesRequest request) throws InterruptedException {
        return notes(made, request);
    }

    private static ReleaseNotes notes(TestRepository of, NotesRequest request) throws InterruptedException {
        return ReleaseNotes.of(Repository.discover(of.git()), request, ReleaseSettings.DEFAULT);
    }

    private static List<String> told(ReleaseNotes notes) {
        return notes.entries().stream().map(Entry::description).toList();
    }

    private static NotesRequest between(String from, String to) {
        return NotesRequest.usual().between(Optional.ofNullable(from), Optional.ofNullable(to));
    }

    @Test
    void tellWhatCameSinceTheLastRelease() throws Exception {
        made.commit("feat: old");
        made.annotatedTag("v1.2.0");
        made.commit("fix: new");
        made.git("remote", "add", "origin", "https://ada:hidden@github.com/acme/shop.git");
        ReleaseNotes notes = notes();
        assertEquals(List.of("new"), told(notes));
        assertEquals(Optional.empty(), notes.version());
        assertEquals("Unreleased", notes.title());
        assertEquals(Optional.of("1.2.0"), notes.previousVersion());
        assertEquals(
                "https://github.com/acme/shop/compare/v1.2.0..." + made.head(),
                notes.compare().orElseThrow().toString());
        assertEquals("2026-01-01", notes.date().toString());
        assertFalse(JsonNotes.document(notes).toString().contains("hidden"));
    }

    @Test
    void ofAReleaseTellWhatCameSinceTheOneBefore() throws Exception {
        made.commit("feat: first");
        made.tag("v1.0.0");
        made.commit("feat: second");
        made.tag("v1.1.0-rc.1");
        made.commit("fix: third");
        made.tag("v1.1.0");
        made.tag("other-2.0.0");
        made.commit("fix: fourth");
        assertEquals(List.of("second", "third"), told(notes(between(null, "v1.1.0"))));
        assertEquals(List.of("second"), told(notes(between(null, "v1.1.0-rc.1"))));
        assertEquals(List.of("first"), told(notes(between(null, "1.0.0"))));
        ReleaseNotes named = notes(NotesRequest.usual().of(SemanticVersion.of("1.1.0")));
        assertEquals(List.of("second", "third"), told(named));
        assertEquals(Optional.of("v1.1.0"), named.tag());
        ReleaseNotes planned = notes(NotesRequest.usual().of(SemanticVersion.of("1.1.1")));
        assertEquals(List.of("fourth"), told(planned));
        assertEquals(Optional.of("v1.1.1"), planned.tag());
        assertEquals(List.of("fourth", "second", "third"), sorted(told(notes(between("v1.0.0", "main")))));
        ConfigurationException wrong = assertThrows(
                ConfigurationException.class, () -> notes(between(null, "main").of(SemanticVersion.of("1.1.0"))));
        assertTrue(wrong.getMessage().contains("found its tag v1.1.0 at"), wrong.getMessage());
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted().toList();
    }

    @Test
    void ofTheFirstReleaseTellEverything() throws Exception {
        made.commit("feat: a");
        made.commit("fix: b");
        made.tag("v0.1.0");
        ReleaseNotes notes = notes();
        assertEquals(List.of("a", "b"), told(notes));
        assertEquals(Optional.of("0.1.0"), notes.version());
        assertEquals(Optional.empty(), notes.previousVersion());
    }

    @Test
    void aReleaseThatDidNotLeadHereIsNotTheOneBefore() throws Exception {
        made.commit("feat: a");
        made.tag("v1.0.0");
        made.branch("next");
        made.commit("feat: b");
        for (int i = 0; i < 5; i++) {
            made.tag("v2." + i + ".0");
        }
        made.checkout("main");
        made.commit("fix: c");
        assertEquals(List.of("c"), told(notes()));
        assertEquals(Optional.of("1.0.0"), notes().previousVersion());
    }

    @Test
    void whatWasTakenBackIsLeftOutWithWhatTookItBack() throws Exception {
        made.commit("feat: released");
        made.tag("v1.0.0");
        String released = made.git("rev-parse", "HEAD");
        String gone = made.commit("feat: gone");
        made.commit("fix: stays");
        made.commit("Revert \"feat: gone\"\n\nThis reverts commit " + gone + ".\n");
        String back = made.commit("feat: back");
        String revert = made.commit("Revert \"feat: back\"\n\nThis reverts commit " + back + ".\n");
        made.commit("Reapply \"feat: back\"\n\nThis reverts commit " + revert + ".\n");
        made.commit("revert: released\n\nRefs: " + released.substring(0, 8));
        ReleaseNotes notes = notes();
        assertEquals(List.of("back", "stays", "released"), told(notes));
        assertEquals(Kind.REVERTS, notes.groups().get(2).kind());
        assertEquals(7, notes.commits());
    }

    @Test
    void tagsOfOneComponentAndItsPathsCount() throws Exception {
        made.commit("shop/a.txt", "feat: a");
        made.tag("shop-v1.0.0");
        made.tag("v7.0.0");
        made.commit("bank/b.txt", "feat: b");
        made.commit("shop/c.txt", "feat: c");
        NotesRequest shop = NotesRequest.usual().with(TagNames.of("shop-v")).touching(List.of("shop"));
        assertEquals(List.of("c"), told(notes(shop)));
        assertEquals(Optional.of("1.0.0"), notes(shop).previousVersion());
    }

    @Test
    void whatIsNotThereIsRefused() throws Exception {
        GitException empty = assertThrows(GitException.class, this::notes);
        assertTrue(empty.getMessage().contains("has no commit yet"), empty.getMessage());
        made.commit("feat: a");
        made.tag("v1.0.0");
        made.commit("feat: b");
        for (String name : List.of("v9.9.9", "--all", "1.2", "HEAD:file-1.txt", "x y", "", "\u0007", "9.9.9")) {
            ConfigurationException wrong =
                    assertThrows(ConfigurationException.class, () -> notes(between(name, null)), name);
            assertTrue(wrong.getMessage().startsWith("from: expected a tag, a version, a branch or a commit"), name);
        }
        ConfigurationException exchanged =
                assertThrows(ConfigurationException.class, () -> notes(between("main", "v1.0.0")));
        assertTrue(exchanged.getMessage().contains("exchange the two"), exchanged.getMessage());
        assertEquals(List.of(), told(notes(between("main", "main"))));
    }

    @Test
    void aShallowCloneIsRefusedUnlessAllChangesAreThere() throws Exception {
        made.commit("feat: a");
        made.tag("v1.0.0");
        made.commit("feat: b");
        made.commit("feat: c");
        TestRepository cut = made.cloned(directory.resolve("cut"), "--depth=2");
        ShallowHistory refused = assertThrows(ShallowHistory.class, () -> notes(cut, NotesRequest.usual()));
        assertTrue(refused.getMessage().contains("git fetch --unshallow --tags"), refused.getMessage());
        TestRepository enough = made.cloned(directory.resolve("enough"), "--depth=3", "--branch=main");
        enough.git("fetch", "-q", "--tags");
        assertEquals(List.of("c", "b"), told(notes(enough, NotesRequest.usual())));
    }

    @Test
    void manyCommitsAreReadOneByOne() throws Exception {
        StringBuilder stream = new StringBuilder();
        for (int i = 1; i <= 5000; i++) {
            String message = "feat(part-" + i % 7 + "): change " + i + " (#" + i + ")\n\nCloses #" + (i + 1) + "\n";
            stream.append("commit refs/heads/main\ncommitter Ada <ada@example.org> ")
                    .append(1_767_225_600 + i)
                    .append(" +0000\ndata ")
                    .append(message.length())
                    .append('\n')
                    .append(message);
        }
        made.git().run(List.of("fast-import", "--quiet"), stream.toString()).text();
        ReleaseNotes notes = notes();
        assertEquals(5000, notes.entries().size());
        assertEquals("change 5000", notes.entries().get(0).description());
        assertEquals(List.of(new Contributor(new Author("Ada"), 5000)), notes.contributors());
    }

    @Test
    void tellWhatWouldGoToProductionNow() throws Exception {
        String first = made.commit("feat: a");
        made.tag("v1.0.0");
        String second = made.commit("feat: b");
        made.tag("v1.1.0");
        Promotion forwards = promotion(serving("production", "1.0.0", first), serving("staging", "1.1.0", second));
        assertEquals(Direction.AHEAD, forwards.direction());
        assertEquals(List.of("b"), told(forwards.notes()));
        assertEquals(Optional.of("v1.0.0"), forwards.notes().previousTag());
        Promotion backwards = promotion(serving("production", "1.1.0", second), serving("staging", "1.0.0", first));
        assertEquals(Direction.BEHIND, backwards.direction());
        assertEquals(List.of(), told(backwards.notes()));
        assertEquals(1, backwards.missing());
        assertEquals(
                Direction.SAME,
                promotion(serving("production", "1.0.0", first), serving("staging", "1.0.0", first))
                        .direction());
        made.git("checkout", "-q", "-b", "hotfix/v1.0.1", "v1.0.0");
        String hotfix = made.commit("fix: c");
        Promotion apart = promotion(serving("production", "1.0.1", hotfix), serving("staging", "1.1.0", second));
        assertEquals(Direction.DIVERGED, apart.direction());
        assertEquals(List.of("b"), told(apart.notes()));
        assertEquals(1, apart.missing());
    }

    @Test
    void aDeployedVersionIsFoundByItsTagWhenItsCommitIsNotKnown() throws Exception {
        made.commit("feat: a");
        made.tag("v1.0.0");
        String second = made.commit("feat: b");
        Serving lost = serving("production", "1.0.0", "0123456789012345678901234567890123456789");
        assertEquals(
                List.of("b"),
                told(promotion(lost, serving("staging", "1.1.0", second)).notes()));
        ConfigurationException unknown = assertThrows(
                ConfigurationException.class,
                () -> promotion(new Serving("production", "0.9.0", Optional.empty()), lost));
        assertTrue(
                unknown.getMessage()
                        .contains("production: the ledger does not say from which commit 0.9.0 was deployed"),
                unknown.getMessage());
        ConfigurationException elsewhere = assertThrows(
                ConfigurationException.class, () -> promotion(lost, serving("staging", "3.0.0", "f".repeat(40))));
        assertTrue(elsewhere.getMessage().contains("is not in this repository"), elsewhere.getMessage());
    }

    private static Serving serving(String environment, String version, String commit) {
        return new Serving(environment, version, Optional.of(commit));
    }

    private Promotion promotion(Serving onto, Serving of) throws InterruptedException {
        return Promotion.of(
                Repository.discover(made.git()),
                onto,
                Optional.of(of),
                NotesRequest.usual(),
                ReleaseSettings.DEFAULT);
    }
}
