/** The pages. */
package io.jenkins.plugins.deploymentworkflow.ui;
