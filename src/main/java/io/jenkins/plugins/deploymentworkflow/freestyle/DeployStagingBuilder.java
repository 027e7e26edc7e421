package io.jenkins.plugins.deploymentworkflow.freestyle;

import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.steps.DeployStagingStep;
import io.jenkins.plugins.deploymentworkflow.steps.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Brings a version to staging. */
public class DeployStagingBuilder extends OperationBuilder {
    private final DeployStagingStep step;

    @DataBoundConstructor
    public DeployStagingBuilder(DeployStagingStep step) {
        this.step = step;
    }

    public DeployStagingStep getStep() {
        return step;
    }

    @Override
    DeployStagingStep step() {
        return step;
    }

    @Extension
    @Symbol("deployStaging")
    public static class DescriptorImpl extends OperationBuilderDescriptor {
        public DescriptorImpl() {
            super(DeployStagingStep.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.DeployStagingStep_displayName();
        }
    }
}
