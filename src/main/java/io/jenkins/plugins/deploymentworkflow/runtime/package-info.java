/** The bridges from a build's context (node, workspace, launcher, environment, controller) to the library. */
package io.jenkins.plugins.deploymentworkflow.runtime;
