package io.jenkins.plugins.deploymentworkflow.fleet;

import java.io.IOException;

/** What the fleet has to remember, in memory and on disk. Used on the fleet's own thread alone. */
final class Memory {
    private static final System.Logger LOG = System.getLogger(Memory.class.getName());

    private final StateDirectory directory;
    private FleetState state;

    Memory(StateDirectory directory, FleetState state) {
        this.directory = directory;
        this.state = state;
    }

    FleetState state() {
        return state;
    }

    /**
     * Writes down what is about to be made true.
     *
     * @throws Refusal when it cannot be written; then nothing has changed
     */
    void decide(FleetState next) {
        try {
            if (!next.equals(state)) {
                directory.save(next);
            }
        } catch (IOException e) {
            throw Refusal.failed("Nothing was changed, because the fleet's state could not be written: "
                    + StateDirectory.describe(e));
        }
        state = next;
    }

    /** Writes down what has happened already; should that fail, the next change writes it too. */
    void remember(FleetState next) {
        if (next.equals(state)) {
            return;
        }
        state = next;
        try {
            directory.save(next);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "The fleet's state could not be written: " + StateDirectory.describe(e));
        }
    }
}
