package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentworkflow.global.Defaults;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code rollback environment: 'production'}: goes back to the last good version, or to the one named. */
public class RollbackStep extends OperationStep {
    private String environment = "";
    private String toVersion = "";

    @DataBoundConstructor
    public RollbackStep() {}

    public String getEnvironment() {
        return Given.text(environment, Defaults.productionEnvironment());
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Given.text(environment);
    }

    /** Empty for the last good version. */
    public String getToVersion() {
        return toVersion;
    }

    @DataBoundSetter
    public void setToVersion(String toVersion) {
        this.toVersion = Given.text(toVersion);
    }

    @Override
    Wish wish() {
        return new Wish(Operation.ROLLBACK, getEnvironment(), getApplication(), toVersion, "", null, "");
    }

    @Override
    public StepExecution start(StepContext context) {
        return new OperationStepExecution(context, wish());
    }

    @Extension
    public static class DescriptorImpl extends OperationDescriptor {
        public DescriptorImpl() {
            super("rollback");
        }

        /** What is taken back when nothing else is said. */
        public String getUsualEnvironment() {
            return Defaults.productionEnvironment();
        }

        @Override
        public String getDisplayName() {
            return Messages.RollbackStep_displayName();
        }

        @POST
        public FormValidation doCheckToVersion(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.version(value, false) : FormValidation.ok();
        }
    }
}
