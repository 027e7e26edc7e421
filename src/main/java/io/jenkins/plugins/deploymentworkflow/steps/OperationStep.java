package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentworkflow.runtime.Wanted;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What all operations on an environment have in common as steps. */
public abstract class OperationStep extends Step {
    private String application = "";

    /** What the application is called when the environment file does not say; empty for the job's name. */
    public String getApplication() {
        return application;
    }

    @DataBoundSetter
    public void setApplication(String application) {
        this.application = Given.text(application);
    }

    /** What its parameters ask for. */
    public final Wanted wanted() {
        return wish().wanted();
    }

    abstract Wish wish();

    /** The name and the needs of a step, and the checks of the fields that all of them have. */
    public abstract static class OperationDescriptor extends StepDescriptor {
        private final String function;

        protected OperationDescriptor(String function) {
            this.function = function;
        }

        @Override
        public String getFunctionName() {
            return function;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(
                    Run.class, FlowNode.class, FilePath.class, Launcher.class, EnvVars.class, TaskListener.class);
        }

        @POST
        public FormValidation doCheckApplication(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.name(value, false) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.name(value, true) : FormValidation.ok();
        }
    }
}
