package io.jenkins.plugins.deploymentworkflow.global;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The forms keep what they are given, remove what is removed, and offer what whoever asks may see. */
@WithJenkins
class ConfigurationFormJenkinsTest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        for (String id : List.of("db", "chat")) {
            SystemCredentialsProvider.getInstance()
                    .getCredentials()
                    .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString("s3cr3t-" + id)));
        }
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.SYSTEM, "internal", "", Secret.fromString("s3cr3t")));
        SystemCredentialsProvider.getInstance().save();
    }

    private static KnownEnvironment environment(String name, BoundVariable... variables) {
        KnownEnvironment environment = new KnownEnvironment(name);
        environment.setApplication("shop");
        environment.setDescription("5 % <b>off</b> & \"more\"");
        environment.setNodeLabel("linux || built-in");
        environment.setVariables(List.of(variables));
        return environment;
    }

    @Test
    void theFormOfTheControllerKeepsEverything() throws Exception {
        DeploymentWorkflowConfiguration configuration = DeploymentWorkflowConfiguration.get();
        configuration.setEnvironments(List.of(
                environment("live", new BoundVariable("A", "db"), new BoundVariable("B", "gone")),
                new KnownEnvironment("staging")));
        PrometheusServer server = new PrometheusServer("main", "https://prometheus.example/base");
        server.setCredentialsId("chat");
        configuration.setPrometheusServers(List.of(server));
        configuration.setNotificationEndpoints(List.of(new NotificationEndpoint("chat", "https://chat.example/")));
        configuration.setStrategy("rolling");
        configuration.setStagingEnvironment("test");
        configuration.setProductionEnvironment("live");
        configuration.setLedgerDirectory("ledgers/all");
        LedgerRetention retention = new LedgerRetention(500);
        retention.setDeployments(7);
        retention.setArchiveDays(600);
        configuration.setLedgerRetention(retention);
        String before = written();

        jenkins.configRoundtrip();
        assertEquals(before, written());

        configuration.load();
        assertEquals(before, written(), "on disk");
    }

    @Test
    void whatIsRemovedInTheFormIsGone() throws Exception {
        DeploymentWorkflowConfiguration configuration = DeploymentWorkflowConfiguration.get();
        configuration.setEnvironments(List.of(environment("live", new BoundVariable("A", "db"))));
        HtmlForm form = jenkins.createWebClient().goTo("manage/configure").getFormByName("config");
        form.getElementsByAttribute("div", "name", "environments").forEach(each -> each.remove());
        jenkins.submit(form);
        assertEquals(List.of(), configuration.getEnvironments());
    }

    @Test
    void aFormWithSomethingWrongChangesNothingAndSaysWhatIsWrong() throws Exception {
        DeploymentWorkflowConfiguration configuration = DeploymentWorkflowConfiguration.get();
        configuration.setEnvironments(List.of(environment("live")));
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        HtmlForm form = client.goTo("manage/configure").getFormByName("config");
        form.getInputByName("_.productionEnvironment").setValue("../live");
        HtmlPage answer = jenkins.submit(form);
        assertAll(
                () -> assertTrue(answer.asNormalizedText().contains("productionEnvironment: Expected 1 to 100 letters")),
                () -> assertEquals("production", configuration.getProductionEnvironment()),
                () -> assertEquals("live", configuration.getEnvironments().get(0).getName()));
    }

    @Test
    void theFormOfAFolderKeepsEverything() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "team");
        FolderDeployments configured = new FolderDeployments();
        configured.setEnvironments(List.of(environment("live", new BoundVariable("A", "db"))));
        configured.setStrategy("canary");
        folder.addProperty(configured);
        Folder after = jenkins.configRoundtrip(folder);
        FolderDeployments kept = after.getProperties().get(FolderDeployments.class);
        assertAll(
                () -> assertEquals("canary", kept.getStrategy()),
                () -> assertEquals(text(configured.getEnvironments()), text(kept.getEnvironments())));
    }

    @Test
    void credentialsAreOfferedToThoseWhoMaySeeThemAndKeptForTheOthers() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER).everywhere().to("admin")
                .grant(Jenkins.READ, Jenkins.MANAGE, DeploymentPermissions.CONFIGURE).everywhere().to("manager")
                .grant(Jenkins.READ, Item.READ, Item.EXTENDED_READ).everywhere().to("owner")
                .grant(Jenkins.READ, Item.READ).everywhere().to("reader"));
        Folder folder = jenkins.createProject(Folder.class, "team");
        var variables = jenkins.jenkins.getDescriptorByType(BoundVariable.DescriptorImpl.class);
        var servers = jenkins.jenkins.getDescriptorByType(PrometheusServer.DescriptorImpl.class);
        assertAll(
                () -> assertEquals("|chat|db", as("admin", () -> variables.doFillCredentialsIdItems(null, ""))),
                () -> assertEquals("|chat|db|internal", as("admin", () -> servers.doFillCredentialsIdItems(""))),
                () -> assertEquals("old", as("manager", () -> variables.doFillCredentialsIdItems(null, "old"))),
                () -> assertEquals("old", as("manager", () -> servers.doFillCredentialsIdItems("old"))),
                () -> assertEquals("|chat|db", as("owner", () -> variables.doFillCredentialsIdItems(folder, ""))),
                () -> assertEquals("old", as("reader", () -> variables.doFillCredentialsIdItems(folder, "old"))));
    }

    @Test
    void theLedgersAreNotMovedAndTheFormSaysSo() {
        Path home = jenkins.jenkins.getRootDir().toPath();
        var configuration = DeploymentWorkflowConfiguration.get();
        assertAll(
                () -> assertEquals(home.resolve("deployment-workflow"), configuration.ledgers()),
                () -> assertTrue(configuration
                        .doCheckLedgerDirectory("elsewhere")
                        .getMessage()
                        .contains("from its next start on")),
                () -> assertTrue(configuration.doCheckLedgerDirectory("config.xml").getMessage().contains("something else")),
                () -> assertFalse(configuration.doCheckLedgerDirectory("../x").getMessage().isEmpty()));
    }

    private static String as(String user, java.util.function.Supplier<ListBoxModel> asked) {
        try (ACLContext ignored = ACL.as2(User.getById(user, true).impersonate2())) {
            return String.join(
                    "|", asked.get().stream().map(each -> each.value).sorted().toList());
        }
    }

    private static String written() {
        DeploymentWorkflowConfiguration configuration = DeploymentWorkflowConfiguration.get();
        return text(Arrays.asList(
                configuration.getEnvironments(),
                configuration.getPrometheusServers(),
                configuration.getNotificationEndpoints(),
                configuration.getStrategy(),
                configuration.getStagingEnvironment(),
                configuration.getProductionEnvironment(),
                configuration.getLedgerDirectory(),
                configuration.getLedgerRetention()));
    }

    private static String text(Object value) {
        return Jenkins.XSTREAM2.toXML(value);
    }
}
