package io.jenkins.plugins.deploymentworkflow.target.local;

/**
 * Why the fleet did not do what it was asked.
 *
 * @param error what was expected, what was found, and what to do
 */
public record FleetError(String error) {}
