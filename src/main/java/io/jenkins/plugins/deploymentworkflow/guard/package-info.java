/** Whether deploying is allowed now: windows and freezes, decided from data and a point in time alone. */
package io.jenkins.plugins.deploymentworkflow.guard;
