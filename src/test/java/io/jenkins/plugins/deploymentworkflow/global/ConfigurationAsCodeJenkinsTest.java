package io.jenkins.plugins.deploymentworkflow.global;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.misc.junit.jupiter.AbstractRoundTripTest;
import io.jenkins.plugins.casc.yaml.YamlSource;
import io.jenkins.plugins.deploymentworkflow.ledger.Retention;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Everything can be configured as code, by file, by page and over a restart, and comes out as it went in. */
class ConfigurationAsCodeJenkinsTest extends AbstractRoundTripTest {
    private static final String FILE = "configuration-as-code.yaml";

    @Override
    protected void assertConfiguredAsExpected(JenkinsRule jenkins, String content) {
        DeploymentWorkflowConfiguration configuration = DeploymentWorkflowConfiguration.get();
        KnownEnvironment live = configuration.getEnvironments().get(0);
        PrometheusServer prometheus = configuration.getPrometheusServers().get(0);
        NotificationEndpoint chat = configuration.getNotificationEndpoints().get(0);
        assertAll(
                () -> assertEquals(2, configuration.getEnvironments().size()),
                () -> assertEquals("live", live.getName()),
                () -> assertEquals("shop", live.getApplication()),
                () -> assertEquals("The shop that customers see", live.getDescription()),
                () -> assertEquals("linux && deploy", live.getNodeLabel()),
                () -> assertEquals(
                        List.of("DB_PASSWORD=shop-db", "CLUSTER=shop-cluster"),
                        live.getVariables().stream()
                                .map(each -> each.getVariable() + "=" + each.getCredentialsId())
                                .toList()),
                () -> assertEquals("staging", configuration.getEnvironments().get(1).getName()),
                () -> assertEquals("http://prometheus.example:9090", prometheus.getUrl()),
                () -> assertEquals("", prometheus.getCredentialsId()),
                () -> assertEquals("https://chat.example/hooks", chat.getUrl()),
                () -> assertEquals("chat", chat.getCredentialsId()),
                () -> assertEquals(new Retention(400, 50, 2000), configuration.retention()),
                () -> assertEquals("canary", configuration.getStrategy()),
                () -> assertEquals("staging", configuration.getStagingEnvironment()),
                () -> assertEquals("live", configuration.getProductionEnvironment()),
                () -> assertEquals(
                        jenkins.jenkins.getRootDir().toPath().resolve("ledgers"), configuration.ledgers()));
    }

    @Override
    protected String configResource() {
        return FILE;
    }

    @Override
    protected String stringInLogExpected() {
        return ".productionEnvironment = live";
    }

    @Test
    void whatWasConfiguredIsExportedAlike(JenkinsRule jenkins) throws Exception {
        ConfigurationAsCode.get().configure(getClass().getResource(FILE).toExternalForm());
        var exported = Util.getUnclassifiedRoot(new ConfigurationContext(ConfiguratorRegistry.get()))
                .get("deploymentWorkflow");
        String golden = Util.toStringFromYamlFile(this, FILE)
                .replaceFirst("unclassified:\n {2}deploymentWorkflow:\n", "")
                .replaceAll("(?m)^ {4}", "");
        assertEquals(golden, Util.toYamlString(exported));
    }

    @Test
    void theExampleInTheDocumentationCanBeApplied(JenkinsRule jenkins) throws Exception {
        String page = Files.readString(Path.of("docs/administration.md"));
        String yaml = page.replaceFirst("(?s).*?```yaml\\n", "").replaceFirst("(?s)```.*", "");
        apply(yaml);
        DeploymentWorkflowConfiguration configuration = DeploymentWorkflowConfiguration.get();
        assertAll(
                () -> assertEquals(2, configuration.getEnvironments().size()),
                () -> assertEquals(
                        2, configuration.getEnvironments().get(0).getVariables().size()),
                () -> assertEquals("canary", configuration.getStrategy()),
                () -> assertEquals("prometheus", configuration.getPrometheusServers().get(0).getCredentialsId()),
                () -> assertEquals("chat", configuration.getNotificationEndpoints().get(0).getName()));
    }

    @Test
    void whatIsWrongIsRefusedAndSaysWhatIsWrong(JenkinsRule jenkins) {
        assertAll(
                () -> refused("strategy: carefully", "strategy: Expected one of blue-green, canary, rolling"),
                () -> refused("productionEnvironment: ../prod", "productionEnvironment: Expected 1 to 100 letters"),
                () -> refused("ledgerDirectory: a/../../b", "without '..' in its path"),
                () -> refused("ledgerRetention: { days: 30 }", "at least 92 days"),
                () -> refused("ledgerRetention: { days: 0 }", "ledgerRetention: Expected 92 days or more"),
                () -> refused("ledgerRetention: { days: 100, archiveDays: 50 }", "for more days than the 100"),
                () -> refused("ledgerDirectory: /", "one that the home directory of Jenkins is in"),
                () -> refused("environments: [ { name: a }, { name: a } ]", "environments: 'a': a is there twice"),
                () -> refused(
                        "environments: [ { name: a, variables: [ { variable: 'A B', credentialsId: c } ] } ]",
                        "environments: 'a': variables: Expected 1 to 100 letters, digits and underscores"),
                () -> refused(
                        "prometheusServers: [ { name: p, url: 'file:///etc/passwd' } ]",
                        "prometheusServers: 'p': url: Expected the address of a web server"),
                () -> refused(
                        "notificationEndpoints: [ { name: n, url: 'https://me:secret@chat.example' } ]",
                        "choose a credential instead"));
    }

    private static void apply(String yaml) throws ConfiguratorException {
        ConfigurationAsCode.get()
                .configureWith(YamlSource.of(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))));
    }

    private static void refused(String yaml, String message) {
        String whole = "unclassified:\n  deploymentWorkflow:\n    " + yaml + "\n";
        ConfiguratorException thrown = assertThrows(ConfiguratorException.class, () -> apply(whole));
        StringBuilder said = new StringBuilder();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            said.append(each.getMessage()).append('\n');
        }
        assertTrue(said.toString().contains(message), said.toString());
    }
}
