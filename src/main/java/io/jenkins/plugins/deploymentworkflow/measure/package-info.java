/** How well an environment is delivered to: the four measures of DORA, folded from its deployments. */
package io.jenkins.plugins.deploymentworkflow.measure;
