package io.jenkins.plugins.deploymentworkflow.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.deploymentworkflow.environment.EnvironmentFile;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentPermissions;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.EnvironmentLock;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import io.jenkins.plugins.deploymentworkflow.ledger.FileLedger;
import io.jenkins.plugins.deploymentworkflow.ledger.Lease;
import io.jenkins.plugins.deploymentworkflow.ledger.LeaseRequest;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.awaitility.Awaitility;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The pages of environments show what the ledger says, to those who may see it, and change nothing unasked. */
@WithJenkins
class EnvironmentPagesJenkinsTest {
    private static final Instant START = Instant.now().minus(Duration.ofDays(20));
    private static final String HOSTILE = "<i id='injected'>1.0</i><script>document.title='owned'</script>";

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void theyTellWhatRunsWhereSinceWhenAndFromWhere() throws Exception {
        MockFolder team = jenkins.createFolder("team a");
        FreeStyleProject shop = team.createProject(FreeStyleProject.class, "shop");
        FreeStyleProject other = jenkins.createFreeStyleProject("other");
        for (int i = 1; i <= 60; i++) {
            deploy("production", "d" + i, "1." + i, "1." + (i - 1), shop.getUrl() + i + "/", Outcome.SUCCEEDED, "");
        }
        deploy("production", "bad", "2.0", "1.60", shop.getUrl() + "61/", Outcome.ROLLED_BACK, "errorRate is 12% > 5%");
        deploy("staging", "o1", "7.0", "", "https://old.example/ci/" + other.getUrl() + "3/", Outcome.SUCCEEDED, "");
        byte[] before = Files.readAllBytes(ledger("production").path());

        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            String all = browser.goTo("deployments").asNormalizedText();
            assertTrue(all.contains("production") && all.contains("1.60") && all.contains("rolled-back"), all);
            assertTrue(all.contains("staging") && all.contains("7.0"), all);
            assertTrue(all.contains("alice of production"), all);

            String ofTeam = browser.getPage(team, "deployments").asNormalizedText();
            assertTrue(ofTeam.contains("production") && !ofTeam.contains("staging"), ofTeam);
            String ofOther = browser.getPage(other, "deployments").asNormalizedText();
            assertTrue(ofOther.contains("staging") && !ofOther.contains("production"), ofOther);
            assertTrue(browser.getPage(other).getAnchors().stream()
                    .anyMatch(link -> link.getHrefAttribute().endsWith("/job/other/deployments")));

            HtmlPage page = browser.goTo("deployments/application/storefront/environment/production");
            String text = page.asNormalizedText();
            assertTrue(text.contains("errorRate is 12% > 5%"), text);
            assertTrue(text.contains("1 to 25 of 61"), text);
            assertTrue(text.contains("Change failure rate"), text);
            assertTrue(text.contains("2% (1/61)"), text);
            assertTrue(page.getAnchors().stream()
                    .anyMatch(link -> link.getTextContent().equals("alice of production")
                            && link.getHrefAttribute().endsWith("/job/team%20a/job/shop/60/")));
            HtmlPage older = page.getAnchorByText("Older").click();
            assertTrue(older.asNormalizedText().contains("26 to 50 of 61"), older.asNormalizedText());
            HtmlPage oldest = older.getAnchorByText("Older").click();
            assertTrue(oldest.asNormalizedText().contains("51 to 61 of 61"), oldest.asNormalizedText());
            assertTrue(oldest.getAnchors().stream()
                    .noneMatch(link -> link.getTextContent().equals("Older")));
            browser.goTo("deployments/application/storefront/environment/production/?skip=99999999999999");
            browser.goTo("deployments/application/storefront/environment/production/?skip=-4");

            String detail = browser.goTo("deployments/application/storefront/environment/production/deployment/bad")
                    .getBody()
                    .getTextContent();
            assertTrue(detail.contains("rolled-back, 1.60 serves"), detail);
        }
        assertArrayEquals(before, Files.readAllBytes(ledger("production").path()), "looking writes nothing");
    }

    @Test
    void theSameIsToldInJson() throws Exception {
        FreeStyleProject shop = jenkins.createFreeStyleProject("shop");
        deploy("production", "d1", "1.0", "", shop.getUrl() + "1/", Outcome.SUCCEEDED, "");
        deploy("production", "d2", "1.1", "1.0", shop.getUrl() + "2/", Outcome.FAILED, "no");
        JSONArray environments =
                jenkins.getJSON("deployments/api/json").getJSONObject().getJSONArray("environments");
        JSONObject production = environments.getJSONObject(0);
        assertEquals("1.0", production.getString("version"));
        assertEquals("idle", production.getString("phase"));
        assertEquals("failed", production.getJSONObject("last").getString("outcome"));
        assertEquals("job/shop/1/", production.getJSONObject("deployed").getString("build"));

        String url = "deployments/application/storefront/environment/production/";
        JSONObject page =
                jenkins.getJSON(url + "api/json?limit=1&skip=1&depth=9").getJSONObject();
        assertEquals(1, page.getJSONArray("history").size());
        assertEquals("d1", page.getJSONArray("history").getJSONObject(0).getString("id"));
        assertEquals(
                50.0, page.getJSONObject("measures").getJSONObject("last30Days").getDouble("changeFailureRate"));
        JSONObject deployment = jenkins.getJSON(url + "deployment/d2/api/json").getJSONObject();
        assertEquals("no", deployment.getJSONObject("operation").getString("reason"));
        assertFalse(deployment.getJSONArray("log").isEmpty());
    }

    @Test
    void hostileTextIsShownAndNotObeyed() throws Exception {
        FreeStyleProject shop = jenkins.createFreeStyleProject("shop");
        FileLedger ledger = ledger("production");
        ledger.append(started("production", "d1", HOSTILE, HOSTILE, "javascript:alert(1)/job/shop/1/"), START);
        ledger.append(new Event.Ended("d1", Outcome.FAILED, HOSTILE, HOSTILE), START);
        ledger.append(started("production", "\"><i id='injected'>", HOSTILE, HOSTILE, shop.getUrl() + "2/"), START);
        ledger.append(new Event.Held("\"><i id='injected'>", HOSTILE, START.plusSeconds(9)), START);
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            String url = "deployments/application/storefront/environment/production/";
            for (String address : List.of(
                    "deployments",
                    "job/shop/deployments",
                    url,
                    url + "confirmAbort",
                    url + "confirmRelease",
                    url + "deployment/d1/",
                    url + "deployment/%22%3E%3Ci%20id='injected'%3E/")) {
                HtmlPage page = browser.goTo(address);
                assertNull(page.getElementById("injected"), address);
                assertFalse(page.getTitleText().equals("owned"), address);
                assertTrue(page.asNormalizedText().contains("<i id='injected'>"), address);
                assertTrue(
                        page.getAnchors().stream()
                                .noneMatch(link -> link.getHrefAttribute().startsWith("javascript")),
                        address);
            }
        }
    }

    @Test
    void whoMayNotSeeAJobDoesNotSeeWhereItDeploysTo() throws Exception {
        FreeStyleProject shop = jenkins.createFreeStyleProject("shop");
        FreeStyleProject secret = jenkins.createFreeStyleProject("secret");
        deploy("production", "d1", "1.0", "", shop.getUrl() + "1/", Outcome.SUCCEEDED, "");
        deploy("hidden", "h1", "6.6.6", "", secret.getUrl() + "1/", Outcome.SUCCEEDED, "");
        deploy("tool", "t1", "7.7.7", "", "", Outcome.SUCCEEDED, "");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("alice", "bob")
                .grant(Item.READ)
                .onItems(shop)
                .to("alice")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            browser.login("alice");
            String seen = browser.goTo("deployments").asNormalizedText();
            assertTrue(seen.contains("production"), seen);
            assertFalse(seen.contains("6.6.6") || seen.contains("hidden") || seen.contains("7.7.7"), seen);
            String json = browser.goTo("deployments/api/json?depth=5", "application/json")
                    .getWebResponse()
                    .getContentAsString();
            assertFalse(json.contains("6.6.6") || json.contains("7.7.7"), json);
            for (String environment : List.of("hidden", "tool", "missing")) {
                String url = "deployments/application/storefront/environment/" + environment + "/";
                browser.assertFails(url, 404);
                browser.assertFails(url + "api/json", 404);
                browser.assertFails(url + "deployment/h1/", 404);
            }
            browser.assertFails("job/secret/deployments/", 404);
            for (String path : List.of(
                    "application/..%2F..%2Fsecrets/environment/production/",
                    "application/storefront/environment/..%2Fstorefront%2Fproduction/",
                    "application/storefront/environment/%2E%2E/",
                    "application/storefront%2Fproduction/environment/x/",
                    "application/storefront/environment/production.jsonl/")) {
                assertTrue(status(browser, HttpMethod.GET, "deployments/" + path) >= 400, path);
            }
        }
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            browser.login("bob");
            String seen = browser.goTo("deployments").asNormalizedText();
            assertTrue(seen.contains("Nothing was deployed yet"), seen);
            browser.login("admin");
            String all = browser.goTo("deployments").asNormalizedText();
            assertTrue(all.contains("6.6.6") && all.contains("7.7.7") && all.contains("1.0"), all);
        }
    }

    @Test
    void abortAndReleaseAreAskedForByPostWithAReasonByWhoMay() throws Exception {
        FreeStyleProject shop = jenkins.createFreeStyleProject("shop");
        FileLedger ledger = ledger("production");
        ledger.append(started("production", "d1", "1.1", "1.0", shop.getUrl() + "1/"), START);
        ledger.append(new Event.Held("d1", "errorRate is 3%", START.plusSeconds(9)), START);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("alice", "bob", "carol")
                .grant(DeploymentPermissions.ROLLBACK)
                .onItems(shop)
                .to("bob")
                .grant(DeploymentPermissions.APPROVE)
                .onItems(shop)
                .to("carol"));
        String url = "deployments/application/storefront/environment/production/";
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            browser.setThrowExceptionOnFailingStatusCode(false);
            browser.login("alice");
            assertEquals(403, ask(browser, url + "abort", "d1", "because"));
            assertEquals(403, ask(browser, url + "release", "d1", "because"));
            assertFalse(browser.goTo(url).asNormalizedText().contains("Abort"));
            browser.login("bob");
            assertEquals(403, ask(browser, url + "release", "d1", "because"));
            assertTrue(status(browser, HttpMethod.GET, url + "abort?deployment=d1&reason=x") >= 400);
            assertEquals(400, ask(browser, url + "abort", "d1", "   "));
            assertEquals(400, ask(browser, url + "abort", "d1", "x".repeat(1001)));
            assertEquals(400, ask(browser, url + "abort", "another", "because"));
            assertEquals(2, ledger.after(0).size(), "nothing was asked yet");

            HtmlForm form = browser.goTo(url + "confirmAbort").getFormByName("abort");
            form.getTextAreaByName("reason").setText(HOSTILE);
            HtmlPage after = jenkins.submit(form);
            assertNull(after.getElementById("injected"));
            browser.login("carol");
            assertEquals(403, ask(browser, url + "abort", "d1", "because"));
            HtmlForm release = browser.goTo(url + "confirmRelease").getFormByName("release");
            release.getTextAreaByName("reason").setText("it is fine");
            jenkins.submit(release);
        }
        List<Event> asked = ledger.after(2).stream()
                .map(Entry::event)
                .map(Event.class::cast)
                .toList();
        assertEquals(
                List.of(
                        new Event.Requested("d1", Event.Request.ABORT, "bob", HOSTILE),
                        new Event.Requested("d1", Event.Request.RELEASE, "carol", "it is fine")),
                asked);
    }

    @Test
    void whoMayGoesBackToAVersionOfTheHistory() throws Exception {
        FreeStyleProject shop = jenkins.createFreeStyleProject("shop");
        FileLedger ledger = ledger("production");
        Path calls = jenkins.jenkins.getRootDir().toPath().resolve("calls");
        String file =
                """
                environment: production
                application: storefront
                deployment:
                  target:
                    script: { deploy: "echo {{version}} >> '%s'", timeout: 1m }
                """
                        .formatted(calls);
        for (int i = 1; i <= 3; i++) {
            ledger.append(
                    deployedWith(file, "d" + i, "1." + i + ".0", "1." + (i - 1) + ".0", shop.getUrl() + i + "/"),
                    START);
            ledger.append(new Event.Ended("d" + i, Outcome.SUCCEEDED, "", "1." + i + ".0"), START);
        }
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("alice", "bob")
                .grant(DeploymentPermissions.ROLLBACK)
                .onItems(shop)
                .to("bob"));
        String url = "deployments/application/storefront/environment/production/";
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            browser.setThrowExceptionOnFailingStatusCode(false);
            browser.login("alice");
            assertEquals(403, ask(browser, url + "rollback", "", "because"));
            assertTrue(browser.goTo(url + "confirmRollback")
                    .asNormalizedText()
                    .contains("There is nothing that you may go back from now"));
            browser.login("bob");
            assertTrue(status(browser, HttpMethod.GET, url + "rollback?reason=x") >= 400);
            assertEquals(400, ask(browser, url + "rollback", "", ""));
            assertEquals(6, ledger.after(0).size(), "nothing was begun yet");
            HtmlForm form = browser.goTo(url + "confirmRollback").getFormByName("rollback");
            form.getTextAreaByName("reason").setText("the basket is slow");
            form.getSelectByName("version").setSelectedAttribute("1.1.0", true);
            String begun = jenkins.submit(form).asNormalizedText();
            assertTrue(begun.contains("rollback 1.1.0"), begun);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> ledger.after(0).stream()
                                    .filter(entry -> entry.event() instanceof Event.Ended)
                                    .count()
                            == 4);
            String after = browser.goTo(url).asNormalizedText();
            assertTrue(after.contains("Roll back") && after.contains("1.1.0"), after);
        }
        assertEquals("1.1.0\n", Files.readString(calls));
    }

    @Test
    void aLockIsTakenOverByWhoMayOverride() throws Exception {
        FreeStyleProject shop = jenkins.createFreeStyleProject("shop");
        deploy("production", "d0", "1.0", "", shop.getUrl() + "1/", Outcome.SUCCEEDED, "");
        EnvironmentLock lock = Ledgers.get().store().lock("storefront", "production");
        LeaseRequest request = new LeaseRequest("carol", "d1", Duration.ofHours(1));
        Lease lease = assertInstanceOf(Lease.class, lock.tryAcquire(request, Instant.now()));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, DeploymentPermissions.ROLLBACK)
                .everywhere()
                .to("alice")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        String url = "deployments/application/storefront/environment/production/";
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            browser.setThrowExceptionOnFailingStatusCode(false);
            browser.login("alice");
            assertTrue(browser.goTo(url).asNormalizedText().contains("carol"));
            assertEquals(403, ask(browser, url + "takeOver", "d1", "because"));
            browser.login("admin");
            assertTrue(status(browser, HttpMethod.GET, url + "takeOver?deployment=d1&reason=x") >= 400);
            assertEquals(400, ask(browser, url + "takeOver", "d1", " "));
            assertEquals(400, ask(browser, url + "takeOver", "d2", "because"), "another one");
            assertTrue(lease.renew(Instant.now()));
            HtmlForm form = browser.goTo(url + "confirmTakeOver").getFormByName("takeOver");
            form.getTextAreaByName("reason").setText("carol's machine is gone");
            jenkins.submit(form);
        }
        assertFalse(lease.renew(Instant.now()));
        assertEquals(Optional.empty(), lock.holder(Instant.now()));
    }

    private static Event.Started deployedWith(String file, String id, String version, String previous, String build) {
        String directory = Jenkins.get().getRootDir().getPath();
        return new Event.Started(
                id,
                "promote",
                "storefront",
                "production",
                version,
                previous,
                "script",
                null,
                new Event.Origin("alice", "jenkins", build, "", "", directory),
                new Event.Configuration(
                        "production.yaml",
                        EnvironmentFile.of("production.yaml", file).digest(),
                        file,
                        Map.of()));
    }

    private int ask(JenkinsRule.WebClient browser, String url, String deployment, String reason) throws Exception {
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), url), HttpMethod.POST);
        request.setRequestParameters(
                List.of(new NameValuePair("deployment", deployment), new NameValuePair("reason", reason)));
        browser.addCrumb(request);
        return browser.getPage(request).getWebResponse().getStatusCode();
    }

    private int status(JenkinsRule.WebClient browser, HttpMethod method, String url) throws Exception {
        browser.setThrowExceptionOnFailingStatusCode(false);
        return browser.getPage(new WebRequest(new URL(jenkins.getURL() + url), method))
                .getWebResponse()
                .getStatusCode();
    }

    private static FileLedger ledger(String environment) {
        return Ledgers.get().store().ledger("storefront", environment);
    }

    private static void deploy(
            String environment,
            String id,
            String version,
            String previous,
            String build,
            Outcome outcome,
            String reason) {
        ledger(environment).append(started(environment, id, version, previous, build), START);
        ledger(environment).append(new Event.Ended(id, outcome, reason, previous), START.plusSeconds(60));
    }

    private static Event.Started started(String environment, String id, String version, String previous, String build) {
        return new Event.Started(
                id,
                "promote",
                "storefront",
                environment,
                version,
                previous,
                "canary",
                null,
                new Event.Origin("alice of " + environment, "cli", build, "c0ffee", version, "."),
                new Event.Configuration("production.yaml", "00", "environment: production", Map.of()));
    }
}
