/** Deployment workflow: a built artifact to staging, to production, and back when it misbehaves. */
package io.jenkins.plugins.deploymentworkflow;
