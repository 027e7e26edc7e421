package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.operation.Ongoing;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A view on a terminal that is drawn over itself: the plan with what is done and what is next, weights, health. */
final class LiveView implements Progress {
    private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[J";
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String RESET = "\u001b[0m";
    private static final int WIDTH = 30;
    private static final int AROUND = 3;

    private final Ongoing ongoing;
    private final PrintStream out;
    private final int columns;
    private int drawn;

    LiveView(Ongoing ongoing, PrintStream out) {
        this.ongoing = ongoing;
        this.out = out;
        this.columns = Math.max(40, Integer.getInteger("deployment-workflow.columns", 100));
    }

    @Override
    public void show(Instant now) {
        RolloutState state = ongoing.rollout().state();
        if (state.started() == null) {
            return;
        }
        List<String> lines = lines(state, now);
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append(String.format(UP_AND_CLEAR, drawn));
        }
        lines.forEach(line -> text.append(line).append('\n'));
        out.print(text);
        out.flush();
        drawn = lines.size();
    }

    @Override
    public void close() {
        out.flush();
    }

    private List<String> lines(RolloutState state, Instant now) {
        List<String> lines = new ArrayList<>();
        Event.Started started = state.started();
        Duration taken = Duration.between(state.startedAt(), state.ended() == null ? now : state.endedAt());
        lines.add(BOLD
                + cut(started.operation() + " " + started.application() + " " + started.version() + " in "
                        + started.environment() + "  " + started.strategy() + "  "
                        + Durations.format(Duration.ofSeconds(Math.max(0, taken.toSeconds()))))
                + RESET);
        if (state.rollback() != null) {
            lines.add(RED + cut("taking it back: " + state.rollback().reason()) + RESET);
        }
        plan(lines, state);
        state.traffic().forEach((version, share) -> lines.add(cut("  " + pad(version, 16) + bar(share) + " "
                + pad(share.toString(), 7) + health(state, version))));
        for (Verdict verdict : state.verdicts().values()) {
            String colour = verdict.state() == Verdict.State.FAIL ? RED : DIM;
            lines.add(colour + cut("  " + verdict.sentence()) + RESET);
        }
        if (state.held() != null) {
            lines.add(BOLD + cut("held: " + state.held().reason() + " (resume or abort)") + RESET);
        }
        return lines;
    }

    /** The current action with a few before and after it. */
    private void plan(List<String> lines, RolloutState state) {
        Plan plan = state.plan();
        if (plan == null) {
            return;
        }
        int from = Math.max(0, Math.min(state.index() - AROUND, plan.size() - 2 * AROUND - 1));
        int to = Math.min(plan.size(), from + 2 * AROUND + 1);
        for (int i = from; i < to; i++) {
            String number = pad((i + 1) + "/" + plan.size(), 6);
            String name = plan.action(i).name();
            if (i < state.index()) {
                lines.add(GREEN + "  ✓ " + RESET + DIM + cut(number + name) + RESET);
            } else if (i == state.index() && state.ended() == null) {
                lines.add(BOLD + "  ▸ " + cut(number + name) + RESET);
            } else {
                lines.add(DIM + "  · " + cut(number + name) + RESET);
            }
        }
    }

    private static String health(RolloutState state, String version) {
        Map<String, Integer> counts = state.observed().instances().getOrDefault(version, Map.of());
        List<String> parts = new ArrayList<>();
        counts.forEach((health, count) -> parts.add(count + " " + health));
        return String.join(", ", parts);
    }

    private static String bar(Share share) {
        int full = (int) Math.round(share.percent() / 100 * WIDTH);
        return "█".repeat(full) + "░".repeat(WIDTH - full);
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }

    /** One line stays one line: a wrapped one could not be drawn over. */
    private String cut(String text) {
        String line = text.replaceAll("[\\r\\n\\t]+", " ");
        int room = columns - 6;
        return line.length() <= room ? line : line.substring(0, room - 1) + "…";
    }
}
