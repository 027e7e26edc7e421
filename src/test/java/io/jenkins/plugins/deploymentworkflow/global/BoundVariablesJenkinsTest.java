package io.jenkins.plugins.deploymentworkflow.global;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class BoundVariablesJenkinsTest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        List<Credentials> all = SystemCredentialsProvider.getInstance().getCredentials();
        all.add(text(CredentialsScope.GLOBAL, "db", "s3cr3t-of-all"));
        all.add(text(CredentialsScope.SYSTEM, "internal", "s3cr3t-of-the-controller"));
        UsernamePasswordCredentialsImpl user =
                new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "user", "", "deployer", "s3cr3t-pw");
        user.setUsernameSecret(false);
        all.add(user);
        all.add(file("kube", "token: s3cr3t\nmore: of it\n".getBytes(StandardCharsets.UTF_8)));
        all.add(file("keystore", new byte[] {(byte) 0xFE, (byte) 0xED, 0}));
        all.add(file("huge", "x".repeat(BoundVariables.LONGEST + 1).getBytes(StandardCharsets.UTF_8)));
        SystemCredentialsProvider.getInstance().save();
    }

    @Test
    void everyKindOfCredentialBecomesVariables() throws Exception {
        bind("live", "", "DB", "db", "USER", "user", "KUBE", "kube");
        List<String> used = new ArrayList<>();
        KnownEnvironments.Bindings bound =
                BoundVariables.of("shop", "live", jenkins.createFreeStyleProject(), each -> used.add(each.getId()));
        assertAll(
                () -> assertEquals(Optional.of("s3cr3t-of-all"), value(bound, "DB")),
                () -> assertEquals(Optional.of("deployer:s3cr3t-pw"), value(bound, "USER")),
                () -> assertEquals(Optional.of("deployer"), value(bound, "USER_USR")),
                () -> assertEquals(Optional.of("s3cr3t-pw"), value(bound, "USER_PSW")),
                () -> assertEquals(Optional.of("token: s3cr3t\nmore: of it\n"), value(bound, "KUBE")),
                () -> assertEquals(Set.of("DB", "USER", "USER_PSW", "KUBE"), bound.secret()),
                () -> assertEquals(Set.of("db", "user", "kube"), Set.copyOf(used)),
                () -> assertFalse(BoundVariables.behind(Variables.of(Map.of(), Set.of()), bound).toString().contains("s3cr3t")));
    }

    @Test
    void theyAreThoseOfTheEnvironmentAndTheApplication() {
        bind("live", "", "DB", "db");
        assertAll(
                () -> assertEquals(Set.of("DB"), names("shop", "live", null)),
                () -> assertEquals(Set.of(), names("shop", "staging", null)));
        bind("live", "shop", "DB", "db");
        assertAll(
                () -> assertEquals(Set.of("DB"), names("shop", "live", null)),
                () -> assertEquals(Set.of(), names("blog", "live", null)));
    }

    @Test
    void aCredentialThatIsNotToBeHadIsRefusedByNameAndPlace() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        for (Map.Entry<String, String> each : Map.of(
                        "gone", "DB is bound to the credential gone, which deploy cannot see.",
                        "internal", "DB is bound to the credential internal, which deploy cannot see.",
                        "keystore", "DB is bound to the file keystore, which is no text in UTF-8",
                        "huge", "DB is bound to the file huge, which is no text in UTF-8 of at most 100,000 bytes")
                .entrySet()) {
            bind("live", "", "DB", each.getKey());
            String message = assertThrows(Refused.class, () -> names("shop", "live", job)).getMessage();
            assertTrue(message.startsWith("Refused, and nothing was touched: live: " + each.getValue()), message);
        }
        bind("live", "", "DB", "internal");
        assertThrows(Refused.class, () -> names("shop", "live", null));
    }

    @Test
    void theNearestFolderGoesBeforeWhatIsConfiguredAbove() throws Exception {
        bind("live", "", "DB", "db", "KUBE", "kube");
        Folder team = jenkins.createProject(Folder.class, "team");
        FolderDeployments configured = new FolderDeployments();
        configured.setEnvironments(List.of(environment("live", "", "DB", "team-db")));
        configured.setStrategy("canary");
        team.addProperty(configured);
        Credentials own = text(CredentialsScope.GLOBAL, "team-db", "s3cr3t-of-the-team");
        team.addProperty(new FolderCredentialsProperty(
                new DomainCredentials[] {new DomainCredentials(Domain.global(), List.of(own))}));
        Folder below = team.createProject(Folder.class, "below");
        FreeStyleProject job = below.createProject(FreeStyleProject.class, "deploy");
        FreeStyleProject outside = jenkins.createFreeStyleProject("outside");
        DeploymentWorkflowConfiguration.get().setStrategy("rolling");
        assertAll(
                () -> assertEquals(Optional.of("s3cr3t-of-the-team"), value(of("shop", "live", job), "DB")),
                () -> assertEquals(Optional.of("s3cr3t-of-all"), value(of("shop", "live", outside), "DB")),
                () -> assertEquals(Set.of("DB", "KUBE"), names("shop", "live", job)),
                () -> assertEquals("canary", ConfiguredEnvironments.of(job).strategy()),
                () -> assertEquals("rolling", ConfiguredEnvironments.of(outside).strategy()),
                () -> assertEquals("rolling", ConfiguredEnvironments.of(null).strategy()));
    }

    @Test
    void whatNoBuildCarriesOutGetsThemByTheAddressOfTheLastBuild() throws Exception {
        bind("live", "", "DB", "team-db");
        Folder team = jenkins.createProject(Folder.class, "a team");
        Credentials own = text(CredentialsScope.GLOBAL, "team-db", "s3cr3t-of-the-team");
        team.addProperty(new FolderCredentialsProperty(
                new DomainCredentials[] {new DomainCredentials(Domain.global(), List.of(own))}));
        FreeStyleProject job = team.createProject(FreeStyleProject.class, "deploy it+all");
        String address = jenkins.getURL() + job.getUrl() + "12/";
        assertEquals(
                Map.of("DB", "s3cr3t-of-the-team"),
                KnownEnvironments.all("shop", "live", address).values());
        assertThrows(IOException.class, () -> KnownEnvironments.all("shop", "live", ""));
        assertThrows(IOException.class, () -> KnownEnvironments.all("shop", "live", jenkins.getURL() + "job/gone/1/"));
    }

    @Test
    void whatABuildHasGoesBeforeWhatIsBound() {
        Variables both = BoundVariables.behind(
                Variables.of(Map.of("A", "mine"), Set.of()),
                new KnownEnvironments.Bindings(Map.of("A", "bound", "B", "b"), Set.of("A", "B")));
        assertAll(
                () -> assertEquals(Optional.of("mine"), both.value("A")),
                () -> assertEquals(Optional.of("b"), both.value("B")),
                () -> assertTrue(both.isSecret("A")),
                () -> assertEquals(Set.of("A", "B"), both.secretNames()));
    }

    private static Optional<String> value(KnownEnvironments.Bindings bound, String name) {
        return Optional.ofNullable(bound.values().get(name));
    }

    private static KnownEnvironments.Bindings of(String application, String environment, Item job) {
        return BoundVariables.of(application, environment, job, used -> {});
    }

    private static Set<String> names(String application, String environment, Item job) {
        return of(application, environment, job).secret();
    }

    private static void bind(String name, String application, String... bound) {
        DeploymentWorkflowConfiguration.get().setEnvironments(List.of(environment(name, application, bound)));
    }

    private static KnownEnvironment environment(String name, String application, String... bound) {
        KnownEnvironment environment = new KnownEnvironment(name);
        environment.setApplication(application);
        List<BoundVariable> variables = new ArrayList<>();
        for (int i = 0; i < bound.length; i += 2) {
            variables.add(new BoundVariable(bound[i], bound[i + 1]));
        }
        environment.setVariables(variables);
        return environment;
    }

    private static StringCredentialsImpl text(CredentialsScope scope, String id, String value) {
        return new StringCredentialsImpl(scope, id, "", Secret.fromString(value));
    }

    private static FileCredentialsImpl file(String id, byte[] content) {
        return new FileCredentialsImpl(CredentialsScope.GLOBAL, id, "", id, SecretBytes.fromRawBytes(content));
    }
}
