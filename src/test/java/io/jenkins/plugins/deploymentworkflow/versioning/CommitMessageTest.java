package io.jenkins.plugins.deploymentworkflow.versioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the specification, then its rules by number, then what tools make of commits. */
class CommitMessageTest {
    private static CommitMessage parse(String message) {
        return CommitMessage.parse(message);
    }

    private static CommitHeader header(String message) {
        return parse(message).header().orElseThrow();
    }

    private static Bump bump(String message) {
        return Impact.of(parse(message)).bump();
    }

    @Test
    void exampleWithDescriptionAndBreakingChangeFooter() {
        CommitMessage message = parse("""
                feat: allow provided config object to extend other configs

                BREAKING CHANGE: `extends` key in config file is now used for extending other config files
                """);
        assertEquals(
                new CommitHeader("feat", "", false, "allow provided config object to extend other configs"),
                message.header().orElseThrow());
        assertEquals(
                List.of("`extends` key in config file is now used for extending other config files"),
                message.breakingChanges());
        assertEquals("", message.body());
        assertEquals(Bump.MAJOR, Impact.of(message).bump());
    }

    @Test
    void exampleWithAnExclamationMark() {
        CommitMessage message = parse("feat!: send an email to the customer when a product is shipped");
        assertTrue(message.isBreaking());
        assertEquals(List.of("send an email to the customer when a product is shipped"), message.breakingChanges());
    }

    @Test
    void exampleWithScopeAndExclamationMark() {
        assertEquals(
                new CommitHeader("feat", "api", true, "send an email to the customer when a product is shipped"),
                header("feat(api)!: send an email to the customer when a product is shipped"));
    }

    @Test
    void exampleWithBothExclamationMarkAndFooter() {
        CommitMessage message = parse("""
                chore!: drop support for Node 6

                BREAKING CHANGE: use JavaScript features not available in Node 6.
                """);
        assertEquals(List.of("use JavaScript features not available in Node 6."), message.breakingChanges());
        assertEquals(Bump.MAJOR, Impact.of(message).bump());
    }

    @Test
    void exampleWithoutABody() {
        assertEquals(
                new CommitHeader("docs", "", false, "correct spelling of CHANGELOG"),
                header("docs: correct spelling of CHANGELOG"));
        assertEquals(Bump.NONE, bump("docs: correct spelling of CHANGELOG"));
    }

    @Test
    void exampleWithAScope() {
        assertEquals(
                new CommitHeader("feat", "lang", false, "add Polish language"),
                header("feat(lang): add Polish language"));
    }

    @Test
    void exampleWithAMultiParagraphBodyAndFooters() {
        CommitMessage message = parse("""
                fix: prevent racing of requests

                Introduce a request id and a reference to latest request. Dismiss
                incoming responses other than from latest request.

                Remove timeouts which were used to mitigate the racing issue but are
                obsolete now.

                Reviewed-by: Z
                Refs: #123
                """);
        assertTrue(message.body().startsWith("Introduce a request id"));
        assertTrue(message.body().endsWith("obsolete now."));
        assertEquals(List.of(new Footer("Reviewed-by", "Z"), new Footer("Refs", "#123")), message.footers());
        assertEquals(Bump.PATCH, Impact.of(message).bump());
    }

    @Test
    void exampleOfARevertWithFooters() {
        CommitMessage message = parse("""
                revert: let us never again speak of the noodle incident

                Refs: 676104e, a215868
                """);
        assertEquals(
                Optional.of(new Reverted(
                        List.of("676104e", "a215868"), Optional.of("let us never again speak of the noodle incident"))),
                message.reverted());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feat:no blank",
                "feat no colon",
                "feat(scope: open",
                "feat (scope): blank",
                "feat(a(b)): nested",
                ": nothing",
                "feat: ",
                "feat!!: twice",
                "Merge branch 'x'",
                "https://example.org/",
                "äfeat: letters"
            })
    void whatHasNoTypeColonBlankAndDescriptionIsNotConventional(String subject) {
        CommitMessage message = parse(subject);
        assertFalse(message.isConventional());
        assertEquals(new Impact(Bump.NONE, "not a conventional commit"), Impact.of(message));
    }

    @Test
    void caseSaysNothingButInBreakingChange() {
        assertEquals(Bump.MINOR, bump("FEAT: loud"));
        assertEquals(Bump.PATCH, bump("Fix(API): mixed"));
        assertEquals(Bump.PATCH, bump("fix: x\n\nbreaking change: small letters"));
        assertEquals(Bump.PATCH, bump("fix: x\n\nBreaking-Change: mixed"));
        assertEquals(Bump.MAJOR, bump("fix: x\n\nBREAKING-CHANGE: with a hyphen"));
        assertTrue(parse("fix: x\n\nreviewed-BY: Z").footers().get(0).is("Reviewed-by"));
    }

    @Test
    void otherTypesSayNothingUnlessTheyBreak() {
        for (String type : List.of("build", "chore", "ci", "docs", "style", "refactor", "test", "wip")) {
            assertEquals(Bump.NONE, bump(type + ": x"));
            assertEquals(Bump.MAJOR, bump(type + "!: x"));
        }
        assertEquals(Bump.PATCH, bump("perf: x"));
    }

    @Test
    void aFooterGoesOnOverParagraphsToTheNextFooter() {
        CommitMessage message = parse("""
                feat: x

                body

                BREAKING CHANGE: first paragraph
                goes on

                second paragraph

                 indented
                Reviewed-by: Z
                Fixes #12
                """);
        assertEquals("body", message.body());
        assertEquals(
                List.of(
                        new Footer("BREAKING CHANGE", "first paragraph\ngoes on\n\nsecond paragraph\n\n indented"),
                        new Footer("Reviewed-by", "Z"),
                        new Footer("Fixes", "#12")),
                message.footers());
    }

    @Test
    void aFooterNeedsAnEmptyLineBeforeTheFirstOneButABreakingChangeIsNeverOverlooked() {
        CommitMessage note = parse("fix: x\n\nThis does it.\nNote: in the body");
        assertEquals(List.of(), note.footers());
        assertEquals(Bump.MAJOR, bump("fix: x\n\nThis does it.\nBREAKING CHANGE: and more"));
        assertEquals(Bump.MAJOR, bump("fix: x\nBREAKING CHANGE: no empty line at all"));
        assertEquals(Bump.MAJOR, bump("fix: x\n\nBREAKING CHANGE:\n\ntold below"));
        assertEquals(Bump.MAJOR, bump("Drop the old API\n\nBREAKING CHANGE: it is gone"));
        assertEquals(Bump.PATCH, bump("fix: x\n\nThis is no BREAKING CHANGE: it only says so"));
    }

    @Test
    void aTokenIsOneWord() {
        assertEquals(List.of(), parse("fix: x\n\nTwo words: no").footers());
        assertEquals(List.of(), parse("fix: x\n\nUrl:without blank").footers());
        assertEquals(
                List.of(new Footer("Co-authored-by", "A <a@example.org>")),
                parse("fix: x\n\nCo-authored-by: A <a@example.org>\n(cherry picked from commit 0123abc)")
                        .footers());
    }

    @Test
    void lineEndsOfWindowsAndEmptyLinesBeforeAreNoMatter() {
        CommitMessage message = parse("\r\n\r\nfeat: x\r\n\r\nbody\r\n\r\nRefs: #1\r\n");
        assertEquals("x", message.header().orElseThrow().description());
        assertEquals("body", message.body());
        assertEquals(List.of(new Footer("Refs", "#1")), message.footers());
    }

    @Test
    void gitsOwnRevertsNameTheCommit() {
        String hash = "0123456789abcdef0123456789abcdef01234567";
        assertEquals(
                Optional.of(new Reverted(List.of(hash), Optional.of("feat: x"))),
                parse("Revert \"feat: x\"\n\nThis reverts commit " + hash + ".").reverted());
        assertEquals(
                Optional.of(new Reverted(List.of(hash), Optional.of("Merge branch 'a'"))),
                parse("Revert \"Merge branch 'a'\"\n\nThis reverts commit " + hash + ", reversing\nchanges made to "
                                + "f".repeat(40) + ".")
                        .reverted());
        assertEquals(
                Optional.of(new Reverted(List.of(hash), Optional.of("Revert \"feat: x\""))),
                parse("Reapply \"feat: x\"\n\nThis reverts commit " + hash + ".")
                        .reverted());
        assertEquals(
                Optional.of(new Reverted(List.of(), Optional.of("feat: x (#12)"))),
                parse("Revert \"feat: x (#12)\" (#13)\n\nReverts acme/storefront#12")
                        .reverted());
        assertEquals(
                Optional.of(new Reverted(List.of(hash), Optional.of("feat: x"))),
                parse("revert: feat: x\n\nThis reverts commit " + hash + ".").reverted());
        assertEquals(
                Optional.empty(),
                parse("fix: x\n\nThis reverts commit " + hash + " in part.").reverted());
    }

    @Test
    void aListOfSquashedCommitsCountsAsItsCommits() {
        CommitMessage github = parse("""
                Baskets (#42)

                * feat(basket): add baskets

                They hold things.

                Signed-off-by: A <a@example.org>

                * fix: a slip

                * wip

                * chore(deps)!: drop Java 11

                ---------

                Co-authored-by: B <b@example.org>
                """);
        assertEquals(
                List.of("add baskets", "a slip", "drop Java 11"),
                github.squashed().stream().map(CommitHeader::description).toList());
        assertEquals(Bump.MAJOR, Impact.of(github).bump());
        assertEquals(List.of("drop Java 11"), github.breakingChanges());
        assertEquals("B <b@example.org>", github.footers().get(1).value());
    }

    @Test
    void theLineAboveAListCountsTooAndTheMostWins() {
        assertEquals(Bump.MINOR, bump("fix: baskets (#1)\n\n* fix: a\n* feat: b"));
        assertEquals(Bump.MINOR, bump("feat: baskets (#1)\n\n* fix: a\n* docs: b"));
        assertEquals(Bump.NONE, bump("docs: x\n\n* note: just a list\n* one, two: three"));
    }

    @Test
    void whatAListTakesBackItselfCountsForNothing() {
        assertEquals(Bump.PATCH, bump("Things (#1)\n\n* feat: a\n\n* fix: b\n\n* Revert \"feat: a\""));
        assertEquals(Bump.PATCH, bump("Things (#1)\n\n* Revert \"feat: a\"\n* fix: b\n* feat: a"));
    }

    @Test
    void anythingIsReadInLinearTime() {
        for (String hostile : List.of(
                "feat(" + "a".repeat(500_000),
                "a-".repeat(500_000) + ": x",
                "feat: x\n\n" + "A: b\n".repeat(100_000),
                "feat: x\n" + "\n".repeat(1_000_000),
                "Revert \"".repeat(100_000),
                "* feat: a\n".repeat(50_000),
                "feat: x" + " ".repeat(1_000_000) + "\n\nBREAKING CHANGE:" + " ".repeat(1_000_000))) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> parse(hostile));
        }
    }

    @Test
    void blanksAtTheEndOfALineAreNoMatter() {
        CommitMessage message = parse("fix: a\n\none  \ntwo\n   \nRefs: #1\n");
        assertEquals("one\ntwo", message.body());
        assertEquals(List.of(new Footer("Refs", "#1")), message.footers());
    }
}
