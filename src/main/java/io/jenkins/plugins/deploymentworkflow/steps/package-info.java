/** The Pipeline steps. */
package io.jenkins.plugins.deploymentworkflow.steps;
