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

/** Blue-green, tuned for one step. */
public class BlueGreenChoice extends StrategyChoice {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "blue-green";

    private String bake = "";
    private String keepPrevious = "";

    /** As the environment file says, until told otherwise. */
    @DataBoundConstructor
    public BlueGreenChoice() {
        super(NAME);
    }

    public String getBake() {
        return bake;
    }

    @DataBoundSetter
    public void setBake(String bake) {
        this.bake = Given.text(bake);
    }

    public String getKeepPrevious() {
        return keepPrevious;
    }

    @DataBoundSetter
    public void setKeepPrevious(String keepPrevious) {
        this.keepPrevious = Given.text(keepPrevious);
    }

    @Override
    Map<String, String> options() {
        return given("bake", bake, "keepPrevious", keepPrevious);
    }

    @Extension
    @Symbol("blueGreen")
    public static class DescriptorImpl extends Descriptor<StrategyChoice> {
        @Override
        public String getDisplayName() {
            return Messages.BlueGreenChoice_displayName();
        }

        @POST
        public FormValidation doCheckBake(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.option(NAME, "bake", value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckKeepPrevious(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.option(NAME, "keepPrevious", value) : FormValidation.ok();
        }
    }
}
