package io.jenkins.plugins.deploymentworkflow.target;

/** How an instance is, as its fleet last saw it. */
public enum Health {
    STARTING,
    HEALTHY,
    UNHEALTHY,
    STOPPED
}
