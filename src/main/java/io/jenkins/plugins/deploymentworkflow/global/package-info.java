/** What is configured for the whole controller, and who may do what. */
package io.jenkins.plugins.deploymentworkflow.global;
