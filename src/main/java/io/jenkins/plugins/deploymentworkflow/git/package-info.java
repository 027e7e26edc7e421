/**
 * Git, by its own command line: a repository, its refs and tags, its history as a stream. It needs nothing but a
 * directory and a {@code git} of version 2.30 or newer, so it works on an agent as well.
 *
 * <p>What users keep in a repository is hostile input here: it is read between NUL bytes, of bounded length, and never
 * reaches a shell.
 */
package io.jenkins.plugins.deploymentworkflow.git;
