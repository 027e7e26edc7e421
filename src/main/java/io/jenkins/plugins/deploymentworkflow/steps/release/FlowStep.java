package io.jenkins.plugins.deploymentworkflow.steps.release;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentworkflow.steps.FormChecks;
import io.jenkins.plugins.deploymentworkflow.steps.Given;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What beginning and finishing releases and hotfixes have in common as steps. */
public abstract class FlowStep extends RepositoryStep {
    private String version = "";

    /** Which version; empty when there is only one that can be meant. */
    public String getVersion() {
        return version;
    }

    @DataBoundSetter
    public void setVersion(String version) {
        this.version = Given.text(version);
    }

    @Override
    boolean changes() {
        return true;
    }

    /** The checks of the fields. */
    public abstract static class FlowDescriptor extends RepositoryDescriptor {
        protected FlowDescriptor(String function) {
            super(function);
        }

        @POST
        public FormValidation doCheckVersion(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.version(value, false) : FormValidation.ok();
        }
    }
}
