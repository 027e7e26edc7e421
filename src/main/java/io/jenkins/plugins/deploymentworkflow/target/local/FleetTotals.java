package io.jenkins.plugins.deploymentworkflow.target.local;

/**
 * What the clients of the fleet have seen, each request once however often it was tried.
 *
 * @param requests every request
 * @param errors those that ended with a status of 500 or above, the unrouted ones among them
 * @param unrouted those that no instance could be found for, answered with 503
 */
public record FleetTotals(long requests, long errors, long unrouted) {}
