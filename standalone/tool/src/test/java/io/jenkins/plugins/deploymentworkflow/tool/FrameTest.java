package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A canary that a gate takes back, as it is drawn on screens of many sizes. */
class FrameTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T09:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Screen PLAIN = new Screen(80, 24, false, false);
    private static final List<String> NEW = List.of("1.1.0-1", "1.1.0-2", "1.1.0-3", "1.1.0-4");
    private static final Verdict BAD = new Verdict(
            "traffic.errorRate",
            Verdict.State.FAIL,
            Verdict.Severity.CRITICAL,
            "1.1.0",
            "61%",
            "> 5%",
            200,
            Duration.ofSeconds(4),
            "traffic.errorRate > 5%, at least 20 requests in 1m");

    private final List<Entry> entries = new ArrayList<>();

    private void happens(Event... events) {
        for (Event event : events) {
            entries.add(new Entry(entries.size() + 1L, BEGIN.plusSeconds(entries.size()), event, "", ""));
        }
    }

    private FrameTest forward() {
        Share quarter = Share.ofPercent(25);
        happens(
                new Event.Started(
                        "d", "promote", "storefront", "production", "1.1.0", "1.0.0", "canary", null, null, null),
                new Event.Planned(
                        "d",
                        Event.Phase.FORWARD,
                        0,
                        new Plan(
                                "canary",
                                "1.1.0",
                                "1.0.0",
                                4,
                                List.of(
                                        new Action.Install("1.1.0", NEW, MINUTE),
                                        new Action.AwaitHealthy("1.1.0", NEW, MINUTE),
                                        new Action.SetTraffic(
                                                Map.of("1.1.0", quarter, "1.0.0", Share.ofPercent(75)),
                                                Map.of("1.0.0", Share.FULL),
                                                4,
                                                MINUTE),
                                        new Action.Analyse("1.1.0", quarter, MINUTE, MINUTE)))));
        for (int i = 0; i < 3; i++) {
            happens(
                    new Event.ActionStarted("d", Event.Phase.FORWARD, 0, i, 0, "d/f0/" + i + "/0"),
                    new Event.ActionEnded("d", Event.Phase.FORWARD, 0, i, Event.ActionOutcome.DONE, ""));
        }
        happens(
                new Event.Observed(
                        "d",
                        Map.of("1.0.0", Share.ofPercent(75), "1.1.0", quarter),
                        Map.of("1.0.0", Map.of("healthy", 4), "1.1.0", Map.of("healthy", 3, "unhealthy", 1)),
                        Map.of()),
                new Event.ActionStarted("d", Event.Phase.FORWARD, 0, 3, 0, "d/f0/3/0"),
                new Event.Checked("d", List.of(new Event.Check("home", false, 12, 3, "expected 200,\nfound 503"))),
                new Event.Judged("d", BAD));
        return this;
    }

    private FrameTest back() {
        happens(
                new Event.RollbackStarted("d", Event.Outcome.ROLLED_BACK, BAD.sentence()),
                new Event.Planned(
                        "d",
                        Event.Phase.ROLLBACK,
                        0,
                        new Plan(
                                "rollback",
                                "1.0.0",
                                "1.1.0",
                                4,
                                List.of(
                                        new Action.SetTraffic(Map.of("1.0.0", Share.FULL), Map.of(), 4, MINUTE),
                                        new Action.Retire("1.1.0", NEW, Duration.ZERO, MINUTE)))),
                new Event.ActionStarted("d", Event.Phase.ROLLBACK, 0, 0, 0, "d/r0/0/0"),
                new Event.ActionEnded("d", Event.Phase.ROLLBACK, 0, 0, Event.ActionOutcome.DONE, ""),
                new Event.Observed(
                        "d",
                        Map.of("1.0.0", Share.FULL, "1.1.0", Share.ZERO),
                        Map.of("1.0.0", Map.of("healthy", 4), "1.1.0", Map.of("healthy", 4)),
                        Map.of()),
                new Event.ActionStarted("d", Event.Phase.ROLLBACK, 0, 1, 0, "d/r0/1/0"),
                new Event.ActionEnded("d", Event.Phase.ROLLBACK, 0, 1, Event.ActionOutcome.DONE, ""),
                new Event.Ended("d", Event.Outcome.ROLLED_BACK, BAD.sentence(), "1.0.0"));
        return this;
    }

    private List<String> lines(int count, Screen screen) {
        return Frame.of(RolloutState.of("d", entries.subList(0, count)), screen, BEGIN.plusSeconds(count + 2L));
    }

    private List<String> lines(Screen screen) {
        return lines(entries.size(), screen);
    }

    @Test
    void thePlanTheTrafficTheHealthAndTheVerdictsAreShown() {
        assertEquals(
                List.of(
                        "promote storefront 1.1.0 in production, canary, from 1.0.0: 14s",
                        "  + 1/4 install 1.1.0 on 1.1.0-1, 1.1.0-2, 1.1.0-3, 1.1.0-4",
                        "  + 2/4 wait until 1.1.0-1, 1.1.0-2, 1.1.0-3, 1.1.0-4 are healthy",
                        "  + 3/4 route 75% to 1.0.0, 25% to 1.1.0",
                        "  > 4/4 watch 1.1.0 at 25% for 1m  5s",
                        "  1.0.0     #######################------- 75%    4 healthy",
                        "  1.1.0     ########---------------------- 25%    3 healthy, 1 unhealthy",
                        "  FAILED: home: expected 200, found 503",
                        "  gate traffic.errorRate on 1.1.0 failed: found 61% (> 5%) from 200 samples in~"),
                forward().lines(PLAIN));
    }

    @Test
    void barsHaveOneWidth() {
        assertEquals(
                List.of(
                        "  1.0.0     ##########--- 75%    4 healthy",
                        "  1.1.0     ###---------- 25%    3 healthy, 1 unhealthy"),
                forward().lines(new Screen(58, 24, false, false)).subList(5, 7));
    }

    @Test
    void whatItIsTakenBackForIsSaidOnceAndInTheEndOnlyWhatServesIsShown() {
        assertEquals(
                List.of(
                        "promote storefront 1.1.0 in production, canary, from 1.~: rolled-back after 19s",
                        "taking it back: gate traffic.errorRate on 1.1.0 failed: found 61% (> 5%) from ~"),
                forward().back().lines(PLAIN).subList(0, 2));
        List<String> shown = lines(new Screen(120, 24, false, false));
        assertEquals("promote storefront 1.1.0 in production, canary, from 1.0.0: rolled-back after 19s", shown.get(0));
        assertEquals(
                1,
                shown.stream()
                        .filter(line -> line.contains("traffic.errorRate"))
                        .count());
        assertEquals(1, shown.stream().filter(line -> line.contains("healthy")).count());
        assertTrue(shown.stream().noneMatch(line -> line.startsWith("  1.1.0 ")), shown::toString);
    }

    @Test
    void everyFrameFitsItsScreen() {
        forward().back();
        for (int columns : new int[] {20, 40, 60, 80, 120}) {
            for (int rows : new int[] {5, 10, 24}) {
                for (int count = 1; count <= entries.size(); count++) {
                    List<String> shown = lines(count, new Screen(columns, rows, false, true));
                    assertTrue(shown.size() < rows, shown::toString);
                    for (String line : shown) {
                        assertTrue(line.length() < columns, () -> line.length() + " of " + columns + ": " + line);
                        assertFalse(line.contains("\n"), line);
                    }
                }
            }
        }
    }

    @Test
    void coloursTakeNoRoomAndAreLeftOutWhereTheyAreNotWanted() {
        forward().back();
        Screen coloured = new Screen(60, 24, true, false);
        assertEquals(
                lines(new Screen(60, 24, false, false)),
                lines(coloured).stream()
                        .map(line -> line.replaceAll("\u001b\\[[0-9]*m", ""))
                        .toList());
        assertTrue(lines(coloured).get(0).startsWith("\u001b[1mpromote"));
        assertFalse(Screen.of(Map.of("NO_COLOR", "1")).colours());
        assertTrue(Screen.of(Map.of("NO_COLOR", "")).colours());
    }
}
