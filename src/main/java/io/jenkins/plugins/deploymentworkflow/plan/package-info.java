/** The vocabulary of deployments, as plain data: shares, durations, actions, plans. Depends on nothing of ours. */
package io.jenkins.plugins.deploymentworkflow.plan;
