/**
 * Releases and hotfixes as git-flow does them: begun on a branch of their own, finished by a merge to {@code main}, a tag
 * and a merge back to {@code develop}; all of it or nothing, wherever it is interrupted. And the rules of the branches.
 */
package io.jenkins.plugins.deploymentworkflow.release;
