package io.jenkins.plugins.deploymentworkflow.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * A value that changes now and then: each value with the moment from which on it holds. It stays small however often
 * the value changes, for then every two changes but the last become one.
 */
final class Steps<T> {
    /** More than a picture can show apart. */
    static final int MOST = 300;

    /** From that moment on, until the next. */
    record Step<T>(Instant at, T value) {}

    private final BinaryOperator<T> both;
    private final List<Step<T>> steps = new ArrayList<>();

    /** @param both what stands for two values, the earlier one first, where they are not told apart any more */
    Steps(BinaryOperator<T> both) {
        this.both = both;
    }

    void add(Instant at, T value) {
        append(at, value);
        if (steps.size() > MOST) {
            thin();
        }
    }

    private void append(Instant at, T value) {
        if (steps.isEmpty() || !steps.get(steps.size() - 1).value().equals(value)) {
            steps.add(new Step<>(at, value));
        }
    }

    private void thin() {
        List<Step<T>> before = List.copyOf(steps);
        int last = before.size() - 1;
        steps.clear();
        for (int i = 0; i < last; i += 2) {
            T one = before.get(i).value();
            append(before.get(i).at(), i + 1 < last ? both.apply(one, before.get(i + 1).value()) : one);
        }
        append(before.get(last).at(), before.get(last).value());
    }

    List<Step<T>> all() {
        return List.copyOf(steps);
    }
}
