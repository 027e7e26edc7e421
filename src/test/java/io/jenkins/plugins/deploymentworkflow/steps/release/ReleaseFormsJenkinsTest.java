package io.jenkins.plugins.deploymentworkflow.steps.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.springframework.security.access.AccessDeniedException;

/** The steps for versions and releases survive their forms, which offer the credentials that git can use. */
@WithJenkins
class ReleaseFormsJenkinsTest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        keep(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "user", "", "ada", "of a test"));
        keep(new UsernamePasswordCredentialsImpl(CredentialsScope.SYSTEM, "hidden", "", "ada", "of a test"));
        keep(new StringCredentialsImpl(CredentialsScope.GLOBAL, "text", "", Secret.fromString("of a test")));
        keep(new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                "key",
                "git",
                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource("key of a test"),
                "a phrase",
                ""));
    }

    private void keep(StandardCredentials credential) throws Exception {
        CredentialsProvider.lookupStores(jenkins.jenkins)
                .iterator()
                .next()
                .addCredentials(Domain.global(), credential);
    }

    @Test
    void stepsSurviveTheirFormsAndTheSnippetGenerator() throws Exception {
        StepConfigTester forms = new StepConfigTester(jenkins);
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        for (FlowStep step :
                new FlowStep[] {new StartReleaseStep(), new FinishReleaseStep(), new StartHotfixStep(), new FinishHotfixStep()
                }) {
            String name = step.getDescriptor().getFunctionName();
            snippets.assertRoundTrip(step, name + "()");
            step.setVersion("1.5.0");
            step.setCredentialsId("key");
            jenkins.assertEqualDataBoundBeans(step, forms.configRoundTrip(step));
            snippets.assertRoundTrip(step, name + " credentialsId: 'key', version: '1.5.0'");
        }
        NextVersionStep next = new NextVersionStep();
        snippets.assertRoundTrip(next, "nextVersion()");
        next.setPrefix("storefront-v");
        next.setPath("storefront");
        next.setPrerelease("rc");
        next.setDeepen(true);
        next.setCredentialsId("user");
        jenkins.assertEqualDataBoundBeans(next, forms.configRoundTrip(next));
        ReleaseNotesStep notes = new ReleaseNotesStep();
        snippets.assertRoundTrip(notes, "releaseNotes()");
        notes.setVersion("1.5.0");
        notes.setFrom("v1.4.0");
        notes.setTo("develop");
        notes.setPath("storefront");
        notes.setFile("build/notes.md");
        notes.setChangelog("CHANGELOG.md");
        notes.setDeepen(true);
        notes.setCredentialsId("user");
        jenkins.assertEqualDataBoundBeans(notes, forms.configRoundTrip(notes));

        ReleaseNotesStep between = new ReleaseNotesStep();
        between.setFromEnvironment("production");
        between.setToEnvironment("staging");
        between.setApplication("storefront");
        jenkins.assertEqualDataBoundBeans(between, forms.configRoundTrip(between));
        snippets.assertRoundTrip(
                between,
                "releaseNotes application: 'storefront', fromEnvironment: 'production', toEnvironment: 'staging'");
    }

    @Test
    void everyFieldHasHelp() throws Exception {
        for (Class<?> type : new Class<?>[] {NextVersionStep.class, StartReleaseStep.class, FinishHotfixStep.class, ReleaseNotesStep.class}) {
            for (DescribableParameter field : DescribableModel.of(type).getParameters()) {
                assertNotNull(field.getHelp(), type.getSimpleName() + "." + field.getName());
            }
        }
    }

    @Test
    void credentialsThatGitCanUseAreOfferedToWhoMaySeeThem() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("job");
        StartReleaseStep.DescriptorImpl form =
                jenkins.jenkins.getDescriptorByType(StartReleaseStep.DescriptorImpl.class);
        assertEquals(List.of("", "key", "user"), ids(form.doFillCredentialsIdItems(job, "")));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        try (ACLContext reader = ACL.as2(User.getById("reader", true).impersonate2())) {
            assertEquals(List.of("kept"), ids(form.doFillCredentialsIdItems(job, "kept")));
            assertEquals(List.of("kept"), ids(form.doFillCredentialsIdItems(null, "kept")));
            assertThrows(AccessDeniedException.class, () -> form.doCheckVersion(job, "1.0.0"));
        }
    }

    private static List<String> ids(ListBoxModel items) {
        return items.stream().map(option -> option.value).sorted().toList();
    }

    @Test
    void formsSayWhatIsWrong() {
        NextVersionStep.DescriptorImpl next = jenkins.jenkins.getDescriptorByType(NextVersionStep.DescriptorImpl.class);
        assertEquals(FormValidation.Kind.OK, next.doCheckPrerelease(null, "rc").kind);
        assertEquals(FormValidation.Kind.OK, next.doCheckPrerelease(null, "").kind);
        assertEquals(FormValidation.Kind.ERROR, next.doCheckPrerelease(null, "r c").kind);
        assertEquals(FormValidation.Kind.ERROR, next.doCheckPath(null, "../other").kind);
        ReleaseNotesStep.DescriptorImpl notes = jenkins.jenkins.getDescriptorByType(ReleaseNotesStep.DescriptorImpl.class);
        assertEquals(FormValidation.Kind.OK, notes.doCheckFromEnvironment(null, "production", "").kind);
        assertEquals(FormValidation.Kind.OK, notes.doCheckFromEnvironment(null, "", "v1.0.0").kind);
        assertEquals(FormValidation.Kind.ERROR, notes.doCheckFromEnvironment(null, "production", "v1.0.0").kind);
        assertEquals(FormValidation.Kind.ERROR, notes.doCheckFromEnvironment(null, "../other", "").kind);
        assertEquals(FormValidation.Kind.OK, notes.doCheckToEnvironment(null, "staging", "", "").kind);
        assertEquals(FormValidation.Kind.ERROR, notes.doCheckToEnvironment(null, "staging", "", "1.0.0").kind);
        assertEquals(FormValidation.Kind.ERROR, notes.doCheckToEnvironment(null, "staging", "develop", "").kind);
        assertEquals(FormValidation.Kind.ERROR, notes.doCheckApplication(null, "a/b").kind);

        FinishReleaseStep.DescriptorImpl finish =
                jenkins.jenkins.getDescriptorByType(FinishReleaseStep.DescriptorImpl.class);
        assertEquals(FormValidation.Kind.ERROR, finish.doCheckVersion(null, "v1").kind);
        assertEquals(FormValidation.Kind.OK, finish.doCheckVersion(null, "").kind);
    }

    @Test
    void aKeyIsGivenToGitAsItIsKept() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("job");
        GitAccess access = GitCredentialKind.access(jenkins.buildAndAssertSuccess(job), "key");
        assertEquals(List.of("a phrase"), access.secrets());
        assertEquals("1 SSH keys", access.toString());
        assertTrue(Optional.of(GitCredentialKind.access(job.getLastBuild(), "user"))
                .map(GitAccess::toString)
                .orElse("")
                .contains("ada"));
    }
}
