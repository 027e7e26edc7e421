package io.jenkins.plugins.deploymentworkflow.release.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CleanTextTest {
    @Test
    void nothingInvisibleIsKept() {
        assertEquals("abcdefgh", CleanText.line("a\u202eb\u2066c\u200bd\ufeffe\u0007f\u061cg\ue000h", 100));
        assertEquals("[31mred", CleanText.line("\u001b[31mred", 100));
        assertEquals("lone", CleanText.line("lo\ud800ne", 100));
        assertEquals("tag", CleanText.line("ta\udb40\udc41g", 100));
    }

    @Test
    void whatBelongsToLanguagesAndPicturesIsKept() {
        assertEquals("نمی\u200cخواهم é 中文", CleanText.line("نمی\u200cخواهم é 中文", 100));
        assertEquals("👩\u200d💻 👍🏽", CleanText.line("👩\u200d💻 👍🏽", 100));
    }

    @Test
    void whiteSpaceIsOneBlank() {
        assertEquals("a b c", CleanText.line("  a\r\n\t b\u2028\u00a0c \u0085", 100));
        assertEquals("one line\nanother", CleanText.paragraphs("one\nline\n\n \r\n\r\nanother\n", 100));
    }

    @Test
    void isBoundedWithoutCuttingACharacterInTwo() {
        assertEquals("abc…", CleanText.line("abcdef", 4));
        assertEquals("ab…", CleanText.line("ab👍cd", 4));
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            String text = random.ints(random.nextInt(60), 0, 0x11000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            int most = 5 + random.nextInt(30);
            String line = CleanText.line(text, most);
            assertTrue(line.length() <= most && line.equals(CleanText.line(line, most)), text);
        }
        assertTrue(CleanText.paragraphs("x\n\n".repeat(100_000), 2000).length() <= 2000);
    }
}
