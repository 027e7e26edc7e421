/**
 * Release notes: what changed between two commits, from the messages of the commits in between, and the files that are
 * kept of it.
 *
 * <p>Messages are hostile input. What is kept of them is cleaned when it is read ({@code CleanText}) and escaped where
 * it is written, each kind of output by its own rules.
 */
package io.jenkins.plugins.deploymentworkflow.release.notes;
