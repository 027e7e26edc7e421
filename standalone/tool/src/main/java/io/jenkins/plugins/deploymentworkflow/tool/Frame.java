package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A deployment as lines that fit a screen: the plan with what is done and what is next, weights, health, verdicts. */
final class Frame {
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String RESET = "\u001b[0m";
    private static final int AROUND = 3;
    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 5;
    private static final int SHORTEST_TEXT = 10;
    private static final int PERCENT = 7;

    private final Screen screen;
    private final List<String> lines = new ArrayList<>();

    private Frame(Screen screen) {
        this.screen = screen;
    }

    /** At most as many lines as the screen has rows, without the one that the cursor is in. */
    static List<String> of(RolloutState state, Screen screen, Instant now) {
        Frame frame = new Frame(screen);
        frame.title(state, now);
        if (state.rollback() != null) {
            frame.add(RED, "taking it back: " + state.rollback().reason());
        }
        if (state.plan() != null) {
            frame.plan(state, now);
        }
        frame.traffic(state);
        state.checks().stream()
                .filter(check -> !check.passed())
                .forEach(check -> frame.add(RED, "  FAILED: " + check.name() + ": " + check.message()));
        for (Verdict verdict : state.verdicts().values()) {
            // What it is taken back for stands above.
            if (state.rollback() == null || !state.rollback().reason().contains(verdict.sentence())) {
                frame.add(verdict.state() == Verdict.State.FAIL ? RED : DIM, "  " + verdict.sentence());
            }
        }
        if (state.held() != null) {
            String goOn = state.approval().isPresent() ? "approve" : "resume";
            frame.add(BOLD, "held: " + state.held().reason() + " (" + goOn + " or abort)");
        }
        return frame.lines.subList(0, Math.min(frame.lines.size(), screen.rows() - 1));
    }

    private void title(RolloutState state, Instant now) {
        Event.Started started = state.started();
        Duration taken = Duration.between(state.startedAt(), state.ended() == null ? now : state.endedAt());
        String what = String.join(
                        " ", started.operation(), started.application(), started.version(), "in", started.environment())
                .replaceAll(" +", " ");
        String how = started.strategy().isEmpty() ? "" : ", " + started.strategy();
        String from = started.previousVersion().isEmpty() ? "" : ", from " + started.previousVersion();
        String end = state.ended() == null
                ? ": " + seconds(taken)
                : ": " + OperationResult.word(state.ended().outcome()) + " after " + seconds(taken);
        add("", "", BOLD, what + how + from, end);
    }

    /** The current action with a few before and after it. */
    private void plan(RolloutState state, Instant now) {
        Plan plan = state.plan();
        int from = Math.max(0, Math.min(state.index() - AROUND, plan.size() - 2 * AROUND - 1));
        int to = Math.min(plan.size(), from + 2 * AROUND + 1);
        for (int i = from; i < to; i++) {
            String text = pad((i + 1) + "/" + plan.size(), 6) + plan.action(i).name();
            if (i < state.index()) {
                add(GREEN, "  " + screen.done() + " ", DIM, text, "");
            } else if (i == state.index() && state.ended() == null) {
                add(BOLD, "  " + screen.current() + " ", BOLD, text, since(state, now));
            } else {
                add(DIM, "  " + screen.pending() + " ", DIM, text, "");
            }
        }
    }

    private static String since(RolloutState state, Instant now) {
        Duration taken = state.running() == null ? Duration.ZERO : Duration.between(state.runningSince(), now);
        return taken.toSeconds() < 2 ? "" : "  " + seconds(taken);
    }

    /** At the end of what was deployed, what was seen last may be gone: then only what serves counts. */
    private void traffic(RolloutState state) {
        Map<String, Share> shown = new TreeMap<>(state.traffic());
        if (state.ended() != null) {
            shown.keySet().removeIf(version -> !version.equals(state.ended().servingVersion()));
        }
        // One width for all, so that bars can be compared.
        int width = shown.keySet().stream()
                .mapToInt(version -> room(state, version))
                .min()
                .orElse(0);
        shown.forEach((version, share) -> traffic(state, version, share, width));
    }

    private int room(RolloutState state, String version) {
        int room = screen.columns()
                - 4
                - name(version).length()
                - PERCENT
                - health(state, version).length()
                - 2;
        return Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, room));
    }

    private String name(String version) {
        return pad(screen.cut(version, screen.columns() / 4), 10);
    }

    private void traffic(RolloutState state, String version, Share share, int width) {
        int full = (int) Math.round(share.percent() / 100 * width);
        String percent = pad(share.toString(), PERCENT);
        String text = "  " + name(version) + screen.bar(full, width) + " " + percent + health(state, version);
        lines.add(text.length() <= screen.columns() - 1 ? text : text.substring(0, screen.columns() - 1));
    }

    private static String health(RolloutState state, String version) {
        Map<String, Integer> counts = state.observed() == null
                ? Map.of()
                : state.observed().instances().getOrDefault(version, Map.of());
        List<String> parts = new ArrayList<>();
        new TreeMap<>(counts).forEach((health, count) -> parts.add(count + " " + health));
        return String.join(", ", parts);
    }

    private void add(String colour, String text) {
        add("", "", colour, text, "");
    }

    /** A mark, which is always whole, a text, which is cut to fit, and an end that is shown where there is room. */
    private void add(String markColour, String mark, String colour, String text, String end) {
        String indent = text.substring(0, text.length() - text.stripLeading().length());
        int room = screen.columns() - 1 - mark.length() - indent.length();
        String words = text.stripLeading();
        String fitting = indent
                + (end.length() + SHORTEST_TEXT > room
                        ? screen.cut(words + end, room)
                        : screen.cut(words, room - end.length()) + end);
        lines.add(mark.isEmpty() ? coloured(colour, fitting) : coloured(markColour, mark) + coloured(colour, fitting));
    }

    private String coloured(String colour, String text) {
        return screen.colours() ? colour + text + RESET : text;
    }

    private static String seconds(Duration duration) {
        return Durations.format(Duration.ofSeconds(Math.max(0, duration.toSeconds())));
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }
}
