package io.jenkins.plugins.deploymentworkflow.release.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever a message holds, a program that reads Markdown shows it as text. Held by a real parser. */
class MarkdownTextTest {
    private static final Parser MARKDOWN = Parser.builder()
            .extensions(List.of(AutolinkExtension.create(), StrikethroughExtension.create(), TablesExtension.create()))
            .build();

    static final List<String> HOSTILE = Hostile.TEXTS;

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void isShownAsItIs(String text) {
        requireShownAsItIs(text);
    }

    @Test
    void isShownAsItIsWhateverItIs() {
        long seed = Long.getLong("seed", 4711);
        for (int i = 0; i < 20_000; i++) {
            Random random = new Random(seed + i);
            requireShownAsItIs(Hostile.text(random));
        }
    }

    private static void requireShownAsItIs(String hostile) {
        String text = CleanText.line(hostile, 300);
        String written = MarkdownText.of(text);
        if (text.isEmpty()) {
            return;
        }
        assertFalse(written.contains("<"), written);
        assertEquals(shown(text), shownAlone(MARKDOWN.parse(written).getFirstChild(), written), written);
        Node list = MARKDOWN.parse("- " + written + "\n- next\n").getFirstChild();
        assertInstanceOf(BulletList.class, list, written);
        assertInstanceOf(ListItem.class, list.getFirstChild(), written);
        assertEquals(shown(text), shownAlone(list.getFirstChild().getFirstChild(), written), written);
        assertInstanceOf(ListItem.class, list.getLastChild().getPrevious(), written);
    }

    /** A paragraph of text and code alone. */
    private static String shownAlone(Node node, String written) {
        assertInstanceOf(Paragraph.class, node, written);
        StringBuilder shown = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof Code code) {
                shown.append(code.getLiteral());
            } else {
                shown.append(assertInstanceOf(Text.class, child, written).getLiteral());
            }
        }
        return liked(shown.toString());
    }

    private static String shown(String text) {
        return liked(text);
    }

    /** In code some characters are replaced by their likes. */
    private static String liked(String text) {
        return text.replace('`', '\'').replace('|', '¦').replace('<', '‹').replace('>', '›');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Add the cart ~ Add the cart",
                "Keep snake_case and 1.2.0 ~ Keep snake_case and 1.2.0",
                "Thank @ada/x. ~ Thank `@ada/x`.",
                "See (https://a.example/b). ~ See (`https://a.example/b`).",
                "R&D, AT&T ~ R&amp;D, AT&amp;T",
                "this & that ~ this & that",
                "1. is no list ~ 1\\. is no list"
            })
    void isReadableAsItIsWritten(String text, String written) {
        assertEquals(written, MarkdownText.of(text));
    }

    @Test
    void linksHoldNothingThatEndsThem() {
        assertEquals(
                "[\\]\\(x](https://host.example/a%28b%29)".replace("\\(", "("),
                MarkdownText.link("](x", Optional.of(new Address("https://host.example/a(b)"))));
        assertEquals("#12", MarkdownText.link("#12", Optional.empty()));
    }
}
