/** The operations as build steps of freestyle jobs; each holds the Pipeline step of the same name. */
package io.jenkins.plugins.deploymentworkflow.freestyle;
