package io.jenkins.plugins.deploymentworkflow.release.notes;

/**
 * Somebody who wrote some of the changes.
 *
 * @param changes how many, with those written together with others; at least 1
 */
public record Contributor(Author author, int changes) {}
