package io.jenkins.plugins.deploymentworkflow.freestyle;

import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.steps.Messages;
import io.jenkins.plugins.deploymentworkflow.steps.PromoteStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Brings a version to production. */
public class PromoteBuilder extends OperationBuilder {
    private final PromoteStep step;

    @DataBoundConstructor
    public PromoteBuilder(PromoteStep step) {
        this.step = step;
    }

    public PromoteStep getStep() {
        return step;
    }

    @Override
    PromoteStep step() {
        return step;
    }

    @Extension
    @Symbol("promote")
    public static class DescriptorImpl extends OperationBuilderDescriptor {
        public DescriptorImpl() {
            super(PromoteStep.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.PromoteStep_displayName();
        }
    }
}
