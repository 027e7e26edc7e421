package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code withDeploymentEnvironment('staging') { … }}: prepares an environment, and runs steps with its variables. A step
 * of its own, for in Pipeline a step either always has a body or never.
 */
public class WithDeploymentEnvironmentStep extends OperationStep {
    private final String environment;

    @DataBoundConstructor
    public WithDeploymentEnvironmentStep(String environment) {
        this.environment = Given.text(environment);
    }

    public String getEnvironment() {
        return environment;
    }

    @Override
    Wish wish() {
        return Wish.of(Operation.PREPARE, environment, getApplication());
    }

    @Override
    public StepExecution start(StepContext context) {
        return new WithDeploymentEnvironmentStepExecution(context, environment, getApplication());
    }

    @Extension
    public static class DescriptorImpl extends OperationDescriptor {
        public DescriptorImpl() {
            super("withDeploymentEnvironment");
        }

        @Override
        public String getDisplayName() {
            return Messages.WithDeploymentEnvironmentStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }
    }
}
