package io.jenkins.plugins.deploymentworkflow.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A value that changes now and then: each value with the moment from which on it holds. It stays small however often
 * the value changes, for then every second change is forgotten.
 */
final class Steps<T> {
    /** More than a picture can show apart. */
    static final int MOST = 300;

    /** From that moment on, until the next. */
    record Step<T>(Instant at, T value) {}

    private final List<Step<T>> steps = new ArrayList<>();

    void add(Instant at, T value) {
        if (!steps.isEmpty() && steps.get(steps.size() - 1).value().equals(value)) {
            return;
        }
        steps.add(new Step<>(at, value));
        if (steps.size() > MOST) {
            thin();
        }
    }

    private void thin() {
        List<Step<T>> kept = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (i % 2 == 0 || i == steps.size() - 1) {
                kept.add(steps.get(i));
            }
        }
        steps.clear();
        steps.addAll(kept);
    }

    List<Step<T>> all() {
        return List.copyOf(steps);
    }
}
