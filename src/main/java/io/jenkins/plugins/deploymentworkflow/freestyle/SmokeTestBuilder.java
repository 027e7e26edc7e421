package io.jenkins.plugins.deploymentworkflow.freestyle;

import hudson.EnvVars;
import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.steps.Messages;
import io.jenkins.plugins.deploymentworkflow.steps.SmokeReport;
import io.jenkins.plugins.deploymentworkflow.steps.SmokeTestStep;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Runs the smoke tests of an environment. */
public class SmokeTestBuilder extends OperationBuilder {
    private final SmokeTestStep step;

    @DataBoundConstructor
    public SmokeTestBuilder(SmokeTestStep step) {
        this.step = step;
    }

    public SmokeTestStep getStep() {
        return step;
    }

    @Override
    SmokeTestStep step() {
        return step;
    }

    @Override
    void conclude(OperationResult result, BuildWorkspace at, EnvVars variables)
            throws IOException, InterruptedException {
        SmokeReport.write(result, variables.expand(step.getEnvironment()), variables.expand(step.getJunit()), at);
    }

    @Extension
    @Symbol("smokeTest")
    public static class DescriptorImpl extends OperationBuilderDescriptor {
        public DescriptorImpl() {
            super(SmokeTestStep.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.SmokeTestStep_displayName();
        }
    }
}
