package io.jenkins.plugins.deploymentworkflow.global;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An environment that is known to everybody, or to the jobs of a folder: what is there beside its file. */
public class KnownEnvironment implements Describable<KnownEnvironment> {
    private final String name;
    private String application = "";
    private String description = "";
    private String nodeLabel = "";
    private List<BoundVariable> variables = new ArrayList<>();

    /** @param name as the environment's file is called */
    @DataBoundConstructor
    public KnownEnvironment(String name) {
        this.name = Checks.text(name);
    }

    public String getName() {
        return name;
    }

    /** Empty for every application. */
    public String getApplication() {
        return application;
    }

    @DataBoundSetter
    public void setApplication(String application) {
        this.application = Checks.text(application);
    }

    public String getDescription() {
        return description;
    }

    @DataBoundSetter
    public void setDescription(String description) {
        this.description = Checks.text(description);
    }

    /** Where commands run that no build runs, when the node of the last build is not there: labels; empty for nowhere. */
    public String getNodeLabel() {
        return nodeLabel;
    }

    @DataBoundSetter
    public void setNodeLabel(String nodeLabel) {
        this.nodeLabel = Checks.text(nodeLabel);
    }

    public List<BoundVariable> getVariables() {
        return List.copyOf(variables);
    }

    @DataBoundSetter
    public void setVariables(List<BoundVariable> variables) {
        this.variables = variables == null ? new ArrayList<>() : new ArrayList<>(variables);
    }

    /** Whether it is about this application's environment. */
    boolean isFor(String application, String environment) {
        return name.equals(environment) && (this.application.isEmpty() || this.application.equals(application));
    }

    /** @throws IllegalArgumentException when something is no name, or there twice */
    static void check(List<KnownEnvironment> environments) {
        Set<String> seen = new HashSet<>();
        for (KnownEnvironment each : environments) {
            String shown = "environments: '" + each.name + "'";
            Checks.require(!each.name.isEmpty(), "environments: name: " + Messages.Checks_required());
            Checks.name("environments: name", each.name, "");
            Checks.name(shown + ": application", each.application, "");
            Checks.require(
                    seen.add(each.application + "/" + each.name), shown + ": " + Messages.Checks_twice(each.name));
            BoundVariable.check(shown, each.variables);
        }
    }

    @Extension
    public static class DescriptorImpl extends Descriptor<KnownEnvironment> {
        @Override
        public String getDisplayName() {
            return Messages.KnownEnvironment_displayName();
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            Checks.allowed(item);
            return Checks.nameField(value, true);
        }

        @POST
        public FormValidation doCheckApplication(@AncestorInPath Item item, @QueryParameter String value) {
            Checks.allowed(item);
            return Checks.nameField(value, false);
        }

        @POST
        public FormValidation doCheckNodeLabel(@AncestorInPath Item item, @QueryParameter String value) {
            Checks.allowed(item);
            return NodeLabels.check(Checks.text(value));
        }
    }
}
