package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import java.util.List;

/** The word of a person who goes past guards: who may is for the caller to know, and the reason is kept. */
public final class Overriding {
    /** Of a reason, in characters. */
    public static final int LONGEST_REASON = 1000;

    private Overriding() {}

    /**
     * @param by who
     * @param reason why, in their words
     * @param where the reason is written, for messages
     * @throws ConfigurationException when there is none, or it is too long to be kept
     */
    public static Event.Override of(String by, String reason, String where) {
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new ConfigurationException(new Problem(
                    "",
                    0,
                    where,
                    "expected a reason of 1 to " + LONGEST_REASON + " characters, found "
                            + (why.isEmpty() ? "none" : why.length())));
        }
        return new Event.Override(by, why, List.of());
    }
}
