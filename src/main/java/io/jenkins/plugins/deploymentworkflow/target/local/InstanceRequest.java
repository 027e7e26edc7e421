package io.jenkins.plugins.deploymentworkflow.target.local;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Which version an instance is to run: started, replaced in place, or left alone when it already runs.
 *
 * @param version a version that was registered before
 */
public record InstanceRequest(@JsonProperty(required = true) String version) {}
