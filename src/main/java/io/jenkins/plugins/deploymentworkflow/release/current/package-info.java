/**
 * Which version is deployed from a directory: what its repository has checked out, or what somebody says, held against
 * the branch rules.
 */
package io.jenkins.plugins.deploymentworkflow.release.current;
