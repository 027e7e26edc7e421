package io.jenkins.plugins.deploymentworkflow.freestyle;

import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.steps.Messages;
import io.jenkins.plugins.deploymentworkflow.steps.RollbackStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Goes back to an earlier version. */
public class RollbackBuilder extends OperationBuilder {
    private final RollbackStep step;

    @DataBoundConstructor
    public RollbackBuilder(RollbackStep step) {
        this.step = step;
    }

    public RollbackStep getStep() {
        return step;
    }

    @Override
    RollbackStep step() {
        return step;
    }

    @Extension
    @Symbol("rollback")
    public static class DescriptorImpl extends OperationBuilderDescriptor {
        public DescriptorImpl() {
            super(RollbackStep.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.RollbackStep_displayName();
        }
    }
}
