package io.jenkins.plugins.deploymentworkflow.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * How an environment stands, as its {@link Index} tells it.
 *
 * @param current the version that serves, as {@link History#current}
 * @param since when the operation ended that put it into service; empty when none is recorded
 * @param deployed the last operation that deployed the current version with success; empty when none is recorded
 * @param previousGood the version that a rollback goes back to, as {@link History#previousGood}
 * @param last the operation that began last of those that change which version serves
 * @param underway what is going on, or was interrupted; checks alone do not count
 * @param operations how many operations are recorded
 * @param sequence of the last entry that it knows
 */
public record Standing(
        Optional<String> current,
        Optional<Instant> since,
        Optional<Summary> deployed,
        Optional<String> previousGood,
        Optional<Summary> last,
        Optional<Underway> underway,
        int operations,
        long sequence) {
    /** Of an environment that nothing is known of. */
    public static final Standing UNKNOWN = new Standing(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            0);
}
