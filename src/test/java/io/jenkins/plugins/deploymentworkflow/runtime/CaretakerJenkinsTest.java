package io.jenkins.plugins.deploymentworkflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.PasswordParameterDefinition;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import hudson.tasks.Shell;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentworkflow.freestyle.PromoteBuilder;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.steps.PromoteStep;
import io.jenkins.plugins.deploymentworkflow.steps.Shop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Deployments that have lost their build are brought to a safe end, and persons can go back without a build. */
class CaretakerJenkinsTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String PATIENCE = Caretaker.class.getName() + ".patienceMinutes";

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @AfterEach
    void usualPatience() {
        System.clearProperty(PATIENCE);
    }

    @Test
    void aCommandThatIsUnderWayMeanwhileIsStoppedAndNotLeftBehind(@TempDir Path outside)
            throws Throwable {
        Path ended = outside.resolve("ended");
        String slow = Shop.environment("production", "10m")
                .replace("./shop.sh deploy {{version}}", "./shop.sh deploy {{version}}; trap 'touch " + ended
                        + "; exit 1' TERM; [ {{version}} = 1.0.0 ] || while true; do sleep 0.2; done");
        sessions.then(jenkins -> {
            job(jenkins, Shop.shell("10m") + Shop.written("config/environment/production.yaml", slow))
                    .scheduleBuild2(0)
                    .waitForStart();
            Awaitility.await().atMost(LONG).until(() -> calls(jenkins).contains("deploy 1.1.0"));
            Path kept = jenkins.jenkins.getRootDir().toPath().resolve("deployment-workflow/.commands");
            Awaitility.await().atMost(LONG).until(() -> holds(kept, "ShellController"));
        });
        sessions.then(jenkins -> {
            Awaitility.await().atMost(LONG).untilAsserted(() -> assertEquals(Event.Outcome.ABORTED, outcome()));
            Awaitility.await().atMost(LONG).until(() -> Files.exists(ended));
        });
    }

    @Test
    void whatItNeedsIsToldAndWaitedFor() throws Throwable {
        sessions.then(jenkins -> promoting(jenkins, withSecret()));
        sessions.then(jenkins -> {
            Awaitility.await().atMost(LONG).until(() -> !Caretaker.get().waiting().isEmpty());
            Waiting waiting = Caretaker.get().waiting().get(0);
            assertEquals("production", waiting.started().environment());
            assertTrue(waiting.reason().contains("DB_PASSWORD"), waiting.reason());
            jenkins.jenkins
                    .getGlobalNodeProperties()
                    .add(new EnvironmentVariablesNodeProperty(
                            new EnvironmentVariablesNodeProperty.Entry("DB_PASSWORD", Shop.SECRET)));
            Caretaker.get().tryAgain();
            Awaitility.await().atMost(LONG).untilAsserted(() -> assertEquals(Event.Outcome.ABORTED, outcome()));
            assertTrue(calls(jenkins).contains("rollback 1.0.0"), calls(jenkins).toString());
            Awaitility.await().atMost(LONG).until(() -> Caretaker.get().waiting().isEmpty());
        });
    }

    @Test
    void whatCannotBeCarriedOutForTooLongIsEndedAndNeedsAPerson() throws Throwable {
        sessions.then(jenkins -> promoting(jenkins, withSecret()));
        System.setProperty(PATIENCE, "0");
        sessions.then(jenkins -> {
            Awaitility.await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                Caretaker.get().tryAgain();
                assertEquals(Event.Outcome.FAILED, outcome());
            });
            String reason = ((Event.Ended) last()).reason();
            assertTrue(reason.startsWith("needs a person"), reason);
            assertTrue(reason.contains("DB_PASSWORD"), reason);
            Awaitility.await().atMost(LONG).until(() -> Caretaker.get().waiting().isEmpty());
        });
    }

    @Test
    void aPersonGoesBackWithoutABuildAndARestartDoesNotStopThat(@TempDir Path outside)
            throws Throwable {
        Path go = outside.resolve("go");
        String slow = Shop.environment("production", "1s")
                .replace(
                        "./shop.sh rollback {{version}}",
                        "./shop.sh rollback {{version}}; while [ ! -f " + go + " ]; do sleep 0.2; done");
        sessions.then(jenkins -> {
            assertThrows(Refused.class, () -> ByHand.rollback("shop", "production", "", "alice", ""));
            jenkins.buildAndAssertSuccess(
                    job(jenkins, Shop.shell("1s") + Shop.written("config/environment/production.yaml", slow)));
            String begun = ByHand.rollback("shop", "production", "", "alice", "the basket is slow")
                    .get();
            assertTrue(Courses.get().find(begun).isPresent());
            Awaitility.await().atMost(LONG).until(() -> calls(jenkins).contains("rollback 1.0.0"));
            ExecutionException refused = assertThrows(
                    ExecutionException.class,
                    () -> ByHand.rollback("shop", "production", "", "bob", "").get());
            assertTrue(refused.getMessage().contains("locked"), refused.getMessage());
        });
        Files.createFile(go);
        sessions.then(jenkins -> {
            Awaitility.await().atMost(LONG).untilAsserted(() -> assertEquals(Event.Outcome.SUCCEEDED, outcome()));
            Event.Started started = entries().stream()
                    .map(Entry::event)
                    .filter(event -> event instanceof Event.Started)
                    .map(Event.Started.class::cast)
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
            assertEquals("rollback", started.operation());
            assertEquals("1.0.0", started.version());
            assertEquals("alice", started.origin().actor());
            assertEquals("the basket is slow", started.origin().reason());
            assertEquals("1.0.0", assertInstanceOf(Event.Ended.class, last()).servingVersion());
        });
    }

    private static String withSecret() {
        String secret = Shop.environment("production", "10m")
                .replace("./shop.sh smoke", "./shop.sh smoke ${DB_PASSWORD}");
        return Shop.shell("10m") + Shop.written("config/environment/production.yaml", secret);
    }

    private static FreeStyleProject job(JenkinsRule jenkins, String files) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("shop");
        job.addProperty(new ParametersDefinitionProperty(
                new PasswordParameterDefinition("DB_PASSWORD", Secret.fromString(Shop.SECRET), "")));
        job.getBuildersList()
                .addAll(List.of(
                        new Shell(files),
                        new PromoteBuilder(new PromoteStep("1.0.0")),
                        new PromoteBuilder(new PromoteStep("1.1.0"))));
        return job;
    }

    /** Has promoted 1.0.0, and pauses in the canary of 1.1.0. */
    private static void promoting(JenkinsRule jenkins, String files) throws Exception {
        // 1.0.0 goes straight to all, so the first pause is that of the canary.
        FreeStyleBuild build = job(jenkins, files).scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("pause 10m", build);
    }

    private static List<String> calls(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.jenkins.getItemByFullName("shop", FreeStyleProject.class);
        Path calls = Path.of(jenkins.jenkins.getWorkspaceFor(job).getRemote(), "calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private static boolean holds(Path directory, String text) throws Exception {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Entry> entries() {
        return Ledgers.get().store().ledger("shop", "production").after(0);
    }

    private static Event last() {
        List<Entry> entries = entries();
        return entries.get(entries.size() - 1).event();
    }

    /** How the last deployment ended; null while it is under way. */
    private static Event.Outcome outcome() {
        return last() instanceof Event.Ended ended ? ended.outcome() : null;
    }
}
