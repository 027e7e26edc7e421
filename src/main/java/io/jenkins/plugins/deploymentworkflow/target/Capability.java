package io.jenkins.plugins.deploymentworkflow.target;

/** What a target can do; planners ask before anything is touched. */
public enum Capability {
    /** Instances can be addressed one by one. */
    INSTANCES,
    /** New instances can run beside the old ones. */
    SURGE,
    /** Traffic can be divided between versions by weight. */
    WEIGHTS,
    /** Requests, errors and latency are counted per version. */
    COUNTERS,
    /** The whole application is deployed by one command of the user's. */
    WHOLE
}
