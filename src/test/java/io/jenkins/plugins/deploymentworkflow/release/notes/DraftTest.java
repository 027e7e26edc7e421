package io.jenkins.plugins.deploymentworkflow.release.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTest {
    @ParameterizedTest
    @CsvSource({
        "feat: x, FEATURES",
        "FEAT: x, FEATURES",
        "fix(api): x, FIXES",
        "perf: x, PERFORMANCE",
        "revert: x, REVERTS",
        "feat!: x, BREAKING",
        "chore(deps): x, DEPENDENCIES",
        "docs: x, DOCUMENTATION",
        "refactor: x, OTHERS",
        "Tidy up, OTHERS",
        "Revert \"feat: x\", REVERTS"
    })
    void everyChangeHasItsGroup(String message, Kind kind) {
        assertEquals(kind, Told.entry(message).kind());
    }

    @Test
    void whatAReleaseItselfCommitsIsNoChange() {
        ReleaseNotes notes = Told.notes("Set the version to 1.1.0", "Set the version to 2.0.0-rc.1\n", "fix: a");
        assertEquals(
                List.of("a"), notes.entries().stream().map(Entry::description).toList());
        assertEquals(
                2,
                Told.notes("Set the version to latest", "Set the version to 1.1.0\n\nBecause of Ada.")
                        .entries()
                        .size());
    }

    @Test
    void groupsAreInTheOrderInWhichTheyAreRead() {
        ReleaseNotes notes = Told.notes("docs: a", "fix: b", "feat: c", "perf!: d", "feat: e");
        assertEquals(
                List.of(Kind.BREAKING, Kind.FEATURES, Kind.FIXES, Kind.DOCUMENTATION),
                notes.groups().stream().map(ReleaseNotes.Group::kind).toList());
        assertEquals(
                List.of("e", "c"),
                notes.groups().get(1).entries().stream().map(Entry::description).toList());
    }

    @Test
    void footersSayWhoWroteItWhichIssuesAreClosedAndWhatBreaks() {
        ReleaseNotes notes = Told.notes("""
                feat(api)!: take ranges (#12)

                It was time, see #3.

                BREAKING CHANGE: send `from`
                and `to`.

                Closes #7
                Refs: acme/docs#5, GH-8
                Upgrade-Note: run migrate
                Co-authored-by: Grace Hopper <grace@example.org>
                Co-authored-by: dependabot[bot] <bot@example.org>
                Signed-off-by: Somebody #99 <x@example.org>
                """);
        Entry entry = notes.entries().get(0);
        assertEquals("take ranges", entry.description());
        assertEquals(Optional.of("send `from` and `to`."), entry.breaking());
        assertEquals(
                List.of("Ada Example", "Grace Hopper", "dependabot[bot]"),
                entry.authors().stream().map(Author::name).toList());
        assertEquals(
                List.of("#3", "#7", "acme/docs#5", "#8"),
                entry.issues().stream().map(Reference::text).toList());
        assertEquals(
                "https://github.com/acme/shop/pull/12",
                entry.pullRequest().flatMap(Reference::url).orElseThrow().toString());
        assertEquals(
                List.of("send `from` and `to`.", "run migrate"),
                notes.upgrades().stream().map(Upgrade::text).toList());
        assertEquals(
                List.of("Ada Example", "Grace Hopper"),
                notes.contributors().stream().map(one -> one.author().name()).toList());
    }

    @Test
    void aSquashedCommitTellsWhatIsInItsList() {
        ReleaseNotes notes = Told.notes("""
                Cart (#12)

                * feat(cart): add it

                * fix(cart): empty it

                * chore: format
                """);
        assertEquals(
                List.of("add it", "empty it", "format"),
                notes.entries().stream().map(Entry::description).toList());
        assertTrue(notes.entries().stream()
                .allMatch(entry -> entry.pullRequest().orElseThrow().text().equals("#12")));
        ReleaseNotes titled = Told.notes("""
                feat(cart): add it (#12)

                * feat(cart): add it
                * fix: a typo
                * chore: format
                """);
        assertEquals(
                List.of("add it", "a typo"),
                titled.entries().stream().map(Entry::description).toList());
    }

    @Test
    void mergesSayNothingButBringTheNumberOfTheirPullRequest() {
        var commits = List.of(
                Told.commit(9, "Merge branch 'release/v1.3.0'", 1, 8),
                Told.commit(8, "Merge pull request #50 from acme/release/v1.3.0", 2, 7),
                Told.commit(7, "Merge pull request #12 from ada/cart\n\nThe cart", 3, 6),
                Told.commit(6, "fix: in the branch", 5),
                Told.commit(5, "feat: in the branch too", 3),
                Told.commit(3, "feat: on develop", 2),
                Told.commit(2, "feat: before"));
        ReleaseNotes notes = Told.notes(Told.GITHUB, ReleaseSettings.DEFAULT, commits);
        assertEquals(
                List.of("in the branch too #12", "on develop ", "before ", "in the branch #12"),
                notes.entries().stream()
                        .map(entry -> entry.description() + " "
                                + entry.pullRequest().map(Reference::text).orElse(""))
                        .toList());
        assertEquals(7, notes.commits());
    }

    @Test
    void aMergeWithAMessageOfItsOwnIsToldOnce() {
        var merge = Told.commit(4, "feat(cart): add it (#12)", 1, 3);
        assertEquals(
                List.of("add it"),
                Told.notes(Told.GITHUB, ReleaseSettings.DEFAULT, List.of(merge, Told.commit(3, "wip", 1)))
                        .entries()
                        .stream()
                        .filter(entry -> entry.type().equals("feat"))
                        .map(Entry::description)
                        .toList());
        ReleaseNotes both = Told.notes(
                Told.GITHUB, ReleaseSettings.DEFAULT, List.of(merge, Told.commit(3, "feat(cart): Add it", 1)));
        assertEquals(
                List.of(Told.hash(3)), both.entries().stream().map(Entry::hash).toList());
        assertEquals("#12", both.entries().get(0).pullRequest().orElseThrow().text());
    }

    @Test
    void everyTextIsCleanAndBounded() {
        Entry entry = Told.entry("feat(" + "s".repeat(500) + "): a\u202eb" + "x".repeat(5000) + "\n\nBREAKING CHANGE: "
                + "y".repeat(90_000));
        assertEquals(300, entry.description().length());
        assertTrue(entry.description().startsWith("abx"));
        assertEquals(60, entry.scope().orElseThrow().length());
        assertEquals(2000, entry.breaking().orElseThrow().length());
        assertEquals("(no description)", Told.entry("").description());
    }
}
