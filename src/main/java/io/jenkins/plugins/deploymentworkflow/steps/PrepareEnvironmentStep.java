package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code prepareEnvironment 'staging'}: checks an environment's file, and provisions what it says. */
public class PrepareEnvironmentStep extends OperationStep {
    private final String environment;

    @DataBoundConstructor
    public PrepareEnvironmentStep(String environment) {
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
        return new PrepareEnvironmentStepExecution(context, environment, getApplication());
    }

    @Extension
    public static class DescriptorImpl extends OperationDescriptor {
        public DescriptorImpl() {
            super("prepareEnvironment");
        }

        @Override
        public String getDisplayName() {
            return Messages.PrepareEnvironmentStep_displayName();
        }
    }
}
