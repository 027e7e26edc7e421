package io.jenkins.plugins.deploymentworkflow.global;

import jenkins.model.Jenkins;

/** The names of the environments that steps and forms go to when nothing else is said. */
public final class Defaults {
    static final String STAGING = "staging";
    static final String PRODUCTION = "production";

    private Defaults() {}

    /** Also right where no controller runs. */
    public static String stagingEnvironment() {
        return Jenkins.getInstanceOrNull() == null
                ? STAGING
                : DeploymentWorkflowConfiguration.get().getStagingEnvironment();
    }

    /** Also right where no controller runs. */
    public static String productionEnvironment() {
        return Jenkins.getInstanceOrNull() == null
                ? PRODUCTION
                : DeploymentWorkflowConfiguration.get().getProductionEnvironment();
    }
}
