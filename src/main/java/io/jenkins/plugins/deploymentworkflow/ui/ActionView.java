package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.Duration;
import java.time.Instant;

/**
 * One action of a timeline.
 *
 * @param number its place in the plan, from 1
 * @param since when it was last started; null when it was not
 * @param until when it ended; null when it has not
 * @param attempt counts from 1; 0 before the first
 * @param message how it ended, in words
 */
public record ActionView(
        int number, Action action, State state, Instant since, Instant until, int attempt, String message) {
    /** Where an action stands. */
    public enum State {
        NEXT("next", "symbol-status-nobuilt"),
        NOW("now", "symbol-status-blue-anime"),
        DONE("done", "symbol-status-blue"),
        FAILED("failed", "symbol-status-red"),
        CANCELLED("cancelled", "symbol-status-aborted"),
        /** The deployment ended, or turned back, before it. */
        LEFT_OUT("left out", "symbol-status-disabled");

        private final String word;
        private final String symbol;

        State(String word, String symbol) {
            this.word = word;
            this.symbol = symbol;
        }
    }

    /** What it is like when nothing more comes of its plan. */
    ActionView over(Instant at) {
        return switch (state) {
            case NEXT -> new ActionView(number, action, State.LEFT_OUT, since, until, attempt, message);
            case NOW -> new ActionView(number, action, State.CANCELLED, since, at, attempt, message);
            default -> this;
        };
    }

    public int getNumber() {
        return number;
    }

    public String getName() {
        return action.name();
    }

    /** {@code next}, {@code now}, {@code done}, {@code failed}, {@code cancelled} or {@code left out}. */
    public String getState() {
        return state.word;
    }

    public boolean isNow() {
        return state == State.NOW;
    }

    public String getCss() {
        return "dw-" + state.word.replace(' ', '-');
    }

    /** The name of Jenkins' own symbol for the state. */
    public String getSymbol() {
        return state.symbol;
    }

    public Instant getSince() {
        return since;
    }

    /** Milliseconds since 1970. */
    public long getSinceMillis() {
        return since.toEpochMilli();
    }

    /** How long it took; empty before its end. */
    public String getTook() {
        return since == null || until == null ? "" : Times.words(Times.rounded(since, until));
    }

    /** How long it is to take, empty where that is not known before. */
    public String getPlanned() {
        return action instanceof Action.Analyse analyse
                ? Durations.format(analyse.duration())
                : action instanceof Action.Pause pause ? Durations.format(pause.duration()) : "";
    }

    /** After that it has failed. */
    public String getAtMost() {
        Duration timeout = action.timeout();
        return Durations.format(timeout.toMinutes() > 0 ? Duration.ofSeconds(timeout.toSeconds()) : timeout);
    }

    public String getUndo() {
        return action.undo();
    }

    public int getAttempt() {
        return attempt;
    }

    public String getMessage() {
        return message;
    }
}
