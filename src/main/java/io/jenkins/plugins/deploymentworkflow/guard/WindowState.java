package io.jenkins.plugins.deploymentworkflow.guard;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether deploying is allowed at some point in time, as windows and freezes have it.
 *
 * @param open whether it is
 * @param opensAt when it next becomes so; empty when it never does
 * @param closesAt when it next ends to be so; empty when it never does
 * @param because which window or freeze says so, in words
 */
public record WindowState(boolean open, Optional<Instant> opensAt, Optional<Instant> closesAt, String because) {}
