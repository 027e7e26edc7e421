package io.jenkins.plugins.deploymentworkflow.global;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentworkflow.ledger.Retention;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** How much of a ledger is kept at hand; what is older is moved into archives. */
public class LedgerRetention implements Describable<LedgerRetention> {
    static final int DAYS = 400;
    static final int DEPLOYMENTS = 100;

    private final int days;
    private int deployments = DEPLOYMENTS;
    private int archiveDays;

    /** @param days for how long after their end operations stay in the ledger's file */
    @DataBoundConstructor
    public LedgerRetention(int days) {
        this.days = days;
    }

    public int getDays() {
        return days;
    }

    /** So many of each environment stay however old they are. */
    public int getDeployments() {
        return deployments;
    }

    @DataBoundSetter
    public void setDeployments(int deployments) {
        this.deployments = deployments;
    }

    /** For how long archives are kept; 0 for ever. */
    public int getArchiveDays() {
        return archiveDays;
    }

    @DataBoundSetter
    public void setArchiveDays(int archiveDays) {
        this.archiveDays = archiveDays;
    }

    /** @throws IllegalArgumentException when a number is out of its range */
    Retention checked() {
        Checks.require(days > 0, "ledgerRetention: " + Messages.LedgerRetention_days(Retention.FEWEST_DAYS, days));
        try {
            return new Retention(days, deployments, archiveDays);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("ledgerRetention: " + e.getMessage(), e);
        }
    }

    @Extension
    public static class DescriptorImpl extends Descriptor<LedgerRetention> {
        @Override
        public String getDisplayName() {
            return Messages.LedgerRetention_displayName();
        }

        public int getDefaultDays() {
            return DAYS;
        }

        public int getDefaultDeployments() {
            return DEPLOYMENTS;
        }

        @POST
        public FormValidation doCheckDays(@QueryParameter String value) {
            Jenkins.get().checkPermission(DeploymentPermissions.CONFIGURE);
            return atLeast(Retention.FEWEST_DAYS, value, Messages.LedgerRetention_days(Retention.FEWEST_DAYS, value));
        }

        @POST
        public FormValidation doCheckDeployments(@QueryParameter String value) {
            Jenkins.get().checkPermission(DeploymentPermissions.CONFIGURE);
            return atLeast(1, value, Messages.LedgerRetention_deployments(value));
        }

        @POST
        public FormValidation doCheckArchiveDays(@QueryParameter String value, @QueryParameter String days) {
            Jenkins.get().checkPermission(DeploymentPermissions.CONFIGURE);
            return Checks.text(value).equals("0")
                    ? FormValidation.ok()
                    : atLeast(number(days) + 1, value, Messages.LedgerRetention_archiveDays(days, value));
        }

        private static FormValidation atLeast(int least, String value, String otherwise) {
            return number(value) >= least ? FormValidation.ok() : FormValidation.error(otherwise);
        }

        /** -1 for what is none. */
        private static int number(String value) {
            String text = Checks.text(value);
            return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        }
    }
}
