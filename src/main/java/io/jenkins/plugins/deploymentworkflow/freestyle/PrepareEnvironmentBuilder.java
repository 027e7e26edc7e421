package io.jenkins.plugins.deploymentworkflow.freestyle;

import hudson.EnvVars;
import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.environment.Environment;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.steps.Messages;
import io.jenkins.plugins.deploymentworkflow.steps.PrepareEnvironmentStep;
import io.jenkins.plugins.deploymentworkflow.steps.PreparedEnvironment;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Prepares an environment; the build steps that follow find what its file says as variables, without what is secret.
 */
public class PrepareEnvironmentBuilder extends OperationBuilder {
    private final PrepareEnvironmentStep step;

    @DataBoundConstructor
    public PrepareEnvironmentBuilder(PrepareEnvironmentStep step) {
        this.step = step;
    }

    public PrepareEnvironmentStep getStep() {
        return step;
    }

    @Override
    PrepareEnvironmentStep step() {
        return step;
    }

    @Override
    void conclude(OperationResult result, BuildWorkspace at, EnvVars variables)
            throws IOException, InterruptedException {
        Environment environment = PreparedEnvironment.of(variables.expand(step.getEnvironment()), result.application(), at);
        at.run().addAction(new PreparedAction(PreparedEnvironment.open(environment)));
    }

    @Extension
    @Symbol("prepareEnvironment")
    public static class DescriptorImpl extends OperationBuilderDescriptor {
        public DescriptorImpl() {
            super(PrepareEnvironmentStep.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.PrepareEnvironmentStep_displayName();
        }
    }
}
