package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.ledger.Deployment;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.History;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the deployment of an environment that has begun and not ended. */
final class Unfinished {
    private Unfinished() {}

    /** Whatever wrote it; checks alone do not count. */
    static Optional<RolloutState> in(Ledger ledger) {
        List<Entry> entries = ledger.after(0);
        String open = "";
        for (Entry entry : entries) {
            if (entry.event() instanceof Event.Started started
                    && Operation.of(started.operation()).locks()) {
                open = started.deployment();
            } else if (entry.event() instanceof Event.Ended ended
                    && ended.deployment().equals(open)) {
                open = "";
            }
        }
        return open.isEmpty() ? Optional.empty() : Optional.of(RolloutState.of(open, entries));
    }

    /**
     * As {@link #in}, for whoever means to go on with it or to begin another one.
     *
     * @throws Refused when something unfinished was moved by a newer version of this program
     */
    static Optional<RolloutState> understood(Ledger ledger) {
        Set<String> puzzling = new LinkedHashSet<>();
        Set<String> settled = new HashSet<>(Set.of(""));
        for (Entry entry : ledger.after(0)) {
            if (entry.event() instanceof Event.Unrecognised event) {
                puzzling.add(event.deployment());
            } else if (entry.event() instanceof Event.Ended ended) {
                settled.add(ended.deployment());
            } else if (entry.event() instanceof Event.Started started
                    && !Operation.of(started.operation()).locks()) {
                settled.add(started.deployment());
            }
        }
        puzzling.removeAll(settled);
        puzzling.stream().findFirst().ifPresent(deployment -> {
            throw new Refused("deployment " + deployment + " is unfinished, and the ledger says things of it that this"
                    + " version does not understand: a newer version has moved it; resume or abort it with that version");
        });
        return in(ledger);
    }

    /** How the last deployment ended, as the rest of a sentence; empty when there was none. */
    static String last(Ledger ledger) {
        return History.of(ledger.after(0)).operations().stream()
                .filter(operation -> Operation.of(operation.operation()).locks())
                .findFirst()
                .map(Unfinished::sentence)
                .orElse("");
    }

    private static String sentence(Deployment last) {
        return "; the last one, " + last.id()
                + (last.version().isEmpty() ? "" : " of " + last.version())
                + last.outcome()
                        .map(outcome -> ", ended as " + OperationResult.word(outcome))
                        .orElse("");
    }
}
