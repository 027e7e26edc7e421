package io.jenkins.plugins.deploymentworkflow.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
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

    @Test
    void itShowsWhatWasDoneAndHowItEnded(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition(PIPELINE, true));
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertEquals(
                3, run.getAction(DeploymentAction.class).getDeployments().size());

        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            String summary = browser.getPage(run).asNormalizedText();
            assertTrue(summary.contains("promote shop 1.0.0"), summary);
            assertTrue(summary.contains("rolled-back"), summary);

            HtmlPage page = browser.getPage(run, "deployments");
            String text = page.asNormalizedText();
            assertTrue(text.contains("promote shop 1.1.0 · production"), text);
            assertTrue(text.contains("succeeded"), text);
            assertTrue(text.contains("Taking back, plan (1)"), text);
            assertTrue(text.contains("basket"), text);
            assertTrue(text.contains("deployment.target.script.deploy"), text);
            assertNull(page.getElementById("injected"), "what the file says is shown, not obeyed");
            String last = run.getAction(DeploymentAction.class)
                    .getDeployments()
                    .get(2)
                    .getId();
            assertNotNull(page.getElementById(last), "the summary links to each deployment");
        }
    }
}
