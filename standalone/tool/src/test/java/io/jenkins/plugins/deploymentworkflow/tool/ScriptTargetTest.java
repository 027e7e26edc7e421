package io.jenkins.plugins.deploymentworkflow.tool;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings.Script;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import io.jenkins.plugins.deploymentworkflow.target.script.ScriptContext;
import io.jenkins.plugins.deploymentworkflow.target.script.ScriptTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The target with the user's own commands as real processes. */
class ScriptTargetTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private String strategy = "blue-green";
    private Map<String, String> artifacts = Map.of("1.4.0", "/builds/app-1.4.0.jar");
    private List<Event> events = List.of();
    private int handles;

    @Test
    void theDeployCommandIsToldEverything() throws IOException {
        script("deploy.sh", "echo \"$@\" > told; env | grep ^DEPLOY_ | sort >> told; echo \"$DATABASE_HOST\" >> told");
        String text =
                "./deploy.sh --env {{environment}} --token \"$TOKEN\" --version {{version}} --strategy {{strategy}}"
                        + " {{application}} {{previousVersion}} {{instance}} {{weight}} {{artifact}}";
        ScriptTarget target = target(settings(text, "", ""));
        Action deploy = deploy(text, "1.4.0", Share.FULL);

        assertEquals(new Progress.Done(""), perform(target, deploy));
        assertEquals(
                """
            --env production --token s3cr3t-value --version 1.4.0 --strategy blue-green\
             storefront 1.3.0 all 100 /builds/app-1.4.0.jar
            DEPLOY_APPLICATION=storefront
            DEPLOY_ARTIFACT=/builds/app-1.4.0.jar
            DEPLOY_ENVIRONMENT=production
            DEPLOY_INSTANCE=all
            DEPLOY_PREVIOUS_VERSION=1.3.0
            DEPLOY_STRATEGY=blue-green
            DEPLOY_VERSION=1.4.0
            DEPLOY_WEIGHT=100
            db.example
            """,
                Files.readString(directory.resolve("told")));
        assertEquals("all 1.4.0 true, {1.4.0=100%}", words(look(target)));
        assertTrue(target.satisfied(deploy, look(target)));
    }

    @Test
    void goingBackIsToldThePreviousVersionAndNotTheNewArtifact() throws IOException {
        ScriptTarget target = target(settings("true", "", ""));
        perform(target, deploy("true", "1.4.0", Share.FULL));
        Action back = new Action.RunCommand(
                "rollback",
                "echo \"{{version}} {{previousVersion}} [$DEPLOY_ARTIFACT]\" > told",
                "",
                "1.3.0",
                Share.FULL,
                MINUTE);

        assertInstanceOf(Progress.Done.class, perform(target, back));
        assertEquals("1.3.0 1.4.0 []\n", Files.readString(directory.resolve("told")));
        assertEquals("all 1.3.0 true, {1.3.0=100%}", words(look(target)));
        assertTrue(target.satisfied(back, look(target)));
    }

    @Test
    void noValueOfOursCanChangeACommand() {
        strategy = "x; touch owned";
        ScriptTarget target = target(settings("true", "", ""));
        Progress.Failed failed = assertInstanceOf(
                Progress.Failed.class, perform(target, deploy("true {{strategy}}", "1.4.0", Share.FULL)));

        assertTrue(failed.message().contains("$DEPLOY_STRATEGY"), failed.message());
        assertInstanceOf(
                Progress.Failed.class, perform(target, deploy("true {{version}}", "1.0.0;touch owned", Share.FULL)));
        assertInstanceOf(
                Progress.Done.class, perform(target, deploy("true $DEPLOY_VERSION", "1.0.0;touch owned", Share.FULL)));
        assertFalse(Files.exists(directory.resolve("owned")));
    }

    @Test
    void aCommandThatFailsIsNamedWithItsExitCodeAndLastLines() {
        ScriptTarget target = target(settings("true", "", ""));
        Action deploy = deploy("echo uploading; echo no space left >&2; exit 3", "1.4.0", Share.FULL);
        Progress.Failed failed = assertInstanceOf(Progress.Failed.class, perform(target, deploy));

        assertEquals(
                "deployment.target.script.deploy (echo uploading; echo no space left >&2; exit 3) failed with exit"
                        + " code 3; it last printed:\n"
                        + "uploading\n"
                        + "no space left",
                failed.message());
        assertEquals("1.3.0 1.3.0 true, 1.4.0 1.4.0 false, {1.3.0=100%}", words(look(target)));
        assertFalse(target.satisfied(deploy, look(target)));
    }

    @Test
    void aCommandThatIsNotFoundSaysWhatToCheck() {
        Progress.Failed failed = assertInstanceOf(
                Progress.Failed.class,
                perform(target(settings("true", "", "")), deploy("./nowhere.sh", "1.4.0", Share.FULL)));

        assertTrue(failed.message().contains("exit code 127: a command was not found"), failed.message());
        assertTrue(failed.message().contains("as seen from " + directory), failed.message());
    }

    @Test
    void aCommandThatMayNotBeExecutedSaysWhatToDo() throws IOException {
        Files.writeString(directory.resolve("plain.sh"), "true");
        Progress.Failed failed = assertInstanceOf(
                Progress.Failed.class,
                perform(target(settings("true", "", "")), deploy("./plain.sh", "1.4.0", Share.FULL)));

        assertTrue(failed.message().contains("chmod +x"), failed.message());
    }

    @Test
    void aCommandThatHangsIsStopped() {
        ScriptTarget target = target(settings("true", "", ""));
        Action verify = new Action.RunCommand("verify", "sleep 300", "", "1.4.0", Share.FULL, Duration.ofMillis(300));
        Progress.Failed failed = assertInstanceOf(Progress.Failed.class, perform(target, verify));

        assertTrue(
                failed.message()
                        .startsWith("deployment.target.script.verify (sleep 300) timed out after 300ms, stopped"),
                failed.message());
        assertEquals("all 1.3.0 true, {1.3.0=100%}", words(look(target)));
    }

    @Test
    void aCommandCanBeCancelledAndThenNobodyKnowsWhatRuns() {
        ScriptTarget target = target(settings("true", "", ""));
        Action deploy = deploy("sleep 300", "1.4.0", Share.FULL);
        target.start("h", deploy);
        assertInstanceOf(Progress.Running.class, target.poll("h", deploy));
        target.cancel("h");

        assertTrue(((Progress.Failed) ended(target, "h", deploy)).message().contains("was cancelled, stopped"));
        assertEquals("1.3.0 1.3.0 true, 1.4.0 1.4.0 false, {1.3.0=100%}", words(look(target)));
    }

    @Test
    void whatARunningCommandSaidLastIsSeen() {
        ScriptTarget target = target(settings("true", "", ""));
        Action deploy = deploy("echo one; echo two; sleep 300", "1.4.0", Share.FULL);
        target.start("h", deploy);

        await().atMost(MINUTE).until(() -> target.poll("h", deploy).equals(new Progress.Running("two")));
        target.cancel("h");
        ended(target, "h", deploy);
    }

    @Test
    void theRouteCommandIsToldTheShareOfTheNewVersion() throws IOException {
        ScriptTarget target = target(settings("true", "echo {{version}} {{weight}} $DEPLOY_WEIGHT >> told", ""));
        perform(target, deploy("true", "1.4.0", Share.ZERO));
        Action canary = route(Map.of("1.3.0", Share.ofPercent(87.5), "1.4.0", Share.ofPercent(12.5)));
        Action back = route(Map.of("1.3.0", Share.FULL));

        assertEquals(Set.of(Capability.WHOLE, Capability.WEIGHTS), target.capabilities());
        assertFalse(target.satisfied(canary, look(target)));
        assertInstanceOf(Progress.Done.class, perform(target, canary));
        assertTrue(target.satisfied(canary, look(target)));
        assertInstanceOf(Progress.Done.class, perform(target, back));
        assertEquals("1.4.0 12.5 12.5\n1.4.0 0 0\n", Files.readString(directory.resolve("told")));
        assertTrue(target.satisfied(back, look(target)));
    }

    @Test
    void withoutARouteCommandItCannotDivideTraffic() {
        ScriptTarget target = target(settings("true", "", ""));
        Progress.Failed failed =
                assertInstanceOf(Progress.Failed.class, perform(target, route(Map.of("1.4.0", Share.FULL))));

        assertEquals(Set.of(Capability.WHOLE), target.capabilities());
        assertTrue(failed.message().contains("deployment.target.script.route"), failed.message());
    }

    @Test
    void aVersionOfAnotherDeploymentCannotBeRoutedTo() {
        ScriptTarget target = target(settings("true", "true", ""));
        Progress.Failed failed =
                assertInstanceOf(Progress.Failed.class, perform(target, route(Map.of("1.0.0", Share.FULL))));

        assertTrue(failed.message().contains("1.0.0"), failed.message());
    }

    @Test
    void itHasNoInstancesToInstallOn() {
        Progress.Failed failed = assertInstanceOf(
                Progress.Failed.class,
                perform(target(settings("true", "", "")), new Action.Install("1.4.0", List.of("a-1"), MINUTE)));

        assertTrue(failed.message().contains("cannot install 1.4.0 on a-1"), failed.message());
    }

    @Test
    void whatTheObserveCommandPrintsIsBelievedMoreThanTheHistory() throws IOException {
        ScriptTarget target = target(settings("echo 1.4.0 > runs", "", "echo looking; cat runs"));
        Files.writeString(directory.resolve("runs"), "1.2.0\n");
        assertEquals("all 1.2.0 true, {1.2.0=100%}", words(look(target)));

        Files.writeString(directory.resolve("runs"), "{\"versions\":{\"1.2.0\":\"75%\",\"1.4.0\":\"25%\"}}");
        assertEquals("1.2.0 1.2.0 true, 1.4.0 1.4.0 true, {1.2.0=75%, 1.4.0=25%}", words(look(target)));
    }

    @Test
    void aDeployThatChangedNothingIsNotSatisfied() throws IOException {
        ScriptTarget target = target(settings("true", "", "cat runs"));
        Files.writeString(directory.resolve("runs"), "1.3.0\n");
        Action deploy = deploy("true", "1.4.0", Share.FULL);

        assertInstanceOf(Progress.Done.class, perform(target, deploy));
        assertFalse(target.satisfied(deploy, look(target)));
        Files.writeString(directory.resolve("runs"), "1.4.0\n");
        assertTrue(target.satisfied(deploy, look(target)));
    }

    @Test
    void anObserveCommandThatFailsSaysSo() {
        TargetException failed = failure(target(settings("true", "", "echo router is down; exit 2")));
        assertEquals(
                "deployment.target.script.observe (echo router is down; exit 2) failed with exit code 2; it last"
                        + " printed:\n"
                        + "router is down",
                failed.getMessage());

        TargetException odd = failure(target(settings("true", "", "echo all is well")));
        assertTrue(odd.getMessage().contains("found 'all is well'"), odd.getMessage());
    }

    @Test
    void anotherProcessGoesOnWhereTheFirstOneWasKilled() throws IOException {
        Action deploy = deploy("until [ -e go ]; do sleep 0.05; done", "1.4.0", Share.FULL);
        target(settings("true", "", "")).start("d/f0/0/0", deploy);

        events = List.of(
                new Event.Planned(
                        "d", Event.Phase.FORWARD, 0, new Plan("rolling", "1.4.0", "1.3.0", 1, List.of(deploy))),
                new Event.ActionStarted("d", Event.Phase.FORWARD, 0, 0, 0, "d/f0/0/0"));
        ScriptTarget next = target(settings("true", "", ""));
        assertEquals("1.3.0 1.3.0 true, 1.4.0 1.4.0 false, {1.3.0=100%}", words(look(next)));
        assertInstanceOf(Progress.Running.class, next.poll("d/f0/0/0", deploy));
        Files.createFile(directory.resolve("go"));

        assertInstanceOf(Progress.Done.class, ended(next, "d/f0/0/0", deploy));
        assertEquals("all 1.4.0 true, {1.4.0=100%}", words(look(next)));
        assertInstanceOf(Progress.Unknown.class, next.poll("d/f0/0/1", deploy));
    }

    private ScriptTarget target(Script settings) {
        ProcessCommands commands =
                new ProcessCommands(directory.resolve("ledger"), directory, UnaryOperator.identity());
        ScriptContext context = new ScriptContext(
                "storefront",
                "production",
                "1.4.0",
                "1.3.0",
                strategy,
                artifacts,
                directory.toString(),
                Map.of("TOKEN", "s3cr3t-value", "DATABASE_HOST", "db.example", "DEPLOY_VERSION", "not this one"));
        assertFalse(context.toString().contains("s3cr3t-value"));
        return new ScriptTarget(settings, context, commands, events);
    }

    private static Script settings(String deploy, String route, String observe) {
        return new Script(
                deploy,
                Optional.empty(),
                Optional.empty(),
                Optional.of(route).filter(t -> !t.isEmpty()),
                Optional.of(observe).filter(t -> !t.isEmpty()),
                List.of(),
                MINUTE);
    }

    private static Action deploy(String text, String version, Share share) {
        return new Action.RunCommand("deploy", text, "", version, share, MINUTE);
    }

    private static Action route(Map<String, Share> traffic) {
        return new Action.SetTraffic(traffic, Map.of("1.3.0", Share.FULL), 1, MINUTE);
    }

    private Progress perform(ScriptTarget target, Action action) {
        String handle = "handle-" + handles++;
        target.start(handle, action);
        return ended(target, handle, action);
    }

    private static Progress ended(ScriptTarget target, String handle, Action action) {
        AtomicReference<Progress> last = new AtomicReference<>();
        await().atMost(MINUTE).pollInterval(Duration.ofMillis(20)).until(() -> {
            last.set(target.poll(handle, action));
            return !(last.get() instanceof Progress.Running);
        });
        return last.get();
    }

    private static Fleet look(ScriptTarget target) {
        var looked = target.observe();
        await().atMost(MINUTE).until(looked::isDone);
        return looked.join();
    }

    private static TargetException failure(ScriptTarget target) {
        var looked = target.observe();
        await().atMost(MINUTE).until(looked::isDone);
        return assertInstanceOf(
                TargetException.class,
                assertThrows(CompletionException.class, looked::join).getCause());
    }

    private static String words(Fleet fleet) {
        StringBuilder words = new StringBuilder();
        fleet.instances().forEach(i -> words.append(i.id() + " " + i.version() + " " + i.healthy())
                .append(", "));
        return words + fleet.traffic().toString();
    }

    private void script(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
