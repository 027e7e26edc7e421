package io.jenkins.plugins.deploymentworkflow.runtime;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentWorkflowConfiguration;
import io.jenkins.plugins.deploymentworkflow.global.LedgerRetention;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.FileLedger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerVerification;
import io.jenkins.plugins.deploymentworkflow.ui.DeploymentAction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Old deployments are moved into archives when that is configured, and pages say so. */
@WithJenkins
class ArchivistJenkinsTest {
    private static FileLedger deployments() {
        FileLedger ledger = Ledgers.get().store().ledger("storefront", "production");
        for (int i = 1; i <= 20; i++) {
            Instant at = Instant.now().minus(Duration.ofDays(20L * (20 - i) + 1));
            String version = "1." + i + ".0";
            ledger.append(
                    new Event.Started(
                            "d" + i,
                            "promote",
                            "storefront",
                            "production",
                            version,
                            i == 1 ? "" : "1." + (i - 1) + ".0",
                            "rolling",
                            null,
                            new Event.Origin("alice", "cli", "", "", "", "."),
                            new Event.Configuration("production.yaml", "00", "", Map.of())),
                    at);
            ledger.append(new Event.Ended("d" + i, Event.Outcome.SUCCEEDED, "", version), at.plusSeconds(60));
        }
        return ledger;
    }

    private static String archive() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        new Archivist().execute(new StreamTaskListener(log, StandardCharsets.UTF_8));
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void nothingIsMovedUnlessItIsConfigured(JenkinsRule jenkins) {
        FileLedger ledger = deployments();
        assertEquals("", archive());
        assertEquals(40, ledger.after(0).size());
    }

    @Test
    void whatIsOldIsMovedAndPagesAnswerFromWhatIsLeft(JenkinsRule jenkins) throws Exception {
        FileLedger ledger = deployments();
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        DeploymentAction.add(build, "storefront", "production", "d3");
        LedgerRetention retention = new LedgerRetention(100);
        retention.setDeployments(3);
        DeploymentWorkflowConfiguration.get().setLedgerRetention(retention);

        String log = archive();

        assertTrue(log.contains("production of storefront: 30 entries were moved into "), log);
        LedgerVerification found = LedgerVerification.verify(ledger.path());
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.getOptions().setJavaScriptEnabled(false);
        String environment = client.goTo("deployments/application/storefront/environment/production").asNormalizedText();
        String page = client.getPage(build, "deployments/").asNormalizedText();
        assertAll(
                () -> assertTrue(found.intact(), found::toString),
                () -> assertEquals(30, found.archived().orElseThrow().through()),
                () -> assertEquals("Jenkins", found.archived().orElseThrow().by()),
                () -> assertTrue(environment.contains("1.20.0"), environment),
                () -> assertFalse(environment.contains("1.2.0"), environment),
                () -> assertTrue(page.contains("was moved into an archive, since it is old"), page),
                () -> assertEquals("", archive(), "a month's worth is needed again"));
    }
}
