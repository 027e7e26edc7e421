package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import java.time.Instant;

/** Writes down what a rollout does, and keeps its state up with the ledger, whoever writes there. */
final class Journal {
    private final Ledger ledger;
    private final RolloutState state;

    Journal(Ledger ledger, RolloutState state) {
        this.ledger = ledger;
        this.state = state;
    }

    /** Takes in what others have written. */
    void catchUp() {
        ledger.after(state.sequence()).forEach(state::apply);
    }

    /** When it returns, the event is on disk and in the state. */
    void write(Event event, Instant now) {
        Entry entry = ledger.append(event, now);
        if (entry.sequence() == state.sequence() + 1) {
            state.apply(entry);
        } else {
            catchUp();
        }
    }
}
