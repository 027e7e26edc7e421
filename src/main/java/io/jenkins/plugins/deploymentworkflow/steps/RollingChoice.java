package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A rolling update, tuned for one step. */
public class RollingChoice extends StrategyChoice {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "rolling";

    private String maxSurge = "";
    private String maxUnavailable = "";
    private String pause = "";

    /** As the environment file says, until told otherwise. */
    @DataBoundConstructor
    public RollingChoice() {
        super(NAME);
    }

    public String getMaxSurge() {
        return maxSurge;
    }

    @DataBoundSetter
    public void setMaxSurge(String maxSurge) {
        this.maxSurge = Given.text(maxSurge);
    }

    public String getMaxUnavailable() {
        return maxUnavailable;
    }

    @DataBoundSetter
    public void setMaxUnavailable(String maxUnavailable) {
        this.maxUnavailable = Given.text(maxUnavailable);
    }

    public String getPause() {
        return pause;
    }

    @DataBoundSetter
    public void setPause(String pause) {
        this.pause = Given.text(pause);
    }

    @Override
    Map<String, String> options() {
        return given("maxSurge", maxSurge, "maxUnavailable", maxUnavailable, "pause", pause);
    }

    @Extension
    @Symbol("rolling")
    public static class DescriptorImpl extends Descriptor<StrategyChoice> {
        @Override
        public String getDisplayName() {
            return Messages.RollingChoice_displayName();
        }

        @POST
        public FormValidation doCheckMaxSurge(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.option(NAME, "maxSurge", value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckMaxUnavailable(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.option(NAME, "maxUnavailable", value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckPause(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.option(NAME, "pause", value) : FormValidation.ok();
        }
    }
}
