package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.global.Defaults;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code promote version: '1.4.0', strategy: 'canary'}: brings a version to production, watched. */
public class PromoteStep extends DeployingStep {
    /** @param version as in Semantic Versioning, or {@code auto} for what is checked out */
    @DataBoundConstructor
    public PromoteStep(String version) {
        super(version);
    }

    @Override
    String usualEnvironment() {
        return Defaults.productionEnvironment();
    }

    @Override
    Wish wish() {
        return wish(Operation.PROMOTE);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new OperationStepExecution(context, wish());
    }

    @Extension
    public static class DescriptorImpl extends DeployingDescriptor {
        public DescriptorImpl() {
            super("promote");
        }

        /** Where it goes when nothing else is said. */
        public String getUsualEnvironment() {
            return Defaults.productionEnvironment();
        }

        @Override
        public String getDisplayName() {
            return Messages.PromoteStep_displayName();
        }
    }
}
