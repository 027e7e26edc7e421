package io.jenkins.plugins.deploymentworkflow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import hudson.model.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page of a build's deployments in a real browser: Chromium, where it is installed. */
@WithJenkins
class DeploymentPageBrowserJenkinsTest {
    private static final double PATIENCE = 60_000;

    /** Waits for {@code go} before 1.1.0 is deployed; what it deploys after that fails. */
    private static final String PIPELINE =
            """
            node {
                writeFile file: 'config/environment/production.yaml', text: '''
            environment: production
            application: shop
            deployment:
              target:
                script:
                  deploy: "./deploy.sh {{version}}"
                  route: "echo {{version}} {{weight}}"
                  timeout: 5m
              strategy: { use: canary, canary: { steps: [25%, 100%], interval: 1s } }
              monitoring: { bake: 1s }
              smokeTests:
                - { name: basket, command: "true" }
            '''
                writeFile file: 'deploy.sh', text: '''#!/bin/sh
            if [ "$1" = 1.1.0 ]; then
                for i in $(seq 1200); do [ -e go ] && break; sleep 0.1; done
            fi
            [ "$1" != 1.2.0 ]
            '''
                sh 'chmod +x deploy.sh'
                promote version: '1.0.0'
                smokeTest 'production'
                promote version: '1.1.0'
                promote version: '1.2.0'
            }
            """;

    private JenkinsRule jenkins;
    private Chromium chromium;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
        chromium = Chromium.open();
    }

    @AfterEach
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void thePageFollowsTheDeploymentWithoutBeingLoadedAgainAndEverybodyCanReadIt() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition(PIPELINE, true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("promote shop 1.1.0 in production", run);
        Page page = chromium.page();
        List<String> errors = new ArrayList<>();
        page.onPageError(errors::add);
        page.navigate(jenkins.getURL() + run.getUrl() + "deployments/");
        Locator second = page.locator(".dw-deployment").nth(2);
        assertThat(second.locator(".dw-outcome")).hasText("running", within());
        assertThat(second.locator(".dw-now")).containsText("1.1.0", containing());
        assertThat(page.locator("[aria-current=step]")).hasCount(1);

        String ticked = second.locator(".dw-facts .dw-ticking").textContent();
        page.waitForCondition(
                () -> !second.locator(".dw-facts .dw-ticking").textContent().equals(ticked));
        page.evaluate("window.loadedOnce = true");
        Locator words = page.locator(".dw-deployment").first().locator("summary");
        words.click();
        words.focus();
        page.evaluate("window.scrollTo(0, 120)");
        Files.createFile(Path.of(jenkins.jenkins.getWorkspaceFor(job).getRemote(), "go"));

        assertThat(second.locator(".dw-outcome")).hasText("succeeded", within());
        Locator third = page.locator(".dw-deployment").nth(3);
        assertThat(third.locator(".dw-outcome")).hasText("rolled-back", within());
        assertEquals(true, page.evaluate("window.loadedOnce === true"), "it was not loaded again");
        assertEquals(true, page.evaluate("document.activeElement.nodeName === 'SUMMARY'"), "the focus stays");
        assertEquals(120, ((Number) page.evaluate("window.scrollY")).intValue(), "the place stays");
        assertThat(page.locator(".dw-deployment").first().locator("details")).hasAttribute("open", "");
        assertThat(page.locator(".dw-said")).containsText("1.2.0", containing());
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        assertThat(page.locator(".dw-fragment")).hasAttribute("data-live", "false", attribute());
        assertEquals(List.of(), errors);

        int requests = requestsFor(page, 3_000);
        assertEquals(0, requests, "nothing is asked for any more");
        Chromium.everybodyCanRead(page, ".dw-live", "run");
        Chromium.everythingIsReachedByKeyboard(page, ".dw-live");
        page.navigate(jenkins.getURL() + run.getUrl());
        Chromium.everybodyCanRead(page, ".dw-live", "build");
    }

    private static LocatorAssertions.HasTextOptions within() {
        return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE);
    }

    private static LocatorAssertions.ContainsTextOptions containing() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
    }

    private static LocatorAssertions.HasAttributeOptions attribute() {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE);
    }

    private static int requestsFor(Page page, double millis) {
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/fragment")) {
                asked.add(request.url());
            }
        });
        page.waitForTimeout(millis);
        return asked.size();
    }
}
