package io.jenkins.plugins.deploymentworkflow.steps.release;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentworkflow.global.CredentialsChoice;
import io.jenkins.plugins.deploymentworkflow.steps.Given;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A step that works on the repository of its workspace. */
public abstract class RepositoryStep extends Step {
    private String credentialsId = "";

    /** With what git reaches the remote repository; empty for what the agent's own user has. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Given.text(credentialsId);
    }

    abstract RepositoryWork work();

    /** Whether it changes the remote repository, which not everybody may. */
    boolean changes() {
        return false;
    }

    @Override
    public final StepExecution start(StepContext context) {
        return new RepositoryStepExecution(
                context, getDescriptor().getFunctionName(), work(), credentialsId, changes());
    }

    /** The name and the needs of such a step. */
    public abstract static class RepositoryDescriptor extends StepDescriptor {
        private final String function;

        protected RepositoryDescriptor(String function) {
            this.function = function;
        }

        @Override
        public String getFunctionName() {
            return function;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FlowNode.class, FilePath.class, EnvVars.class, TaskListener.class);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialsChoice.items(item, credentialsId, GitCredentialKind.offered());
        }
    }
}
