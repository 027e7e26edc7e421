package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import java.net.URL;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.springframework.security.access.AccessDeniedException;

/** Every step and every strategy survives its form and the Snippet Generator, and forms tell only who may know. */
@WithJenkins
class StepFormsJenkinsTest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void stepsSurviveTheirForms() throws Exception {
        StepConfigTester forms = new StepConfigTester(jenkins);
        PrepareEnvironmentStep prepare = new PrepareEnvironmentStep("staging");
        prepare.setApplication("shop");
        jenkins.assertEqualDataBoundBeans(prepare, forms.configRoundTrip(prepare));
        jenkins.assertEqualDataBoundBeans(
                new WithDeploymentEnvironmentStep("staging"),
                forms.configRoundTrip(new WithDeploymentEnvironmentStep("staging")));
        SmokeTestStep smoke = new SmokeTestStep("staging");
        smoke.setJunit("reports/smoke.xml");
        jenkins.assertEqualDataBoundBeans(smoke, forms.configRoundTrip(smoke));
        RollbackStep rollback = new RollbackStep();
        rollback.setToVersion("1.3.2");
        jenkins.assertEqualDataBoundBeans(rollback, forms.configRoundTrip(rollback));
        assertNull(forms.configRoundTrip(new PromoteStep("1.4.0")).getStrategy());
    }

    @Test
    void strategiesSurviveTheirForms() throws Exception {
        StepConfigTester forms = new StepConfigTester(jenkins);
        for (StrategyChoice strategy : new StrategyChoice[] {
            new StrategyChoice("rolling"), blueGreen("5m", "30m"), canary("5%,25%", "5m", "match"), rolling()
        }) {
            DeployStagingStep stage = new DeployStagingStep("1.4.0");
            stage.setArtifact("dist/*.jar");
            stage.setStrategy(strategy);
            stage.setOverride("a security fix");
            DeployStagingStep after = forms.configRoundTrip(stage);
            assertEquals("1.4.0", after.getVersion());
            assertEquals("dist/*.jar", after.getArtifact());
            assertEquals("a security fix", after.getOverride());
            assertEquals(strategy.getClass(), after.getStrategy().getClass());
            assertEquals(strategy.getName(), after.getStrategy().getName());
            assertEquals(strategy.options(), after.getStrategy().options());
        }
    }

    @Test
    void stepsSurviveTheSnippetGenerator() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        snippets.assertRoundTrip(new PrepareEnvironmentStep("staging"), "prepareEnvironment 'staging'");
        snippets.assertRoundTrip(new SmokeTestStep("staging"), "smokeTest 'staging'");
        snippets.assertRoundTrip(new RollbackStep(), "rollback()");
        DeployStagingStep stage = new DeployStagingStep("1.4.0");
        stage.setArtifact("dist/*.whl");
        snippets.assertRoundTrip(stage, "deployStaging artifact: 'dist/*.whl', version: '1.4.0'");
        snippets.assertRoundTrip(new PromoteStep("auto"), "promote 'auto'");
        PromoteStep overriding = promote(null);
        overriding.setOverride("it's urgent");
        snippets.assertRoundTrip(overriding, "promote override: 'it\\'s urgent', version: '1.4.0'");
        snippets.assertRoundTrip(promote(new StrategyChoice("canary")), "promote strategy: 'canary', version: '1.4.0'");
        snippets.assertRoundTrip(
                promote(canary("5%,25%", "5m", "")),
                "promote strategy: canary(interval: '5m', steps: '5%,25%'), version: '1.4.0'");
        snippets.assertRoundTrip(
                promote(blueGreen("5m", "")), "promote strategy: blueGreen(bake: '5m'), version: '1.4.0'");
        snippets.assertRoundTrip(
                promote(rolling()),
                "promote strategy: rolling(maxSurge: '1', maxUnavailable: '0', pause: '10s'), version: '1.4.0'");
        snippets.assertRoundTrip(promote(null), "promote '1.4.0'");
    }

    @Test
    void aStrategyIsTakenByItsNameAlone() throws Exception {
        Step step = DescribableModel.of(PromoteStep.class)
                .instantiate(Map.of("version", "1.4.0", "strategy", "rolling"), null);
        assertEquals("rolling", assertInstanceOf(PromoteStep.class, step).getStrategy().getName());
    }

    @Test
    void everyFieldHasHelp() throws Exception {
        for (Class<?> type : new Class<?>[] {
            PrepareEnvironmentStep.class,
            WithDeploymentEnvironmentStep.class,
            DeployStagingStep.class,
            SmokeTestStep.class,
            PromoteStep.class,
            RollbackStep.class,
            StrategyChoice.class,
            BlueGreenChoice.class,
            CanaryChoice.class,
            RollingChoice.class
        }) {
            for (DescribableParameter field : DescribableModel.of(type).getParameters()) {
                assertNotNull(field.getHelp(), type.getSimpleName() + "." + field.getName());
            }
        }
    }

    @Test
    void formsSayWhatIsWrong() {
        CanaryChoice.DescriptorImpl canary = jenkins.jenkins.getDescriptorByType(CanaryChoice.DescriptorImpl.class);
        assertEquals(FormValidation.Kind.OK, canary.doCheckSteps(null, "5%,25%,100%").kind);
        assertEquals(FormValidation.Kind.ERROR, canary.doCheckSteps(null, "25%,5%").kind);
        assertEquals(FormValidation.Kind.ERROR, canary.doCheckInterval(null, "soon").kind);
        PromoteStep.DescriptorImpl promote = jenkins.jenkins.getDescriptorByType(PromoteStep.DescriptorImpl.class);
        assertEquals(FormValidation.Kind.ERROR, promote.doCheckVersion(null, "latest").kind);
        assertEquals(FormValidation.Kind.OK, promote.doCheckVersion(null, "1.4.0-rc.1").kind);
        assertEquals(FormValidation.Kind.OK, promote.doCheckVersion(null, " auto ").kind);
        assertEquals(FormValidation.Kind.ERROR, promote.doCheckVersion(null, "AUTO").kind);
        assertEquals(FormValidation.Kind.ERROR, promote.doCheckArtifact(null, "../other/*.jar").kind);
        assertEquals(FormValidation.Kind.ERROR, promote.doCheckEnvironment(null, "a/b").kind);
        assertEquals(FormValidation.Kind.OK, promote.doCheckOverride(null, "").kind);
        assertEquals(FormValidation.Kind.OK, promote.doCheckOverride(null, "$BECAUSE").kind);
        assertEquals(FormValidation.Kind.WARNING, promote.doCheckOverride(null, "a security fix").kind);
        assertEquals(FormValidation.Kind.ERROR, promote.doCheckOverride(null, "x".repeat(1001)).kind);
    }

    @Test
    void onlyWhoMayConfigureTheJobIsTold() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("job");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("writer"));
        PromoteStep.DescriptorImpl promote = jenkins.jenkins.getDescriptorByType(PromoteStep.DescriptorImpl.class);
        CanaryChoice.DescriptorImpl canary = jenkins.jenkins.getDescriptorByType(CanaryChoice.DescriptorImpl.class);
        try (ACLContext reader = ACL.as2(User.getById("reader", true).impersonate2())) {
            assertThrows(AccessDeniedException.class, () -> promote.doCheckVersion(job, "1.0.0"));
            assertThrows(AccessDeniedException.class, () -> promote.doCheckVersion(null, "1.0.0"));
            assertThrows(AccessDeniedException.class, () -> promote.doCheckArtifact(job, "x"));
            assertThrows(AccessDeniedException.class, () -> promote.doCheckOverride(job, "x"));
            assertThrows(AccessDeniedException.class, () -> promote.doCheckEnvironment(job, "x"));
            assertThrows(AccessDeniedException.class, () -> promote.doCheckApplication(job, "x"));
            assertThrows(AccessDeniedException.class, () -> canary.doCheckSteps(job, "5%"));
        }
        try (ACLContext writer = ACL.as2(User.getById("writer", true).impersonate2())) {
            assertEquals(FormValidation.Kind.OK, promote.doCheckVersion(job, "1.0.0").kind);
        }
    }

    @Test
    void whatAFormAsksIsNotAnsweredToAGet() throws Exception {
        for (String check : Stream.of("PromoteStep/checkVersion", "RollbackStep/checkToVersion", "CanaryChoice/checkSteps")
                .toList()) {
            URL url = new URL(jenkins.getURL(), "descriptorByName/" + StrategyChoice.class.getPackageName() + "." + check
                    + "?value=1.0.0");
            JenkinsRule.WebClient browser = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
            int got = browser.getPage(url).getWebResponse().getStatusCode();
            assertEquals(404, got, check);
            WebRequest post = browser.addCrumb(new WebRequest(url, HttpMethod.POST));
            assertEquals(200, browser.getPage(post).getWebResponse().getStatusCode(), check);
        }
    }

    @Test
    void descriptorsAreFoundByTheirFunctions() {
        for (String name : new String[] {"prepareEnvironment", "deployStaging", "smokeTest", "promote", "rollback"}) {
            Descriptor<Step> found = org.jenkinsci.plugins.workflow.steps.StepDescriptor.byFunctionName(name);
            assertNotNull(found, name);
        }
    }

    private static PromoteStep promote(StrategyChoice strategy) {
        PromoteStep step = new PromoteStep("1.4.0");
        step.setStrategy(strategy);
        return step;
    }

    private static BlueGreenChoice blueGreen(String bake, String keepPrevious) {
        BlueGreenChoice choice = new BlueGreenChoice();
        choice.setBake(bake);
        choice.setKeepPrevious(keepPrevious);
        return choice;
    }

    private static CanaryChoice canary(String steps, String interval, String replicas) {
        CanaryChoice choice = new CanaryChoice();
        choice.setSteps(steps);
        choice.setInterval(interval);
        choice.setReplicas(replicas);
        return choice;
    }

    private static RollingChoice rolling() {
        RollingChoice choice = new RollingChoice();
        choice.setMaxSurge("1");
        choice.setMaxUnavailable("0");
        choice.setPause("10s");
        return choice;
    }
}
