package io.jenkins.plugins.deploymentworkflow.release.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SlackNotesTest {
    private static final Pattern MENTION = Pattern.compile("<[!@#]|@[A-Za-z]");

    @Test
    void nobodyIsCalledAndNothingIsLinkedByAMessage() {
        for (String text : Hostile.TEXTS) {
            requireHarmless(text);
        }
        for (int i = 0; i < 20_000; i++) {
            requireHarmless(Hostile.text(new Random(i)));
        }
    }

    private static void requireHarmless(String hostile) {
        String written = SlackText.of(CleanText.line(hostile, 300));
        assertFalse(MENTION.matcher(written).find(), written);
        assertFalse(written.contains("<") || written.contains(">"), written);
        assertTrue(written.replaceAll("&(amp|lt|gt);", "").indexOf('&') < 0, written);
        assertEquals(0, written.chars().filter(c -> c == '`').count() % 2, written);
    }

    @Test
    void saysWhatChanged() {
        assertEquals("""
                *<https://github.com/acme/shop/compare/v1.2.0...v1.3.0|1.3.0>* (2026-01-01)

                *Features*
                • *cart:* Add it (<https://github.com/acme/shop/pull/12|#12>)

                *Fixes*
                • Stop (<https://github.com/acme/shop/commit/0000000100000000000000000000000000000000|00000001>)""", SlackNotes.write(Told.notes("fix: Stop", "feat(cart): Add it (#12)")));
    }

    @Test
    void saysHowMuchDoesNotFit() {
        String[] many = new String[1000];
        for (int i = 0; i < many.length; i++) {
            many[i] = "feat: change number " + i + " of very many, told in a long line";
        }
        String message = SlackNotes.write(Told.notes(many));
        assertTrue(message.length() <= SlackNotes.LONGEST, message.length() + " characters");
        long shown = message.lines().filter(line -> line.startsWith("•")).count();
        assertTrue(shown > 10 && message.endsWith("… and " + (1000 - shown) + " more"), message);
    }

    @Test
    void linksHoldNothingThatEndsThem() {
        assertEquals(
                "<https://host.example/a%7Cb&amp;c|a¦&gt;b>",
                SlackText.link("a|>b", Optional.of(new Address("https://host.example/a%7Cb&c"))));
    }
}
