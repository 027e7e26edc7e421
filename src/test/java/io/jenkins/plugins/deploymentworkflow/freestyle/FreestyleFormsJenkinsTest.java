package io.jenkins.plugins.deploymentworkflow.freestyle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.tasks.Builder;
import io.jenkins.plugins.deploymentworkflow.steps.CanaryChoice;
import io.jenkins.plugins.deploymentworkflow.steps.DeployStagingStep;
import io.jenkins.plugins.deploymentworkflow.steps.PrepareEnvironmentStep;
import io.jenkins.plugins.deploymentworkflow.steps.PromoteStep;
import io.jenkins.plugins.deploymentworkflow.steps.RollbackStep;
import io.jenkins.plugins.deploymentworkflow.steps.SmokeTestStep;
import io.jenkins.plugins.deploymentworkflow.steps.StrategyChoice;
import java.util.List;
import java.util.Map;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every build step survives the job configuration page, with the form, the help and the checks of its Pipeline step. */
@WithJenkins
class FreestyleFormsJenkinsTest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void buildStepsSurviveTheJobConfigurationPage() throws Exception {
        CanaryChoice canary = new CanaryChoice();
        canary.setSteps("5%,25%,$LAST");
        canary.setInterval("5m");
        SmokeTestStep smoke = new SmokeTestStep("staging");
        smoke.setJunit("reports/smoke.xml");
        smoke.setApplication("shop");
        RollbackStep rollback = new RollbackStep();
        rollback.setToVersion("$PREVIOUS");
        List<Builder> before = List.of(
                new PrepareEnvironmentBuilder(new PrepareEnvironmentStep("staging")),
                new DeployStagingBuilder(staging()),
                new SmokeTestBuilder(smoke),
                new PromoteBuilder(promote("$VERSION", canary)),
                new PromoteBuilder(promote("1.4.0", null)),
                new PromoteBuilder(promote("1.4.0", new StrategyChoice("rolling"))),
                new RollbackBuilder(rollback));
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().addAll(before);
        jenkins.configRoundtrip(job);
        List<Builder> after = job.getBuilders();
        assertEquals(before.size(), after.size());
        jenkins.assertEqualDataBoundBeans(
                new PrepareEnvironmentStep("staging"),
                assertInstanceOf(PrepareEnvironmentBuilder.class, after.get(0)).getStep());
        DeployStagingStep staged = assertInstanceOf(DeployStagingBuilder.class, after.get(1)).getStep();
        assertEquals(staging().wanted(), staged.wanted());
        jenkins.assertEqualDataBoundBeans(
                smoke, assertInstanceOf(SmokeTestBuilder.class, after.get(2)).getStep());
        for (int i = 3; i < 6; i++) {
            PromoteStep was = ((PromoteBuilder) before.get(i)).getStep();
            assertEquals(was.wanted(), assertInstanceOf(PromoteBuilder.class, after.get(i)).getStep().wanted());
        }
        jenkins.assertEqualDataBoundBeans(
                rollback, assertInstanceOf(RollbackBuilder.class, after.get(6)).getStep());
    }

    @Test
    void theConfigurationFileHoldsWhatWasGivenAlone() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new PromoteBuilder(promote("$VERSION", null)));
        String xml = job.getConfigFile().asString();
        assertTrue(xml.contains("<version>$VERSION</version>"), xml);
        assertFalse(xml.contains("usualEnvironment"), xml);
        jenkins.jenkins.reload();
        FreeStyleProject loaded = jenkins.jenkins.getItemByFullName(job.getFullName(), FreeStyleProject.class);
        PromoteBuilder builder = assertInstanceOf(PromoteBuilder.class, loaded.getBuilders().get(0));
        assertEquals("production", builder.getStep().getEnvironment());
    }

    @Test
    void aFieldHasTheHelpOfThePipelineStep() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new PromoteBuilder(promote("1.4.0", null)));
        HtmlPage page = jenkins.createWebClient().getPage(job, "configure");
        HtmlForm form = page.getFormByName("config");
        String html = form.asXml();
        assertTrue(html.contains("PromoteStep/help/version"), "no help of the version");
        assertTrue(html.contains("PromoteStep/checkVersion"), "no check of the version");
        assertTrue(html.contains("/help.html") || html.contains("PromoteStep/help\""), "no help of the step");
        assertTrue(html.contains("Promote"), "no title");
    }

    @Test
    void configurationAsCodeNamesThemAsPipelinesDo() throws Exception {
        for (String name : new String[] {"prepareEnvironment", "deployStaging", "smokeTest", "promote", "rollback"}) {
            assertNotNull(SymbolLookup.get().findDescriptor(Builder.class, name), name);
        }
        Builder builder = DescribableModel.of(PromoteBuilder.class)
                .instantiate(Map.of("step", Map.of("version", "1.4.0", "strategy", "canary")), null);
        PromoteStep step = assertInstanceOf(PromoteBuilder.class, builder).getStep();
        assertEquals("1.4.0", step.getVersion());
        assertEquals("canary", step.getStrategy().getName());
    }

    private static DeployStagingStep staging() {
        DeployStagingStep step = new DeployStagingStep("${VERSION}");
        step.setArtifact("dist/*.jar");
        step.setEnvironment("test");
        step.setApplication("shop");
        step.setOverride("$BECAUSE");
        return step;
    }

    private static PromoteStep promote(String version, StrategyChoice strategy) {
        PromoteStep step = new PromoteStep(version);
        step.setStrategy(strategy);
        return step;
    }
}
