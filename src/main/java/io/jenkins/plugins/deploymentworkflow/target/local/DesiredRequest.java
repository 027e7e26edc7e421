package io.jenkins.plugins.deploymentworkflow.target.local;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How many instances make the full capacity of the fleet.
 *
 * @param instances 0 or more
 */
public record DesiredRequest(@JsonProperty(required = true) int instances) {}
