package io.jenkins.plugins.deploymentworkflow.guard;

import java.time.Instant;

/** A stretch of time: its start inside, its end outside. */
record Span(Instant from, Instant to) {
    boolean has(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
