/**
 * Versions as Semantic Versioning 2.0.0 has them, ranges of versions, and what commit messages say about the next one
 * (Conventional Commits 1.0.0). Pure: texts go in, values come out.
 */
package io.jenkins.plugins.deploymentworkflow.versioning;
