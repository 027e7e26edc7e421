package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.global.Defaults;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code deployStaging artifact: 'dist/*.whl', version: '1.4.0'}: brings a version to staging. */
public class DeployStagingStep extends DeployingStep {
    /** @param version as in Semantic Versioning, or {@code auto} for what is checked out */
    @DataBoundConstructor
    public DeployStagingStep(String version) {
        super(version);
    }

    @Override
    String usualEnvironment() {
        return Defaults.stagingEnvironment();
    }

    @Override
    Wish wish() {
        return wish(Operation.STAGE);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new OperationStepExecution(context, wish());
    }

    @Extension
    public static class DescriptorImpl extends DeployingDescriptor {
        public DescriptorImpl() {
            super("deployStaging");
        }

        /** Where it goes when nothing else is said. */
        public String getUsualEnvironment() {
            return Defaults.stagingEnvironment();
        }

        @Override
        public String getDisplayName() {
            return Messages.DeployStagingStep_displayName();
        }
    }
}
