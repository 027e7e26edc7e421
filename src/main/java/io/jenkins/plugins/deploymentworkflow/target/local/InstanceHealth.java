package io.jenkins.plugins.deploymentworkflow.target.local;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an instance is, as its fleet's own probes and its process tell. */
public enum InstanceHealth {
    /** Its process is starting or has not yet passed its first probes. */
    @JsonProperty("starting")
    STARTING,
    /** It has passed its probes and takes traffic unless it is draining. */
    @JsonProperty("healthy")
    HEALTHY,
    /** It was healthy, and now fails its probes. */
    @JsonProperty("unhealthy")
    UNHEALTHY,
    /** It has no process; the message says why. */
    @JsonProperty("stopped")
    STOPPED
}
