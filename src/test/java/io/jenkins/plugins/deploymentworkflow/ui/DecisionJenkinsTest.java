package io.jenkins.plugins.deploymentworkflow.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.tasks.Shell;
import io.jenkins.plugins.deploymentworkflow.freestyle.PromoteBuilder;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentPermissions;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import io.jenkins.plugins.deploymentworkflow.steps.PromoteStep;
import io.jenkins.plugins.deploymentworkflow.steps.Shop;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.awaitility.Awaitility;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What waits for approval is approved or refused from the log, the build's page, the run page, and by REST. */
@WithJenkins
class DecisionJenkinsTest {
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final String PRODUCTION = Shop.environment("production", "1s")
            + "  guards: { approval: { by: [Anna, RELEASE-managers], timeout: 1h } }\n";

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
        JenkinsRule.DummySecurityRealm people = jenkins.createDummySecurityRealm();
        people.addGroups("bob", "release-managers");
        people.addGroups("mallory", "testers");
        jenkins.jenkins.setSecurityRealm(people);
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone()
                .grant(DeploymentPermissions.APPROVE)
                .everywhere()
                .to("anna", "bob", "mallory")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    @Test
    void aPipelineIsApprovedFromItsLogByWhoTheRealmTakesForTheOneWhoIsNamed() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition(
                "node {\n  sh '''" + shell().replace("\\", "\\\\") + "'''\n  promote version: '1.0.0'\n}", true));
        Run<?, ?> run = job.scheduleBuild2(0).waitForStart();
        String deployment = awaitDecision(run);
        jenkins.waitForMessage("goes on once one of Anna, RELEASE-managers approves it", run);
        jenkins.waitForMessage(
                "Approve or refuse it, with a reason: " + jenkins.getURL() + run.getUrl() + "deployments/", run);

        HtmlPage page;
        try (JenkinsRule.WebClient anna = client("anna")) {
            HtmlPage log = anna.getPage(run, "console");
            assertEquals(
                    List.of("#" + deployment + "-approve", "#" + deployment + "-refuse"),
                    anchors(log, "deployments/#").stream()
                            .map(link -> link.substring(link.indexOf('#')))
                            .toList());
            assertEquals(2, anchors(anna.getPage(run), "deployments/#" + deployment + "-").size());
            page = anchor(log, "-approve").click();
            assertNotNull(page.getElementById(deployment + "-approve"), "the link leads to the button");
            HtmlForm form = page.getFormByName("decision");
            form.getTextAreaByName("reason").setText("seen in staging");
            HtmlPage after = form.getButtonByName("approve").click();
            assertEquals(page.getUrl().getPath(), after.getUrl().getPath(), "one is where one was");
        }
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("approved by anna: seen in staging", run);
    }

    @Test
    void aFreestyleBuildIsRefusedFromItsPageByAMemberOfTheGroup() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("shop");
        job.getBuildersList().add(new Shell(shell()));
        job.getBuildersList().add(new PromoteBuilder(new PromoteStep("1.0.0")));
        Run<?, ?> run = job.scheduleBuild2(0).waitForStart();
        String deployment = awaitDecision(run);
        jenkins.waitForMessage("Approve or refuse it, with a reason: ", run);
        try (JenkinsRule.WebClient bob = client("bob")) {
            assertEquals(2, anchors(bob.getPage(run, "console"), "deployments/#" + deployment + "-").size());
            HtmlPage page = anchor(bob.getPage(run), "-refuse").click();
            HtmlForm form = page.getFormByName("decision");
            form.getTextAreaByName("reason").setText("<i id='injected'>too slow</i>");
            HtmlPage after = form.getButtonByName("refuse").click();
            assertNull(after.getElementById("injected"));
        }
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("aborted by bob: approval refused: <i id='injected'>too slow</i>", run);
        jenkins.assertLogContains("nothing was touched", run);
        jenkins.assertLogNotContains("deploy 1.0.0", run);
    }

    @Test
    void nobodyElseIsOfferedItOrMayAndNotWithoutPostPermissionReasonAndCrumb() throws Exception {
        String url = waiting(Instant.now().minusSeconds(60), Instant.now().plusSeconds(3600));
        int before = Ledgers.get().store().ledger("shop", "production").after(0).size();
        for (String what : List.of("approve", "refuse")) {
            assertEquals(403, ask("stranger", url + what, HttpMethod.POST, true, "because"), "without permission");
            assertEquals(400, ask("mallory", url + what, HttpMethod.POST, true, "because"), "not named");
            assertEquals(400, ask("admin", url + what, HttpMethod.POST, true, "because"), "not named either");
            assertEquals(403, ask("anna", url + what, HttpMethod.POST, false, "because"), "without a crumb");
            assertTrue(ask("anna", url + what, HttpMethod.GET, true, "because") >= 400, "GET");
            assertEquals(400, ask("anna", url + what, HttpMethod.POST, true, "  "), "without a reason");
            assertEquals(400, ask("anna", url + what, HttpMethod.POST, true, "x".repeat(1001)), "a long reason");
        }
        for (String person : List.of("stranger", "mallory", "admin", "anna")) {
            try (JenkinsRule.WebClient client = client(person)) {
                HtmlPage page = client.goTo(url);
                assertTrue(page.asNormalizedText().contains("one of Anna approves it"), page.asNormalizedText());
                assertEquals(
                        person.equals("anna"),
                        page.getForms().stream().anyMatch(form -> form.getNameAttribute().equals("decision")),
                        person);
            }
        }
        assertEquals(before, Ledgers.get().store().ledger("shop", "production").after(0).size(), "nothing was asked");
        assertEquals(302, ask("anna", url + "refuse", HttpMethod.POST, true, "because"));
        assertEquals(before + 1, Ledgers.get().store().ledger("shop", "production").after(0).size());
    }

    @Test
    void itIsTooLateWhenTheTimeIsOver() throws Exception {
        String url = waiting(Instant.now().minusSeconds(3600), Instant.now().minusSeconds(1));
        for (String what : List.of("approve", "refuse")) {
            WebRequest request = request(url + what, HttpMethod.POST, "because");
            try (JenkinsRule.WebClient anna = client("anna")) {
                anna.addCrumb(request);
                Page answer = anna.getPage(request);
                assertEquals(400, answer.getWebResponse().getStatusCode());
                String text = answer.getWebResponse().getContentAsString();
                assertTrue(text.contains("could be approved until"), text);
            }
        }
        assertFalse(Ledgers.get().store().ledger("shop", "production").after(0).toString().contains("because"));
    }

    /** A deployment that waits for Anna, as the command-line tool would have begun it, and its page's address. */
    private String waiting(Instant from, Instant until) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("shop");
        Event.Origin origin = new Event.Origin("carol", "cli", job.getUrl() + "1/", "", "", "/tmp");
        Action wait = new Action.AwaitApproval("1.1.0", List.of("Anna"), Duration.between(from, until));
        for (Event event : List.of(
                new Event.Started(
                        "d1", "promote", "shop", "production", "1.1.0", "1.0.0", "rolling", null, origin,
                        new Event.Configuration("production.yaml", "", "environment: production\n", java.util.Map.of())),
                new Event.Planned("d1", Event.Phase.FORWARD, 0, Told.plan(List.of(wait))),
                new Event.ActionStarted("d1", Event.Phase.FORWARD, 0, 0, 0, "h"),
                new Event.Held("d1", "guards.approval: it goes on once one of Anna approves it", until))) {
            Ledgers.get().store().ledger("shop", "production").append(event, from);
        }
        return "deployments/application/shop/environment/production/deployment/d1/";
    }

    private static String shell() {
        return Shop.shell("1s") + Shop.written("config/environment/production.yaml", PRODUCTION);
    }

    private static String awaitDecision(Run<?, ?> run) {
        Awaitility.await("it waits for approval").atMost(BOUND).until(() -> pending(run).size() == 1);
        return pending(run).get(0).getId();
    }

    private static List<DeploymentView> pending(Run<?, ?> run) {
        DeploymentAction action = run.getAction(DeploymentAction.class);
        return action == null
                ? List.of()
                : action.getDeployments().stream()
                        .filter(each -> !each.getApprovers().isEmpty())
                        .toList();
    }

    private static HtmlAnchor anchor(HtmlPage page, String end) {
        return page.getAnchors().stream()
                .filter(link -> link.getHrefAttribute().endsWith(end))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> anchors(HtmlPage page, String part) {
        return page.getAnchors().stream()
                .map(HtmlAnchor::getHrefAttribute)
                .filter(link -> link.contains(part) && link.matches(".*-(approve|refuse)"))
                .collect(Collectors.toList());
    }

    private JenkinsRule.WebClient client(String user) throws Exception {
        JenkinsRule.WebClient client =
                jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        client.getOptions().setPrintContentOnFailingStatusCode(false);
        return client.login(user);
    }

    private WebRequest request(String url, HttpMethod how, String reason) throws Exception {
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), url), how);
        request.setRequestParameters(List.of(new NameValuePair("reason", reason)));
        return request;
    }

    private int ask(String user, String url, HttpMethod how, boolean crumb, String reason) throws Exception {
        WebRequest request = request(url, how, reason);
        try (JenkinsRule.WebClient client = client(user)) {
            if (crumb) {
                client.addCrumb(request);
            }
            client.getOptions().setRedirectEnabled(false);
            return client.getPage(request).getWebResponse().getStatusCode();
        }
    }
}
