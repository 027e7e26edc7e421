package io.jenkins.plugins.deploymentworkflow.strategy;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long the parts of a plan may take.
 *
 * @param change the longest that installing, routing or stopping may take to be accepted by the target
 * @param healthy the longest that an instance may take to become healthy
 * @param drain the longest that requests in flight may take to end
 * @param bake how long the new version is watched with all the traffic before it is accepted
 * @param hold the longest wait for a person
 */
public record Bounds(Duration change, Duration healthy, Duration drain, Duration bake, Duration hold)
        implements Serializable {}
