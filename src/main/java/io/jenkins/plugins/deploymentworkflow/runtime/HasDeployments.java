package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.model.Action;

/** The action of a build that names its deployments. */
public interface HasDeployments extends Action {
    /** Their page, below the build's. */
    String URL = "deployments";

    /** What follows a deployment's name where the page asks for approval, and where it asks for refusal. */
    String APPROVE = "-approve";

    String REFUSE = "-refuse";

    boolean has(String deployment);
}
