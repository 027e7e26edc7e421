package io.jenkins.plugins.deploymentworkflow.tool.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo shows one line for each action, and nothing that a reader must sort out. */
class ScreenTest {
    private static final List<String> PRINTED = List.of(
            "13:00:00 promote storefront 1.4.0 in production, canary (promote-1)",
            "13:00:00 plan: 2 actions",
            "13:00:00 [1/2] install 1.4.0 on 1.4.0-1",
            "13:00:01   done in 266ms",
            "13:00:01 [2/2] watch 1.4.0 at 5% for 4s",
            "13:00:04   gate traffic.p90 on 1.4.0 passed: found 4ms from 20 samples in 3s",
            "13:00:05   FAILED after 4s: gate traffic.errorRate on 1.4.0 failed",
            "13:00:05 taking it back",
            "13:00:05 rolled-back, 1.3.0 serves",
            "promote of storefront 1.4.0 to production was rolled back");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void anActionIsALineWithItsTime() {
        Screen screen = new Screen(out, false);
        screen.begin("Canary 1.4.0", "deployment-workflow promote production --version 1.4.0");
        PRINTED.forEach(screen::line);
        screen.end(chapter(1, PRINTED));
        List<String> lines = lines();
        assertEquals("Canary 1.4.0  $ deployment-workflow promote production --version 1.4.0", lines.get(1));
        assertTrue(lines.get(2).matches(" +1/2 {2}install 1\\.4\\.0 on 1\\.4\\.0-1 +266ms"), lines.get(2));
        assertTrue(lines.get(3).matches(" +2/2 {2}watch 1\\.4\\.0 at 5% for 4s *"), lines.get(3));
        assertEquals("         FAILED after 4s: gate traffic.errorRate on 1.4.0 failed", lines.get(4));
        assertEquals("         taking it back", lines.get(5));
        assertEquals("  promote of storefront 1.4.0 to production was rolled back", lines.get(6));
        assertEquals(7, lines.size(), lines::toString);
    }

    @Test
    void onlyATerminalGetsColours() {
        new Screen(out, false).result(false, "one");
        assertFalse(bytes.toString(StandardCharsets.UTF_8).contains("\u001b"));
        new Screen(out, true).result(false, "two");
        assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("\u001b[31m"));
    }

    @Test
    void variablesAreCounted() {
        Screen screen = new Screen(out, false);
        screen.begin("Prepare", "prepare");
        List<String> printed = List.of("DATABASE_HOST=db", "LEVEL=info", "prepare of staging succeeded in 1s");
        printed.forEach(screen::line);
        screen.end(chapter(0, printed));
        assertEquals(
                List.of("  prepare of staging succeeded in 1s", "  2 variables for the steps that follow"),
                lines().subList(2, 4));
    }

    @Test
    void anEndThatWasNotExpectedIsSaid() {
        Screen screen = new Screen(out, false);
        screen.end(new Chapter("x", "x", 1, 0, Instant.EPOCH, Instant.EPOCH, List.of()));
        assertEquals(List.of("  NOT AS EXPECTED: it ended with 1, expected 0"), lines());
    }

    @Test
    void trafficIsCountedByVersion() {
        new Screen(out, false).traffic(new Figures.Count(1_500, 2, Map.of("1.4.0", 1_500L), Map.of("1.4.0", 2L)));
        assertEquals(List.of("  1,500 requests, 2 failed (1.4.0: 1,500)"), lines());
    }

    @Test
    void aChapterEndsWithWhatTheToolSaidInTheEnd() {
        assertEquals(
                "promote of storefront 1.4.0 to production was rolled back",
                chapter(1, PRINTED).sentence());
        assertEquals(
                "storefront production 1.3.0 idle; storefront staging 1.0.0 idle",
                chapter(0, List.of("storefront   production   1.3.0  idle", "storefront   staging   1.0.0  idle"))
                        .sentence());
    }

    private static Chapter chapter(int code, List<String> printed) {
        return new Chapter("x", "x", code, code, Instant.EPOCH, Instant.EPOCH, printed);
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
