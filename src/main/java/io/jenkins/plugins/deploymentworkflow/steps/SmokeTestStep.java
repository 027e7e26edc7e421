package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code smokeTest environment: 'staging'}: runs the smoke tests of an environment. */
public class SmokeTestStep extends OperationStep {
    private final String environment;
    private String junit = "";

    @DataBoundConstructor
    public SmokeTestStep(String environment) {
        this.environment = Given.text(environment);
    }

    public String getEnvironment() {
        return environment;
    }

    /** Where the results go as JUnit XML, below the workspace; empty for nowhere. */
    public String getJunit() {
        return junit;
    }

    @DataBoundSetter
    public void setJunit(String junit) {
        this.junit = Given.text(junit);
    }

    @Override
    Wish wish() {
        return Wish.of(Operation.SMOKE, environment, getApplication());
    }

    @Override
    public StepExecution start(StepContext context) {
        return new SmokeTestStepExecution(context, this);
    }

    @Extension
    public static class DescriptorImpl extends OperationDescriptor {
        public DescriptorImpl() {
            super("smokeTest");
        }

        @Override
        public String getDisplayName() {
            return Messages.SmokeTestStep_displayName();
        }

        @POST
        public FormValidation doCheckJunit(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.below(value) : FormValidation.ok();
        }
    }
}
