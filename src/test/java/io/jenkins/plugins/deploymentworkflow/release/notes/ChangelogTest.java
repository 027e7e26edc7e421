package io.jenkins.plugins.deploymentworkflow.release.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangelogTest {
    private static final String FILE = "CHANGELOG.md";
    private static final String PAGE = "https://github.com/acme/shop";
    private static final String KEPT = """
            # Changelog

            Words.

            ## [Unreleased]

            ### Added

            - By hand

            ## [1.2.0] - 2025-12-01

            ### Fixed

            - Old

            [unreleased]: https://github.com/acme/shop/compare/v1.2.0...HEAD
            [1.2.0]: https://github.com/acme/shop/compare/v1.1.0...v1.2.0
            """;

    private static ReleaseNotes section(String... messages) {
        return Told.notes(messages);
    }

    @Test
    void aReleaseComesBelowUnreleasedAndItsLinkWithIt() {
        assertEquals("""
                # Changelog

                Words.

                ## [Unreleased]

                ### Added

                - By hand

                ## [1.3.0] - 2026-01-01

                ### Added

                - **cart:** Add it

                ## [1.2.0] - 2025-12-01

                ### Fixed

                - Old

                [unreleased]: https://github.com/acme/shop/compare/v1.3.0...HEAD
                [1.3.0]: https://github.com/acme/shop/compare/v1.2.0...v1.3.0
                [1.2.0]: https://github.com/acme/shop/compare/v1.1.0...v1.2.0
                """, Changelog.of(FILE, KEPT).with(section("feat(cart): Add it"), false));
    }

    @Test
    void aNewFileHasAHeader() {
        String made = Changelog.empty().with(section("feat: Add it"), false);
        assertTrue(made.startsWith("# Changelog\n\nAll notable"), made);
        assertTrue(made.endsWith("""
                        ## [Unreleased]

                        ## [1.3.0] - 2026-01-01

                        ### Added

                        - Add it

                        [unreleased]: https://github.com/acme/shop/compare/v1.3.0...HEAD
                        [1.3.0]: https://github.com/acme/shop/compare/v1.2.0...v1.3.0
                        """), made);
        assertEquals(made, Changelog.of(FILE, made).with(section("feat: other"), false));
    }

    @Test
    void changesAreUnderTheHeadingsOfKeepAChangelog() {
        String made = Changelog.of(FILE, "")
                .with(
                        section(
                                "security: a",
                                "fix: b",
                                "revert: c",
                                "deprecate: d",
                                "refactor: e",
                                "feat: f",
                                "test: g",
                                "docs!: h\n\nBREAKING CHANGE: read it",
                                "fix(security): i",
                                "Tidy"),
                        false);
        assertEquals("""
                ## [1.3.0] - 2026-01-01

                ### Added

                - f

                ### Changed

                - **Breaking:** h

                  read it
                - Tidy
                - e

                ### Deprecated

                - d

                ### Removed

                - c

                ### Fixed

                - b

                ### Security

                - **security:** i
                - a

                [1.3.0]: https://github.com/acme/shop/compare/v1.2.0...v1.3.0
                """, made);
    }

    @Test
    void aSectionThatIsThereStaysUnlessItIsToBeReplaced() {
        String once = Changelog.of(FILE, KEPT).with(section("feat: one"), false);
        assertEquals(once, Changelog.of(FILE, once).with(section("feat: two"), false));
        String replaced = Changelog.of(FILE, once).with(section("feat: two"), true);
        assertEquals(once.replace("- one", "- two"), replaced);
        assertEquals(replaced, Changelog.of(FILE, replaced).with(section("feat: two"), true));
        String last = once.replaceAll("(?s)## \\[1.2.0].*Old\n\n", "");
        assertEquals(last.replace("- one", "- two"), Changelog.of(FILE, last).with(section("feat: two"), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "# Changelog",
                "# Changelog\n\n## Unreleased\n- x",
                "# Changes\r\n\r\n## v1.2.0 (2025)\r\n\r\n* old\r\n",
                "intro\n\n```\n## [1.2.0] - in code\n```\n\n<!--\n## [1.2.0]\n-->\n\n## 1.1.0\n\nold\n",
                "## [1.2.0]\n\n[1.2.0]: https://x.example\n\n\n",
                "Title\n=====\n\n1.2.0\n-----\n\n- old\n",
                "\ufeff# Changelog\n\n## [1.2.0] - 2025-12-01 [YANKED]\n\n\t- old  \n\n",
            })
    void everythingElseIsKeptByteForByte(String text) {
        requireKept(text);
    }

    @Test
    void everythingElseIsKeptWhateverItIs() {
        String[] pieces = {
            "## [1.2.0] - x\n",
            "## 1.0.0\r\n",
            "# Title\n",
            "\n",
            "\r\n",
            "```\n",
            "~~~\n",
            "<!--\n",
            "-->\n",
            "text\n",
            "[unreleased]: https://x.example/compare/v1...HEAD\n",
            "[1.2.0]: https://x.example\r\n",
            "- é item\n",
            "no end",
            "## [Unreleased]\n",
            "### Added\n",
            "   ## 2.0.0\n",
            "    ## code\n",
            "\ud83d\udc4d\n"
        };
        for (int i = 0; i < 5000; i++) {
            Random random = new Random(i);
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                Changelog.of(FILE, text.toString());
            } catch (ConfigurationException open) {
                assertTrue(open.getMessage().contains("expected an end of the"), open.getMessage());
                continue;
            }
            requireKept(text.toString());
        }
    }

    @Test
    void whatWouldHideTheReleaseIsRefused() {
        ConfigurationException open =
                assertThrows(ConfigurationException.class, () -> Changelog.of(FILE, "# Changes\n\n~~~\n```\ncode\n"));
        assertEquals("CHANGELOG.md:3: expected an end of the code that begins here, found none", open.getMessage());
    }

    /** Without what was added it is what it was, but for the link of what is not released and a last line's end. */
    private static void requireKept(String text) {
        ReleaseNotes section = section("feat: Add it");
        String made = Changelog.of(FILE, text).with(section, false);
        String end = text.indexOf('\n') > 0 && text.charAt(text.indexOf('\n') - 1) == '\r' ? "\r\n" : "\n";
        String prefix = made.contains("v1.3.0] - ") ? "v" : "";
        String added = String.join(end, "## [" + prefix + "1.3.0] - 2026-01-01", "", "### Added", "", "- Add it", "");
        assertTrue(made.contains(added), made);
        String without = withoutBlankLines(made)
                .replace(withoutBlankLines(added), "")
                .replace("[" + prefix + "1.3.0]: " + PAGE + "/compare/v1.2.0...v1.3.0" + end, "")
                .replaceAll("\\[unreleased]: \\S+", "");
        String before = withoutBlankLines(text).replaceAll("\\[unreleased]: \\S+", "");
        String expected = before.isEmpty() || before.endsWith("\n") ? before : before + end;
        assertEquals(
                expected.replace("\r", "").replace("\n", ""),
                without.replace("\r", "").replace("\n", ""),
                () -> text + "\n--- made\n" + made);
        assertEquals(made, Changelog.of(FILE, made).with(section, false));
        assertEquals(made, Changelog.of(FILE, made).with(section, true), () -> "replaced by the same\n" + made);
    }

    private static String withoutBlankLines(String text) {
        return text.replaceAll("(?m)^[ \\t]*\\R", "");
    }

    @Test
    void aFileWithoutLinksGetsNone() {
        ReleaseNotes notes = Told.notesAt("/srv/git/shop.git", "feat: Add it");
        assertEquals(
                "# Changes\n\n## v1.3.0 - 2026-01-01\n\n### Added\n\n- Add it\n\n## v1.2.0\n",
                Changelog.of(FILE, "# Changes\n\n## v1.2.0\n").with(notes, false));
    }
}
