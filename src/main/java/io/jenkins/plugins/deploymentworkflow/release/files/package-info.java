/**
 * Files of a repository that hold its version: where it stands in them, and the same files with another one. Nothing
 * but the version's own bytes changes: a file is searched, never written anew.
 */
package io.jenkins.plugins.deploymentworkflow.release.files;
