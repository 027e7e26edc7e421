package io.jenkins.plugins.deploymentworkflow.rollout;

import java.time.Instant;

/** The right to act on an environment, held while a rollout runs. */
public interface Tenure {
    /** Keeps the right; false when another has taken it over, and then nothing may be touched any more. */
    boolean keep(Instant now);

    /** Gives the right back. */
    void end();

    /** A right that nobody contests. */
    static Tenure uncontested() {
        return new Tenure() {
            @Override
            public boolean keep(Instant now) {
                return true;
            }

            @Override
            public void end() {}
        };
    }
}
