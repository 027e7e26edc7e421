package io.jenkins.plugins.deploymentworkflow.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.model.experimentalflags.UserExperimentalFlagsProperty;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page of a build shows its deployments as the ledger tells them. */
@WithJenkins
class DeploymentPageJenkinsTest {
    private static final String PIPELINE =
            """
            node {
                writeFile file: 'config/environment/production.yaml', text: '''
            environment: production
            application: shop
            deployment:
              target:
                script:
                  deploy: "test -n '<i id=injected>' && test {{version}} != 1.1.0"
                  timeout: 1m
              monitoring: { bake: 1s }
              smokeTests:
                - { name: basket, command: "true" }
            '''
                promote version: '1.0.0'
                smokeTest 'production'
                promote version: '1.1.0'
            }
            """;

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void itShowsWhatWasDoneAndHowItEnded() throws Exception {
        WorkflowRun run = deployed();
        List<DeploymentView> deployments =
                run.getAction(DeploymentAction.class).getDeployments();
        assertEquals(3, deployments.size());

        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            String summary = browser.getPage(run).asNormalizedText();
            assertTrue(summary.contains("promote shop 1.0.0"), summary);
            assertTrue(summary.contains("rolled-back"), summary);

            HtmlPage page = browser.getPage(run, "deployments");
            String text = page.asNormalizedText();
            assertTrue(text.contains("promote shop 1.1.0 · production"), text);
            assertTrue(text.contains("succeeded"), text);
            assertTrue(text.contains("Taking back"), text);
            assertTrue(text.contains("basket"), text);
            assertTrue(text.contains("deployment.target.script.deploy"), text);
            assertNull(page.getElementById("injected"), "what the file says is shown, not obeyed");
            assertNotNull(page.getElementById(deployments.get(2).getId()), "the summary links to each deployment");
        }
    }

    @Test
    void theChangingPartIsSentOnlyWhenItHasChanged() throws Exception {
        FreeStyleBuild run = told(rolledBack());
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            WebResponse first = get(browser, run, "deployments/fragment", "");
            assertEquals(200, first.getStatusCode());
            assertEquals("text/html", first.getContentType());
            assertTrue(first.getContentAsString().contains("data-live=\"false\""), first.getContentAsString());
            assertFalse(first.getContentAsString().contains("<body"), "a part of a page");
            assertFalse(first.getContentAsString().contains("<img"), "its icons are those of the page");
            String link = "href=\"" + jenkins.contextPath + "/" + run.getUrl() + "\"";
            assertTrue(first.getContentAsString().contains(link), first.getContentAsString());
            String tag = first.getResponseHeaderValue("ETag");
            WebResponse again = get(browser, run, "deployments/fragment", tag);
            assertEquals(304, again.getStatusCode());
            assertEquals("", again.getContentAsString());
            DeploymentAction.add(run, "shop", "production", "smoke-shop-7");
            assertEquals(
                    304,
                    get(browser, run, "deployments/fragment", tag).getStatusCode(),
                    "the ledger has no such deployment yet");
            tell(new Event.Started(
                    "smoke-shop-7",
                    "smoke",
                    "shop",
                    "production",
                    "",
                    "1.0.0",
                    "",
                    null,
                    new Event.Origin("bob", "cli", "", "", "", "/shop"),
                    new Event.Configuration("production.yaml", "cd", "", Map.of())));
            WebResponse running = get(browser, run, "deployments/fragment", tag);
            assertEquals(200, running.getStatusCode());
            assertTrue(running.getContentAsString().contains("data-live=\"true\""), running.getContentAsString());
            tell(new Event.Ended("smoke-shop-7", Event.Outcome.SUCCEEDED, "", "1.0.0"));
            String newer = running.getResponseHeaderValue("ETag");
            assertEquals(200, get(browser, run, "deployments/fragment", newer).getStatusCode());
            assertTrue(get(browser, run, "deployments/brief", "").getContentAsString().contains("rolled-back"));
        }
    }

    @Test
    void whoMayNotSeeTheJobSeesNoneOfIt() throws Exception {
        FreeStyleBuild run = told(rolledBack());
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("reader"));
        for (Map.Entry<String, Integer> each : Map.of("stranger", 404, "reader", 200).entrySet()) {
            try (JenkinsRule.WebClient browser =
                    jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
                browser.withBasicApiToken(each.getKey());
                for (String page : List.of("deployments/", "deployments/fragment", "deployments/brief")) {
                    int found = get(browser, run, page, "").getStatusCode();
                    assertEquals(each.getValue(), found, page + " for a " + each.getKey());
                }
            }
        }
    }

    @Test
    void thePartsAreGotAndNotPosted() throws Exception {
        FreeStyleBuild run = told(rolledBack());
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            for (String page : List.of("deployments/fragment", "deployments/brief")) {
                WebRequest post = browser.addCrumb(new WebRequest(address(run, page), HttpMethod.POST));
                assertEquals(405, browser.getPage(post).getWebResponse().getStatusCode(), page);
            }
        }
    }

    @Test
    void aLedgerThatCannotBeReadIsSaidOnThePage() throws Exception {
        FreeStyleBuild run = told(rolledBack());
        Path ledger = jenkins.jenkins
                .getRootDir()
                .toPath()
                .resolve(Ledgers.DIRECTORY)
                .resolve("shop/production.jsonl");
        Files.delete(ledger);
        Files.createDirectory(ledger);
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            String text = browser.getPage(run, "deployments").asNormalizedText();
            assertTrue(text.contains("Not everything can be shown:"), text);
            assertTrue(text.contains("production.jsonl"), text);
        }
    }

    @Test
    void whereALedgerWasAlteredIsSaidOnThePage() throws Exception {
        Told running = new Told().started().planned(Told.canary()).done(0).begun(1);
        FreeStyleBuild run = told(running);
        Path ledger = jenkins.jenkins
                .getRootDir()
                .toPath()
                .resolve(Ledgers.DIRECTORY)
                .resolve("shop/production.jsonl");
        Files.writeString(ledger, Files.readString(ledger).replace("handle-0", "handle-X"));
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            String text = get(browser, run, "deployments/fragment", "").getContentAsString();
            assertTrue(text.contains("Not everything can be shown:"), text);
            assertTrue(text.contains("entry 3"), text);
            assertTrue(text.contains("promote shop 1.1.0"), "what comes before is shown");
        }
    }

    @Test
    void theNewBuildPageHasATabACardAndDetails() throws Exception {
        FreeStyleBuild run = told(rolledBack());
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        User.getOrCreateByIdOrFullName("alice")
                .addProperty(new UserExperimentalFlagsProperty(Map.of("new-build-page.flag", "true")));
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().login("alice")) {
            HtmlPage page = browser.getPage(run);
            assertNotNull(page.querySelector(".app-build-bar__tabs a[href*=deployments]"), "the tab");
            assertNotNull(page.querySelector(".jenkins-card .dw-brief"), "the card");
            assertEquals(1, page.querySelectorAll(".dw-brief").size(), "and only there");
            String details = page.querySelector(".jenkins-details").asNormalizedText();
            assertTrue(details.contains("promote shop 1.1.0 · production: rolled-back"), details);
            assertNotNull(browser.getPage(run, "deployments").querySelector(".dw-deployment"));
        }
    }

    private WorkflowRun deployed() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition(PIPELINE, true));
        return jenkins.buildAndAssertStatus(Result.FAILURE, job);
    }

    private static Told rolledBack() {
        return new Told()
                .started()
                .planned(Told.canary())
                .done(0)
                .begun(1)
                .seen(25, 0, 0)
                .seen(25, 100, 12)
                .ended(1, Event.ActionOutcome.FAILED, "<i id=injected>too many errors</i>")
                .tell(new Event.RollbackStarted(Told.ID, Event.Outcome.ROLLED_BACK, "too many errors"))
                .end(Event.Outcome.ROLLED_BACK, "too many errors");
    }

    /** A build whose deployment the ledger has so. */
    private FreeStyleBuild told(Told told) throws Exception {
        FreeStyleBuild run = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("shop"));
        told.events().forEach(this::tell);
        DeploymentAction.add(run, "shop", "production", Told.ID);
        return run;
    }

    private void tell(Event event) {
        Ledgers.get().store().ledger("shop", "production").append(event, Instant.now());
    }

    private URL address(Run<?, ?> run, String page) throws Exception {
        return new URL(jenkins.getURL(), run.getUrl() + page);
    }

    private WebResponse get(JenkinsRule.WebClient browser, Run<?, ?> run, String page, String known) throws Exception {
        WebRequest request = new WebRequest(address(run, page));
        if (!known.isEmpty()) {
            request.setAdditionalHeader("If-None-Match", known);
        }
        return browser.loadWebResponse(request);
    }
}
