package io.jenkins.plugins.deploymentworkflow.ledger;

import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Someone else deploys to the environment.
 *
 * @param owner who, in words
 * @param deployment their deployment
 * @param since when they began
 * @param until when the lease ends, unless they renew it before
 * @param host where they run
 * @param pid their process
 * @param alive whether that process is known to run; false when it cannot be known, since it is on another host
 */
public record Refusal(
        String owner, String deployment, Instant since, Instant until, String host, long pid, boolean alive)
        implements LeaseAnswer {
    /** One sentence for the person who is refused. */
    public String message(Instant now) {
        Duration left = Duration.between(now, until);
        return "deployment " + deployment + " of " + owner + " has the environment since "
                + since.truncatedTo(ChronoUnit.SECONDS) + " (process " + pid + " on " + host
                + (alive ? ", running" : ", which cannot be looked at from here") + "); wait for its end"
                + (left.toSeconds() <= 0
                        ? ""
                        : ", or " + Durations.format(Duration.ofSeconds(left.toSeconds())) + " in case it has died");
    }
}
