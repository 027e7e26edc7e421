package io.jenkins.plugins.deploymentworkflow.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import io.jenkins.plugins.deploymentworkflow.ledger.FileLedger;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Pages tell whether windows and freezes allow deploying, and who went past them. */
@WithJenkins
class WindowPagesJenkinsTest {
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final String HOSTILE = "<i id='injected'>stocktaking</i>";
    private static final Event.Schedule ALWAYS = new Event.Schedule(List.of(), List.of());

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    private static Event.Schedule frozen(String reason) {
        return new Event.Schedule(
                List.of(), List.of(new Event.Schedule.Freeze("2000-01-01T00:00", "9999-01-01T00:00", "Z", reason)));
    }

    private static void deploy(
            String environment, String id, Event.Schedule schedule, Event.Override override, Outcome outcome) {
        FileLedger ledger = Ledgers.get().store().ledger("storefront", environment);
        ledger.append(
                new Event.Started(
                        id,
                        "promote",
                        "storefront",
                        environment,
                        "1.0.0",
                        "",
                        "rolling",
                        null,
                        new Event.Origin("alice", "cli", "", "c0ffee", "main", "."),
                        new Event.Configuration("production.yaml", "00", "environment: production", Map.of()),
                        schedule,
                        List.of(),
                        override),
                START);
        ledger.append(new Event.Ended(id, outcome, "", "1.0.0"), START.plusSeconds(60));
    }

    @Test
    void whetherDeployingIsAllowedIsToldInTextAndJson() throws Exception {
        deploy("always", "d1", ALWAYS, null, Outcome.SUCCEEDED);
        deploy("before", "d2", null, null, Outcome.SUCCEEDED);
        deploy("frozen", "d3", ALWAYS, null, Outcome.SUCCEEDED);
        deploy("frozen", "d4", frozen(HOSTILE), null, Outcome.REFUSED);
        deploy("strange", "d5", new Event.Schedule(null, List.of()), null, Outcome.SUCCEEDED);

        JSONArray rows =
                jenkins.getJSON("deployments/api/json").getJSONObject().getJSONArray("environments");
        assertEquals(4, rows.size());
        JSONObject always = rows.getJSONObject(0).getJSONObject("window");
        assertTrue(always.getBoolean("open"));
        assertTrue(always.get("closesAt").toString().equals("null"), always::toString);
        assertEquals("no windows and no freezes are set", always.getString("because"));
        assertTrue(rows.getJSONObject(1).getJSONObject("window").isNullObject());
        JSONObject frozen = rows.getJSONObject(2).getJSONObject("window");
        assertFalse(frozen.getBoolean("open"));
        assertEquals("9999-01-01T00:00:00Z", frozen.getString("opensAt"));
        assertTrue(frozen.getString("because").endsWith(HOSTILE), frozen::toString);
        assertTrue(rows.getJSONObject(3).getJSONObject("window").isNullObject());

        String address = "deployments/application/storefront/environment/frozen";
        JSONObject state = jenkins.getJSON(address + "/api/json").getJSONObject().getJSONObject("state");
        assertEquals(frozen, state.getJSONObject("window"));
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            for (String page : List.of("deployments", address)) {
                HtmlPage shown = browser.goTo(page);
                assertTrue(shown.asNormalizedText().contains("closed until 9999-01-01 "), page);
                assertNull(shown.getElementById("injected"), page);
            }
            String text = browser.goTo(address).asNormalizedText();
            assertTrue(text.contains("frozen from 2000-01-01T00:00 to 9999-01-01T00:00 UTC: " + HOSTILE), text);
            assertTrue(browser.goTo("deployments/application/storefront/environment/always")
                    .asNormalizedText()
                    .contains("open: no windows and no freezes are set"));
        }
    }

    @Test
    void whoWentPastGuardsIsToldInTheHistoryAndOnTheDeploymentsPage() throws Exception {
        Event.Override override = new Event.Override("anna", HOSTILE, List.of("guards.freezes: frozen " + HOSTILE));
        deploy("production", "d1", frozen(""), override, Outcome.SUCCEEDED);
        String address = "deployments/application/storefront/environment/production";
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage history = browser.goTo(address);
            String text = history.asNormalizedText();
            assertTrue(text.contains("Guards overridden by anna: " + HOSTILE), text);
            assertNull(history.getElementById("injected"));
            HtmlPage page = browser.goTo(address + "/deployment/d1/");
            text = page.asNormalizedText();
            assertTrue(text.contains("anna: " + HOSTILE), text);
            assertTrue(text.contains("guards.freezes: frozen " + HOSTILE), text);
            assertNull(page.getElementById("injected"));
        }
        JSONObject row = jenkins.getJSON(address + "/api/json?depth=9")
                .getJSONObject()
                .getJSONArray("history")
                .getJSONObject(0);
        assertEquals("anna: " + HOSTILE, row.getString("override"));
    }
}
