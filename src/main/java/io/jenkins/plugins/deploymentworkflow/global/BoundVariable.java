package io.jenkins.plugins.deploymentworkflow.global;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A variable that is filled from a credential; only the credential's name is kept. */
public class BoundVariable implements Describable<BoundVariable> {
    private final String variable;
    private final String credentialsId;

    @DataBoundConstructor
    public BoundVariable(String variable, String credentialsId) {
        this.variable = Checks.text(variable);
        this.credentialsId = Checks.text(credentialsId);
    }

    public String getVariable() {
        return variable;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** @throws IllegalArgumentException when one is no name, names no credential, or is there twice */
    static void check(String where, List<BoundVariable> variables) {
        Set<String> seen = new HashSet<>();
        for (BoundVariable each : variables) {
            String shown = where + ": variables: ";
            Checks.require(Checks.isVariable(each.variable), shown + Messages.Checks_variable(each.variable));
            Checks.require(seen.add(each.variable), shown + Messages.Checks_twice(each.variable));
            Checks.require(!each.credentialsId.isEmpty(), shown + Messages.Checks_noCredential(each.variable));
        }
    }

    @Extension
    public static class DescriptorImpl extends Descriptor<BoundVariable> {
        @Override
        public String getDisplayName() {
            return Messages.BoundVariable_displayName();
        }

        @POST
        public FormValidation doCheckVariable(@AncestorInPath Item item, @QueryParameter String value) {
            Checks.allowed(item);
            String text = Checks.text(value);
            return Checks.isVariable(text)
                    ? FormValidation.ok()
                    : FormValidation.error(
                            text.isEmpty() ? Messages.Checks_required() : Messages.Checks_variable(text));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialsChoice.KINDS_OF_VARIABLES.items(item, credentialsId);
        }

        @POST
        public FormValidation doCheckCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
            Checks.allowed(item);
            return Checks.text(value).isEmpty()
                    ? FormValidation.error(Messages.Checks_required())
                    : FormValidation.ok();
        }
    }
}
