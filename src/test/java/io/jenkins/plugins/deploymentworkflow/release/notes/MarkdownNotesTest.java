package io.jenkins.plugins.deploymentworkflow.release.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

class MarkdownNotesTest {
    @Test
    void saysWhatChanged() {
        String page = "https://github.com/acme/shop";
        assertEquals(
                """
                ## [1.3.0](%1$s/compare/v1.2.0...v1.3.0) (2026-01-01)

                ### Upgrade notes

                - **api:** Send both.

                  Really.

                ### Breaking changes

                - **api:** take ranges ([#7](%1$s/issues/7)) ([00000002](%1$s/commit/00000002%2$s)) by Ada Example

                ### Features

                - Add it ([#12](%1$s/pull/12)) ([00000001](%1$s/commit/00000001%2$s)) by Ada Example, Grace Hopper

                ### Contributors

                Ada Example, Grace Hopper
                """.formatted(page, "0".repeat(32)),
                MarkdownNotes.write(Told.notes(
                        "feat: Add it (#12)\n\nCo-authored-by: Grace Hopper <g@example.org>",
                        "feat(api)!: take ranges\n\nBREAKING CHANGE: Send\nboth.\n\nReally.\n\nFixes: #7")));
    }

    @Test
    void saysThatNothingChanged() {
        assertEquals(
                "## [1.3.0](https://github.com/acme/shop/compare/v1.2.0...v1.3.0) (2026-01-01)\n\nNo changes.\n",
                MarkdownNotes.write(Told.notes()));
    }

    @Test
    void noMessageAddsAHeadingALinkAnImageOrHtml() {
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            String text = i < Hostile.TEXTS.size() ? Hostile.TEXTS.get(i) : Hostile.text(random);
            ReleaseNotes notes = Told.notes(
                    "feat(" + text.replaceAll("[()]", "") + ")!: x" + text + "\n\n" + text + "\n\nBREAKING CHANGE: "
                            + text + "\n\n# " + text + "\nCo-authored-by: " + text,
                    text);
            Set<String> links = new HashSet<>();
            String written = MarkdownNotes.write(notes);
            int[] headings = {0};
            Parser.builder().build().parse(written).accept(new AbstractVisitor() {
                @Override
                public void visit(Heading heading) {
                    headings[0]++;
                    visitChildren(heading);
                }

                @Override
                public void visit(HtmlBlock html) {
                    throw new AssertionError(written);
                }

                @Override
                public void visit(HtmlInline html) {
                    throw new AssertionError(written);
                }

                @Override
                public void visit(Image image) {
                    throw new AssertionError(written);
                }

                @Override
                public void visit(LinkReferenceDefinition definition) {
                    throw new AssertionError(written);
                }

                @Override
                public void visit(Link link) {
                    links.add(link.getDestination());
                    visitChildren(link);
                }
            });
            int sections = (notes.upgrades().isEmpty() ? 0 : 1) + notes.groups().size() + 2;
            assertEquals(sections, headings[0], written);
            assertFalse(
                    links.stream().anyMatch(link -> !link.startsWith("https://github.com/")), links + "\n" + written);
        }
    }
}
