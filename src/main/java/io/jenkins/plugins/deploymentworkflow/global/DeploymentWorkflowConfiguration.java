package io.jenkins.plugins.deploymentworkflow.global;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.security.Permission;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentworkflow.ledger.Retention;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What is configured for the whole controller: environments, servers, defaults, and where the ledgers are. */
@Extension
@Symbol("deploymentWorkflow")
public class DeploymentWorkflowConfiguration extends GlobalConfiguration {
    /** Below the controller's home directory, where nothing else is configured. */
    public static final String LEDGERS = "deployment-workflow";

    private List<KnownEnvironment> environments = new ArrayList<>();
    private List<PrometheusServer> prometheusServers = new ArrayList<>();
    private List<NotificationEndpoint> notificationEndpoints = new ArrayList<>();
    private String strategy = "";
    private String stagingEnvironment = Defaults.STAGING;
    private String productionEnvironment = Defaults.PRODUCTION;
    private String ledgerDirectory = "";
    private LedgerRetention ledgerRetention;

    public DeploymentWorkflowConfiguration() {
        load();
    }

    public static DeploymentWorkflowConfiguration get() {
        return ExtensionList.lookupSingleton(DeploymentWorkflowConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.DeploymentWorkflowConfiguration_displayName();
    }

    @Override
    public Permission getRequiredGlobalConfigPagePermission() {
        return DeploymentPermissions.CONFIGURE;
    }

    /** What is left out of the form is removed; when something is wrong, everything stays as it was. */
    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        List<KnownEnvironment> environmentsBefore = environments;
        List<PrometheusServer> serversBefore = prometheusServers;
        List<NotificationEndpoint> endpointsBefore = notificationEndpoints;
        LedgerRetention retentionBefore = ledgerRetention;
        try (BulkChange change = new BulkChange(this)) {
            environments = new ArrayList<>();
            prometheusServers = new ArrayList<>();
            notificationEndpoints = new ArrayList<>();
            ledgerRetention = null;
            req.bindJSON(this, json);
            change.commit();
            return true;
        } catch (IOException | RuntimeException e) {
            environments = environmentsBefore;
            prometheusServers = serversBefore;
            notificationEndpoints = endpointsBefore;
            ledgerRetention = retentionBefore;
            throw new FormException(Checks.rootMessage(e), e, "environments");
        }
    }

    public List<KnownEnvironment> getEnvironments() {
        return List.copyOf(environments);
    }

    /** @throws IllegalArgumentException when a name is none, or one is there twice */
    @DataBoundSetter
    public void setEnvironments(List<KnownEnvironment> environments) {
        KnownEnvironment.check(environments);
        this.environments = new ArrayList<>(environments);
        save();
    }

    public List<PrometheusServer> getPrometheusServers() {
        return List.copyOf(prometheusServers);
    }

    /** @throws IllegalArgumentException when a name or an address is none, or a name is there twice */
    @DataBoundSetter
    public void setPrometheusServers(List<PrometheusServer> prometheusServers) {
        Server.check("prometheusServers", prometheusServers);
        this.prometheusServers = new ArrayList<>(prometheusServers);
        save();
    }

    public List<NotificationEndpoint> getNotificationEndpoints() {
        return List.copyOf(notificationEndpoints);
    }

    /** @throws IllegalArgumentException when a name or an address is none, or a name is there twice */
    @DataBoundSetter
    public void setNotificationEndpoints(List<NotificationEndpoint> notificationEndpoints) {
        Server.check("notificationEndpoints", notificationEndpoints);
        this.notificationEndpoints = new ArrayList<>(notificationEndpoints);
        save();
    }

    /** What is used when neither step nor environment file says; empty for the plugin's own default. */
    public String getStrategy() {
        return strategy;
    }

    /** @throws IllegalArgumentException when there is no such strategy */
    @DataBoundSetter
    public void setStrategy(String strategy) {
        this.strategy = Checks.strategy(strategy);
        save();
    }

    /** Where {@code deployStaging} goes when nothing else is said. */
    public String getStagingEnvironment() {
        return stagingEnvironment;
    }

    /** @throws IllegalArgumentException when it is no name */
    @DataBoundSetter
    public void setStagingEnvironment(String stagingEnvironment) {
        this.stagingEnvironment = Checks.name("stagingEnvironment", stagingEnvironment, Defaults.STAGING);
        save();
    }

    /** Where {@code promote} and {@code rollback} go when nothing else is said. */
    public String getProductionEnvironment() {
        return productionEnvironment;
    }

    /** @throws IllegalArgumentException when it is no name */
    @DataBoundSetter
    public void setProductionEnvironment(String productionEnvironment) {
        this.productionEnvironment = Checks.name("productionEnvironment", productionEnvironment, Defaults.PRODUCTION);
        save();
    }

    /** Where the ledgers are: absolute, or below the controller's home directory; empty for the default. */
    public String getLedgerDirectory() {
        return ledgerDirectory;
    }

    /** @throws IllegalArgumentException when it is no path, or one that leaves the home directory by {@code ..} */
    @DataBoundSetter
    public void setLedgerDirectory(String ledgerDirectory) {
        String wanted = ledgerDirectory == null ? "" : ledgerDirectory.trim();
        LedgerPlace.of(wanted, home());
        this.ledgerDirectory = wanted;
        save();
    }

    /** Where the ledgers are from the controller's next start on. */
    public Path ledgers() {
        return LedgerPlace.of(ledgerDirectory, home());
    }

    /** What stays in the ledgers' files; null when everything does. */
    public LedgerRetention getLedgerRetention() {
        return ledgerRetention;
    }

    /** @throws IllegalArgumentException when a number is out of its range */
    @DataBoundSetter
    public void setLedgerRetention(LedgerRetention ledgerRetention) {
        if (ledgerRetention != null) {
            ledgerRetention.checked();
        }
        this.ledgerRetention = ledgerRetention;
        save();
    }

    /** What stays in the ledgers' files. */
    public Retention retention() {
        return ledgerRetention == null ? Retention.FOR_EVER : ledgerRetention.checked();
    }

    private static Path home() {
        File home = Jenkins.get().getRootDir();
        return home.toPath();
    }

    @POST
    public ListBoxModel doFillStrategyItems() {
        Jenkins.get().checkPermission(DeploymentPermissions.CONFIGURE);
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.DeploymentWorkflowConfiguration_ownDefault(), "");
        Checks.STRATEGIES.forEach(name -> items.add(name, name));
        return items;
    }

    @POST
    public FormValidation doCheckStagingEnvironment(@QueryParameter String value) {
        Jenkins.get().checkPermission(DeploymentPermissions.CONFIGURE);
        return Checks.nameField(value, false);
    }

    @POST
    public FormValidation doCheckProductionEnvironment(@QueryParameter String value) {
        Jenkins.get().checkPermission(DeploymentPermissions.CONFIGURE);
        return Checks.nameField(value, false);
    }

    /** Tells what is on the controller's disk, so it asks for more than the rest of the form. */
    @POST
    public FormValidation doCheckLedgerDirectory(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return LedgerPlace.check(value == null ? "" : value.trim(), ledgers(), home());
    }
}
