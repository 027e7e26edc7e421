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

/** A canary, tuned for one step. */
public class CanaryChoice extends StrategyChoice {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "canary";

    private String steps = "";
    private String interval = "";
    private String replicas = "";

    /** As the environment file says, until told otherwise. */
    @DataBoundConstructor
    public CanaryChoice() {
        super(NAME);
    }

    public String getSteps() {
        return steps;
    }

    @DataBoundSetter
    public void setSteps(String steps) {
        this.steps = Given.text(steps);
    }

    public String getInterval() {
        return interval;
    }

    @DataBoundSetter
    public void setInterval(String interval) {
        this.interval = Given.text(interval);
    }

    public String getReplicas() {
        return replicas;
    }

    @DataBoundSetter
    public void setReplicas(String replicas) {
        this.replicas = Given.text(replicas);
    }

    @Override
    Map<String, String> options() {
        return given("steps", steps, "interval", interval, "replicas", replicas);
    }

    @Extension
    @Symbol("canary")
    public static class DescriptorImpl extends Descriptor<StrategyChoice> {
        @Override
        public String getDisplayName() {
            return Messages.CanaryChoice_displayName();
        }

        @POST
        public FormValidation doCheckSteps(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.option(NAME, "steps", value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckInterval(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.option(NAME, "interval", value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckReplicas(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.option(NAME, "replicas", value) : FormValidation.ok();
        }
    }
}
