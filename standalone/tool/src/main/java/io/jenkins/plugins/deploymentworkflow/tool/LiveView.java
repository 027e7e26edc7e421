package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.operation.Ongoing;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;

/** A view on a terminal that is drawn over itself, line by line, so that nothing flickers; the last one stays. */
final class LiveView implements Progress {
    /** Without it a terminal that was made narrower would wrap lines, and the next view would begin too low. */
    private static final String WRAP_OFF = "\u001b[?7l";

    private static final String WRAP_ON = "\u001b[?7h";
    private static final String UP = "\r\u001b[%dA";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final Ongoing ongoing;
    private final PrintStream out;
    private final Screen screen;
    private int drawn;

    LiveView(Ongoing ongoing, PrintStream out, Screen screen) {
        this.ongoing = ongoing;
        this.out = out;
        this.screen = screen;
    }

    @Override
    public void show(Instant now) {
        RolloutState state = ongoing.rollout().state();
        if (state.started() == null) {
            return;
        }
        List<String> lines = Frame.of(state, screen, now);
        StringBuilder text = new StringBuilder(WRAP_OFF);
        text.append(drawn == 0 ? "\r" : String.format(UP, drawn));
        lines.forEach(line -> text.append(line).append(CLEAR_LINE).append('\n'));
        text.append(CLEAR_BELOW).append(WRAP_ON);
        out.print(text);
        out.flush();
        drawn = lines.size();
    }

    @Override
    public void close() {
        out.flush();
    }
}
