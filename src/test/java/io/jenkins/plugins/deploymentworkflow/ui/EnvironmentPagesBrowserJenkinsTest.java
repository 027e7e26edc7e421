package io.jenkins.plugins.deploymentworkflow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import io.jenkins.plugins.deploymentworkflow.ledger.Lease;
import io.jenkins.plugins.deploymentworkflow.ledger.LeaseRequest;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The pages of environments and of their deployments in a real browser, where one is installed. */
@WithJenkins
class EnvironmentPagesBrowserJenkinsTest {
    private static final String SHOP = "deployments/application/shop/environment/production/";
    private static final String WAITING = "promote-storefront-61";
    private static final String OURS = "#main-panel";
    private static final Duration BOUND = Duration.ofMinutes(1);

    private JenkinsRule jenkins;
    private Chromium chromium;
    private FreeStyleProject job;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        chromium = Chromium.open();
        MockFolder team = jenkins.createFolder("team");
        job = team.createProject(FreeStyleProject.class, "storefront-with-a-name-that-is-rather-long");
    }

    @AfterEach
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void everybodyCanReadThemAndOperateThemByKeyboard() throws Exception {
        history();
        Page page = chromium.page();
        List<String> errors = new ArrayList<>();
        page.onPageError(errors::add);
        assertAll(
                () -> read(page, "top", "deployments/"),
                () -> read(page, "folder", "job/team/deployments/"),
                () -> read(page, "job", job.getUrl() + "deployments/"),
                () -> read(page, "environment", SHOP),
                () -> read(page, "rolled-back", SHOP + "deployment/" + Told.ID + "/"),
                () -> confirm(page, "Rollback", "rollback"));
        hold("carol on another machine");
        waits(WAITING);
        assertAll(
                () -> confirm(page, "Abort", "abort"),
                () -> confirm(page, "Release", "release"),
                () -> confirm(page, "TakeOver", "takeOver"),
                () -> read(page, "environment-held", SHOP),
                () -> read(page, "top-held", "deployments/"),
                () -> read(page, "waiting", SHOP + "deployment/" + WAITING + "/"));
        assertEquals(List.of(), errors);
    }

    @Test
    void aDeploymentsOwnPageFollowsItAndKeepsWhatIsTyped() throws Exception {
        hold("carol");
        waits(WAITING);
        Page page = chromium.page();
        List<String> errors = new ArrayList<>();
        page.onPageError(errors::add);
        page.navigate(jenkins.getURL() + SHOP + "deployment/" + WAITING + "/#" + WAITING + "-refuse");
        page.evaluate("window.loadedOnce = true");
        Locator outcome = page.locator(".dw-title .dw-outcome");
        assertThat(outcome).hasText("running");
        Locator log = page.locator(".dw-deployment > details");
        log.locator("summary").click();
        Locator reason = page.locator("textarea[name=reason]");
        reason.fill("seen in staging");

        tell(new Event.Resumed(WAITING, "carol"), Instant.now());
        assertThat(log).containsText("gone on with by carol");
        assertEquals("seen in staging", reason.inputValue(), "what is typed stays");
        assertEquals(true, page.evaluate("document.activeElement.nodeName === 'TEXTAREA'"), "the focus stays");
        page.locator("button[name=approve]").click();
        assertThat(page.locator("button[name=approve]")).hasCount(0);
        List<Entry> entries = Ledgers.get().store().ledger("shop", "production").after(0);
        Event.Requested asked =
                assertInstanceOf(Event.Requested.class, entries.get(entries.size() - 1).event());
        assertEquals(Event.Request.RELEASE, asked.request());
        assertEquals("seen in staging", asked.reason());

        page.evaluate("window.loadedOnce = true");
        tell(new Event.ActionEnded(WAITING, Event.Phase.FORWARD, 0, 0, Event.ActionOutcome.DONE, ""), Instant.now());
        tell(new Event.Ended(WAITING, Outcome.SUCCEEDED, "", "1.2.0"), Instant.now());
        assertThat(outcome).hasText("succeeded");
        assertEquals(true, page.evaluate("window.loadedOnce === true"), "it was not loaded again");
        assertThat(page.locator(".dw-fragment")).hasAttribute("data-live", "false");
        assertEquals(List.of(), errors);
        assertTrue(page.locator("script:not([src])").all().stream()
                .noneMatch(script -> script.textContent().contains("deployments")));
    }

    private void read(Page page, String name, String address) throws Exception {
        page.navigate(jenkins.getURL() + address);
        Chromium.everythingIsReachedByKeyboard(page, OURS);
        page.evaluate("document.querySelectorAll('#main-panel details').forEach((each) => (each.open = true))");
        Chromium.everybodyCanRead(page, OURS, name);
    }

    private void confirm(Page page, String name, String form) throws Exception {
        page.navigate(jenkins.getURL() + SHOP + "confirm" + name);
        assertThat(page.locator("form[name=" + form + "] textarea")).hasCount(1);
        read(page, "confirm-" + form, SHOP + "confirm" + name);
    }

    /** Has the lock held for the deployment that waits. */
    private static void hold(String owner) {
        LeaseRequest request = new LeaseRequest(owner, WAITING, Duration.ofHours(1));
        assertInstanceOf(
                Lease.class, Ledgers.get().store().lock("shop", "production").tryAcquire(request, Instant.now()));
    }

    /** Eleven weeks of deployments to production; the last was rolled back. */
    private void history() {
        Instant now = Instant.now();
        for (int i = 1; i <= 60; i++) {
            Instant at = now.minus(Duration.ofHours(30L * (62 - i)));
            boolean bad = i % 9 == 0;
            String id = "d" + i;
            tell(started(id, "1.0." + i, "1.0." + (i - 1), at), at);
            if (bad) {
                tell(new Event.RollbackStarted(id, Outcome.ROLLED_BACK, "too many errors"), at.plusSeconds(200));
            }
            tell(
                    new Event.Ended(
                            id,
                            bad ? Outcome.ROLLED_BACK : Outcome.SUCCEEDED,
                            bad ? "gate traffic.errorRate on 1.0." + i + " failed: found 20.32% (> 5%) from 64 samples" : "",
                            "1.0." + i),
                    at.plusSeconds(300));
        }
        Told told = new Told()
                .started()
                .planned(Told.canary())
                .done(0)
                .begun(1)
                .seen(25, 0, 0)
                .seen(25, 100, 12)
                .judged(io.jenkins.plugins.deploymentworkflow.analysis.Verdict.State.FAIL, "12%")
                .ended(1, Event.ActionOutcome.FAILED, "too many errors")
                .tell(new Event.RollbackStarted(Told.ID, Outcome.ROLLED_BACK, "too many errors"))
                .end(Outcome.ROLLED_BACK, "too many errors");
        Instant at = now.minusSeconds(60);
        for (Event event : told.events()) {
            tell(event, at);
            at = at.plusSeconds(3);
        }
    }

    /** One that waits for whoever uses a Jenkins without users. */
    private void waits(String id) {
        Instant now = Instant.now();
        Action wait = new Action.AwaitApproval("1.2.0", List.of("anonymous", "release-managers"), Duration.ofHours(1));
        tell(started(id, "1.2.0", "1.1.0", now), now);
        tell(new Event.Planned(id, Event.Phase.FORWARD, 0, Told.plan(List.of(wait, Told.route(25, 0)))), now);
        tell(new Event.ActionStarted(id, Event.Phase.FORWARD, 0, 0, 0, "h"), now);
        String why = "guards.approval: promote of 1.2.0 to production goes on once one of anonymous, release-managers"
                + " approves it";
        tell(new Event.Held(id, why, now.plus(Duration.ofHours(1))), now);
    }

    private Event.Started started(String id, String version, String previous, Instant at) {
        return new Event.Started(
                id,
                "promote",
                "shop",
                "production",
                version,
                previous,
                "canary",
                null,
                new Event.Origin(
                        "storefront » main #12 by alice",
                        "cli",
                        job.getUrl() + "1/",
                        "c0ffee0123456789",
                        "feature/a-branch-with-a-rather-long-name",
                        "/shop",
                        at.minus(BOUND.multipliedBy(90)),
                        at.minus(BOUND),
                        "",
                        ""),
                new Event.Configuration("config/environment/production.yaml", "cd", "environment: production", Map.of()));
    }

    private static void tell(Event event, Instant at) {
        Ledgers.get().store().ledger("shop", "production").append(event, at);
    }
}
