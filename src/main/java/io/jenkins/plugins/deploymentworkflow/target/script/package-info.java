/** Deployments by the user's own commands: {@code deploy}, {@code verify}, {@code rollback}, {@code route}, {@code observe}. */
package io.jenkins.plugins.deploymentworkflow.target.script;
