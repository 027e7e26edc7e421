package io.jenkins.plugins.deploymentworkflow.verification;

import java.util.Optional;

/** One attempt of a smoke test, which goes on by itself. Neither method blocks. */
interface Attempt {
    /** What it found; empty while it goes on. */
    Optional<ProbeResult> poll();

    /** Ends it as soon as possible; {@link #poll} shows when it has ended. */
    void cancel();
}
