package io.jenkins.plugins.deploymentworkflow.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    @TempDir
    Path root;

    private TestRepository made;

    @BeforeEach
    void make() {
        made = TestRepository.init(root.resolve("a"));
    }

    private List<Commit> list(Range range) throws InterruptedException {
        return new History(made.git()).list(range);
    }

    private List<String> subjects(Range range) throws InterruptedException {
        return list(range).stream().map(Commit::subject).toList();
    }

    @Test
    void aCommitHasAllThatGitKnowsOfIt() throws Exception {
        String first = made.commit("feat: one\n\nbody\n\nRefs: #1\n");
        String second = made.commit("feat: two");
        assertEquals(
                List.of(
                        new Commit(
                                second,
                                List.of(first),
                                new Person("Ada Example", "ada@example.org"),
                                Instant.ofEpochSecond(TestRepository.FIRST_SECOND + 5),
                                "feat: two"),
                        new Commit(
                                first,
                                List.of(),
                                new Person("Ada Example", "ada@example.org"),
                                Instant.ofEpochSecond(TestRepository.FIRST_SECOND + 2),
                                "feat: one\n\nbody\n\nRefs: #1")),
                list(Range.to("HEAD")));
    }

    @Test
    void aRangeIsWhatIsReachableFromTheOneAndNotFromTheOther() throws Exception {
        made.commit("feat: one");
        made.tag("v1.0.0").branch("side").commit("feat: side");
        made.checkout("main").commit("feat: two");
        made.merge("side", "Merge side");
        assertEquals(
                List.of("Merge side", "feat: two", "feat: side"),
                subjects(Range.to("HEAD").since("refs/tags/v1.0.0")));
        assertEquals(List.of(), subjects(Range.to("HEAD").since("HEAD")));
        assertEquals(
                2,
                list(Range.to("HEAD").since("refs/tags/v1.0.0"))
                        .get(0)
                        .parents()
                        .size());
    }

    @Test
    void pathsAreTakenLiterallyAndNoSideOfAMergeIsLeftOut() throws Exception {
        made.commit("shop/a", "feat: base");
        made.branch("side").commit("shop/b", "feat: side");
        made.git("revert", "--no-edit", "HEAD");
        made.checkout("main").commit("other/c", "feat: elsewhere");
        made.merge("side", "Merge side");
        made.commit("s*p/d", "feat: star");
        assertEquals(
                List.of("Revert \"feat: side\"", "feat: side", "feat: base"),
                subjects(Range.to("HEAD").touching(List.of("shop"))));
        assertEquals(List.of("feat: star"), subjects(Range.to("HEAD").touching(List.of("s*p"))));
    }

    @Test
    void theMailmapOfTheRepositoryNamesTheAuthor() throws Exception {
        made.write(".mailmap", "Ada Lovelace <lovelace@example.org> <ada@example.org>\n");
        made.commit("feat: one");
        assertEquals(
                new Person("Ada Lovelace", "lovelace@example.org"),
                list(Range.to("HEAD")).get(0).author());
    }

    @Test
    void messagesInOtherCharacterSetsAreReadAndMalformedOnesAreReplaced() throws Exception {
        byte[] latin = "fix: h\u00e4\u00df".getBytes(StandardCharsets.ISO_8859_1);
        made.git("-c", "i18n.commitEncoding=ISO-8859-1", "commit", "-q", "--allow-empty", "-F", file("latin", latin));
        String header = "tree " + made.git("rev-parse", "HEAD^{tree}") + "\nparent " + made.head()
                + "\nauthor A <a@example.org> 1 +0000\ncommitter A <a@example.org> 2 +0000\n\n";
        byte[] malformed =
                (header + new String(latin, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        made.git("reset", "-q", "--soft", made.git("hash-object", "-t", "commit", "-w", file("malformed", malformed)));
        assertEquals(List.of("fix: h\ufffd\ufffd", "fix: h\u00e4\u00df"), subjects(Range.to("HEAD")));
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(root.resolve(name), bytes).toString();
    }

    @Test
    void whatLooksLikeTheFormOfTheListIsJustAMessage() throws Exception {
        String message = "feat: one%x00%H\n\n\u0001\u001b[31mred\u001b[0m\n%n$(touch pwned)`id`\ncommit 0123\n\n-- \n";
        made.commit(message);
        made.commit("");
        assertEquals(
                List.of("", message.stripTrailing()),
                list(Range.to("HEAD")).stream().map(Commit::message).toList());
        assertFalse(Files.exists(made.directory().resolve("pwned")));
    }

    @Test
    void aMessageOfTenMegabytesIsBoundedAndKeepsItsFooters() throws Exception {
        made.commit("feat: long\n\n" + "0123456789\n".repeat(1_000_000) + "\nBREAKING CHANGE: all of it");
        made.commit("fix: short");
        List<Commit> commits = list(Range.to("HEAD"));
        assertEquals("fix: short", commits.get(0).message());
        String message = commits.get(1).message();
        assertTrue(message.length() < History.LONGEST_MESSAGE + 100);
        assertTrue(message.startsWith("feat: long\n\n0123456789"));
        assertTrue(message.contains("[...]"));
        assertTrue(message.endsWith("0123456789\n\nBREAKING CHANGE: all of it"));
    }

    @Test
    void aReplacementThatOnlyThisCloneHasChangesNoHistory() throws Exception {
        made.commit("feat: one");
        String two = made.commit("feat: two");
        made.git("replace", two, two + "^");
        assertEquals(List.of("feat: two", "feat: one"), subjects(Range.to("HEAD")));
    }

    @Test
    void whatIsNoCommitIsRefusedAndAnOptionIsNoneEither() {
        made.commit("feat: one");
        assertThrows(GitException.class, () -> list(Range.to("refs/heads/none")));
        assertThrows(GitException.class, () -> list(Range.to("--output=" + root.resolve("pwned"))));
        assertFalse(Files.exists(root.resolve("pwned")));
    }

    @Test
    void aLongHistoryIsRead() throws Exception {
        StringBuilder stream = new StringBuilder();
        for (int i = 1; i <= 3000; i++) {
            String message = "fix: number " + i + "\n\n" + "x".repeat(i % 200);
            stream.append("commit refs/heads/main\nmark :" + i + "\ncommitter A <a@example.org> " + (1_000_000 + i)
                    + " +0000\ndata " + message.length() + "\n" + message + "\n" + (i > 1 ? "from :" + (i - 1) : "")
                    + "\n");
        }
        made.git().run(List.of("fast-import", "--quiet"), stream.toString()).text();
        Set<String> subjects = Set.copyOf(subjects(Range.to("refs/heads/main")));
        assertEquals(3000, subjects.size());
        assertEquals(
                Set.of(),
                subjects.stream()
                        .filter(one -> !one.matches("fix: number \\d+"))
                        .collect(Collectors.toSet()));
    }
}
