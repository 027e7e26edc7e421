/**
 * The next version of a repository: its last release is found among the tags, what was committed since is read from
 * history, and the commit messages say how much the version rises.
 */
package io.jenkins.plugins.deploymentworkflow.release.next;
