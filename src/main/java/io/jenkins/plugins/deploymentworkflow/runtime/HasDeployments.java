package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.model.Action;

/** The action of a build that names its deployments. */
public interface HasDeployments extends Action {
    boolean has(String deployment);
}
