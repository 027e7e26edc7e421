/**
 * The local fleet: a process of its own that runs the application's instances behind a reverse proxy with a share of
 * traffic per version, and outlives the command that started it.
 *
 * <p>One thread, the {@link io.jenkins.plugins.deploymentworkflow.fleet.Loop}, owns what the fleet has been told and
 * what its processes do; the proxy reads immutable snapshots of it. The fleet never restarts an instance that died:
 * whoever deploys decides what a death means.
 */
package io.jenkins.plugins.deploymentworkflow.fleet;
