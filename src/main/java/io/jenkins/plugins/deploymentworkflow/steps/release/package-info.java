/**
 * Versions and releases as Pipeline steps. They work on the repository of the workspace, with the git of the node that
 * has it, and leave on that node nothing but what is in the repository.
 */
package io.jenkins.plugins.deploymentworkflow.steps.release;
