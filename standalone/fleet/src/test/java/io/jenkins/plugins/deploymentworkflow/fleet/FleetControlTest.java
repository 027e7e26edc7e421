package io.jenkins.plugins.deploymentworkflow.fleet;

import static io.jenkins.plugins.deploymentworkflow.fleet.FleetUnderTest.BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.target.local.InstanceHealth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetControlTest {
    /** Runs without a probe of its own: started processes stay {@code starting}. */
    private static final String SLEEPER = "{\"command\":\"sleep 600\"}";

    @TempDir
    static Path directory;

    private static FleetUnderTest fleet;

    @BeforeAll
    static void startFleet() throws Exception {
        fleet = FleetUnderTest.start(directory.resolve("state"));
        assertEquals(200, fleet.control("PUT", "/v1/releases/1.0.0", SLEEPER).status());
    }

    @AfterAll
    static void stopFleet() throws Exception {
        fleet.close();
    }

    @Test
    void withoutTheTokenNothingIsToldAndNothingDone() throws Exception {
        for (String authorization : new String[] {null, "", "Bearer", "Bearer wrong", fleet.endpoint.token()}) {
            assertEquals(
                    401, fleet.control("GET", "/v1/fleet", null, authorization).status());
            assertEquals(
                    401,
                    fleet.control("POST", "/v1/shutdown", null, authorization).status());
        }
        assertEquals(200, fleet.control("GET", "/v1/fleet", null).status());
    }

    @Test
    void theControlPortIsOpenToThisMachineAloneAndItsTokenToThisUserAlone() throws Exception {
        assertEquals("127.0.0.1", fleet.endpoint.control().getHost());
        Path state = directory.resolve("state");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("fleet.json"))));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("state.json"))));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET|/v1/nothing||404|There is no GET /v1/nothing",
                "GET|/||404|There is no GET /",
                "PUT|/v1/fleet|{}|404|There is no PUT /v1/fleet",
                "PUT|/v1/desired|{\"instances\":|400|malformed at line 1",
                "PUT|/v1/desired|{\"instances\":-1}|400|expected 0 or more, found -1",
                "PUT|/v1/desired|{\"instances\":\"many\"}|400|at \"instances\": expected a whole number",
                "PUT|/v1/desired|{\"instances\":1,\"instance\":1}|400|at \"instance\": unknown field; known are"
                        + " [instances]",
                "PUT|/v1/desired|{}|400|at \"instances\": it is mandatory",
                "PUT|/v1/desired|null|400|found null",
                "PUT|/v1/instances/a1|{\"version\":\"9.9.9\"}|404|Version 9.9.9 is not registered; known are",
                "PUT|/v1/instances/..|{\"version\":\"1.0.0\"}|400|instance: expected 1 to 128",
                "PUT|/v1/instances/a1|{\"version\":\"../x\"}|400|version: expected 1 to 128",
                "POST|/v1/instances/nobody/drain||404|There is no instance nobody",
                "DELETE|/v1/instances/nobody?afterMillis=soon||400|expected a whole number",
                "PUT|/v1/traffic|{\"1.0.0\":5000}|400|sum to 10000 basis points, found 5000",
                "PUT|/v1/traffic|{\"1.0.0\":-1,\"2.0.0\":10001}|400|expected 0 to 10000 basis points",
                "PUT|/v1/traffic|{\"1.0.0\":10000}|409|1.0.0 would get 100.00% with 0 healthy",
                "PUT|/v1/traffic?required=few|{\"1.0.0\":10000}|400|expected a whole number",
                "PUT|/v1/releases/2.0.0|{}|400|at \"command\": it is mandatory",
                "PUT|/v1/releases/2.0.0|{\"command\":\" \"}|400|found nothing",
                "PUT|/v1/releases/2.0.0|{\"command\":\"run {{weight}}\"}|400|unknown placeholder {{weight}}",
                "PUT|/v1/releases/2.0.0|{\"command\":\"run {{artifact}}\"}|400|but there is no artifact",
                "PUT|/v1/releases/2.0.0|{\"command\":\"run\",\"artifact\":\"/no/such/file\"}|400|found nothing at"
                        + " /no/such/file",
                "PUT|/v1/releases/2.0.0|{\"command\":\"run\",\"artifact\":\"relative.jar\"}|400|expected an absolute"
                        + " path",
                "PUT|/v1/releases/2.0.0|{\"command\":\"run\",\"health\":{\"http\":\"health\"}}|400|expected a path"
                        + " such as /health",
                "PUT|/v1/releases/2.0.0|{\"command\":\"run\",\"health\":{\"http\":\"/\",\"tcp\":true}}|400|found both",
                "PUT|/v1/releases/2.0.0|{\"command\":\"run\",\"health\":{\"intervalMillis\":0}}|400|expected 10 or"
                        + " more, found 0",
                "PUT|/v1/releases/2.0.0|{\"command\":\"run\",\"environment\":{\"A-B\":\"x\"}}|400|expected a variable"
                        + " name",
                "PUT|/v1/releases/2.0.0|{\"command\":\"run\",\"environment\":{\"A\":null}}|400|expected",
            })
    void whatCannotBeDoneIsRefusedWithWhatWasExpected(
            String method, String path, String body, int status, String message) throws Exception {
        FleetUnderTest.Answer answer = fleet.control(method, path, body);
        assertTrue(answer.error().contains(message), answer.status() + " " + answer.error());
        assertEquals(status, answer.status());
        assertFalse(FleetUnderTest.JSON.writeValueAsString(fleet.status()).contains("2.0.0"), "nothing was changed");
    }

    @Test
    void whatCannotBeWrittenDownIsNotDone() throws Exception {
        Path inTheWay = Files.createDirectories(directory.resolve("state/state.json.next/full"));
        int before = fleet.status().desired();
        FleetUnderTest.Answer answer = fleet.control("PUT", "/v1/desired", "{\"instances\":" + (before + 1) + "}");
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        assertEquals(500, answer.status());
        assertTrue(answer.error().startsWith("Nothing was changed, because the fleet's state could not be written"));
        assertEquals(before, fleet.status().desired());
        assertEquals(
                before + 1,
                fleet.does("PUT", "/v1/desired", Map.of("instances", before + 1))
                        .desired());
    }

    @Test
    void everyOperationCanBeRepeated() throws Exception {
        fleet.run("twice", "1.0.0");
        fleet.awaitInstance("twice", instance -> instance.pid() > 0);
        long pid = fleet.instance("twice").pid();
        assertEquals(200, fleet.control("PUT", "/v1/releases/1.0.0", SLEEPER).status());
        fleet.run("twice", "1.0.0");
        assertEquals(pid, fleet.instance("twice").pid(), "one that runs is left alone");
        for (int i = 0; i < 2; i++) {
            fleet.does("POST", "/v1/instances/twice/drain", null);
        }
        assertTrue(fleet.instance("twice").draining());
        for (int i = 0; i < 2; i++) {
            fleet.does("DELETE", "/v1/instances/twice", null);
        }
        fleet.awaitGone("twice");
        fleet.does("DELETE", "/v1/instances/twice", null);
        assertFalse(ProcessHandle.of(pid).filter(Spawner::isAlive).isPresent());
    }

    @Test
    void anInstanceThatDiesSaysHowAndWithWhichLastWords() throws Exception {
        fleet.does(
                "PUT",
                "/v1/releases/1.0.1",
                Map.of(
                        "command",
                        "sh -c 'seq 1 30; echo no price list for $SHOP >&2; exit 3'",
                        "environment",
                        Map.of("SHOP", "x1")));
        fleet.run("dying", "1.0.1");
        fleet.awaitInstance("dying", instance -> instance.health() == InstanceHealth.STOPPED);
        String message = fleet.instance("dying").message();
        assertTrue(message.startsWith("exited with 3: "), message);
        assertTrue(message.endsWith("\nno price list for x1"), message);
        assertEquals(20, message.lines().count(), message);
        fleet.does("DELETE", "/v1/instances/dying", null);
        fleet.awaitGone("dying");
    }

    @Test
    void aCommandThatIsNoneSaysSo() throws Exception {
        fleet.does("PUT", "/v1/releases/1.0.2", Map.of("command", "no-such-program --port {{port}}"));
        fleet.run("missing", "1.0.2");
        fleet.awaitInstance("missing", instance -> instance.health() == InstanceHealth.STOPPED);
        assertTrue(
                fleet.instance("missing").message().contains("not found"),
                fleet.instance("missing").message());
        fleet.does("PUT", "/v1/releases/1.0.3", Map.of("command", "sleep 9", "directory", "/no/such/place"));
        fleet.run("missing", "1.0.3");
        fleet.awaitInstance("missing", instance -> instance.message().contains("/no/such/place does not exist"));
        fleet.does("DELETE", "/v1/instances/missing", null);
        fleet.awaitGone("missing");
    }

    @Test
    void anArtifactIsKeptAndNoOtherIsTakenForTheSameVersion() throws Exception {
        Path artifact = Files.writeString(directory.resolve("app it's.txt"), "one");
        Map<String, Object> release =
                Map.of("command", "sh -c 'cat {{artifact}}; exit 4'", "artifact", artifact.toString());
        fleet.does("PUT", "/v1/releases/1.1.0", Map.of("command", "cat {{artifact}}", "artifact", artifact.toString()));
        Files.writeString(artifact, "two");
        FleetUnderTest.Answer other =
                fleet.control("PUT", "/v1/releases/1.1.0", FleetUnderTest.JSON.writeValueAsString(release));
        assertEquals(409, other.status());
        assertTrue(
                other.error().contains("7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"),
                other.error());
        assertTrue(
                other.error().contains("3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"),
                other.error());
        Files.delete(artifact);
        fleet.does("PUT", "/v1/releases/1.1.0", Map.of("command", "cat {{artifact}}", "artifact", artifact.toString()));
        fleet.run("kept", "1.1.0");
        fleet.awaitInstance("kept", instance -> instance.message().equals("exited with 0: one"));
        fleet.does("DELETE", "/v1/instances/kept", null);
        fleet.awaitGone("kept");
    }

    @Test
    void anArtifactThatIsNotTheAnnouncedOneIsRefused() throws Exception {
        Path artifact = Files.writeString(directory.resolve("app.txt"), "one");
        FleetUnderTest.Answer answer = fleet.control(
                "PUT",
                "/v1/releases/1.2.0",
                FleetUnderTest.JSON.writeValueAsString(
                        Map.of("command", "x", "artifact", artifact.toString(), "sha256", "00")));
        assertEquals(409, answer.status());
        assertTrue(answer.error().contains("expected SHA-256 00, found 7692c3ad"), answer.error());
        assertEquals(
                404,
                fleet.control("PUT", "/v1/instances/x", "{\"version\":\"1.2.0\"}")
                        .status());
    }

    @Test
    void anInstanceRetiresByItselfUnlessItIsAskedForAgain() throws Exception {
        fleet.run("late", "1.0.0");
        fleet.run("back", "1.0.0");
        fleet.awaitInstance("late", instance -> instance.pid() > 0);
        fleet.does("DELETE", "/v1/instances/back?afterMillis=500000", null);
        assertTrue(fleet.instance("back").retireAt().isPresent());
        fleet.run("back", "1.0.0");
        assertTrue(fleet.instance("back").retireAt().isEmpty());
        fleet.does("DELETE", "/v1/instances/late?afterMillis=100", null);
        fleet.awaitGone("late");
        assertFalse(fleet.instance("back").draining());
        fleet.does("DELETE", "/v1/instances/back", null);
        fleet.awaitGone("back");
    }

    @Test
    void oneThatDoesNotStopIsKilledWithItsDescendants() throws Exception {
        Path child = directory.resolve("child.pid");
        fleet.does(
                "PUT",
                "/v1/releases/1.3.0",
                Map.of(
                        "command",
                        "sh -c 'trap : TERM; sleep 600 & echo $! >" + child + "; while :; do wait; sleep 1; done'",
                        "stopTimeoutMillis",
                        200));
        fleet.run("stubborn", "1.3.0");
        Awaitility.await()
                .atMost(BOUND)
                .until(() -> Files.exists(child) && !Files.readString(child).isBlank());
        long pid = fleet.instance("stubborn").pid();
        fleet.does("DELETE", "/v1/instances/stubborn", null);
        fleet.awaitGone("stubborn");
        assertFalse(ProcessHandle.of(pid).filter(Spawner::isAlive).isPresent());
        long descendant = Long.parseLong(Files.readString(child).trim());
        Awaitility.await().atMost(BOUND).until(() -> ProcessHandle.of(descendant)
                .filter(Spawner::isAlive)
                .isEmpty());
    }

    @Test
    void noSecretIsWrittenAnywhereNotEvenByTheDyingInstance() throws Exception {
        String secret = "masked-by-test-4711";
        fleet.does(
                "PUT",
                "/v1/releases/1.4.0",
                Map.of(
                        "command",
                        "sh -c 'echo got $PASSWORD >\"$REPORT\"; exit 5'",
                        "environment",
                        Map.of("REPORT", directory.resolve("report").toString()),
                        "secretEnvironment",
                        Map.of("PASSWORD", secret)));
        fleet.run("secretive", "1.4.0");
        fleet.awaitInstance("secretive", instance -> instance.message().startsWith("exited with 5"));
        assertEquals("got " + secret + "\n", Files.readString(directory.resolve("report")));
        fleet.does(
                "PUT",
                "/v1/releases/1.4.0",
                Map.of(
                        "command",
                        "sh -c 'echo got $PASSWORD; exit 6'",
                        "secretEnvironment",
                        Map.of("PASSWORD", secret)));
        fleet.run("secretive", "1.4.0");
        fleet.awaitInstance("secretive", instance -> instance.message().equals("exited with 6: got ****"));
        try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
            List<Path> leaks = files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("logs/secretive.log"))
                    .filter(file -> contains(file, secret))
                    .toList();
            assertEquals(List.of(), leaks, "only the application itself has written it, to its own log");
        }
        fleet.does("DELETE", "/v1/instances/secretive", null);
        fleet.awaitGone("secretive");
    }

    @Test
    void anInstanceInheritsNoVariableThatHappensToBeSet() throws Exception {
        fleet.does(
                "PUT",
                "/v1/releases/1.5.0",
                Map.of("command", "sh -c 'env | cut -d= -f1 | sort | tr \"\\n\" \" \"; exit 7'"));
        fleet.run("bare", "1.5.0");
        fleet.awaitInstance("bare", instance -> instance.message().startsWith("exited with 7: "));
        String message = fleet.instance("bare").message();
        List<String> allowed = List.of(
                "PATH",
                "HOME",
                "USER",
                "LOGNAME",
                "SHELL",
                "LANG",
                "LC_ALL",
                "TZ",
                "TMPDIR",
                "JAVA_HOME",
                "PORT",
                "DEPLOY_VERSION",
                "DEPLOY_INSTANCE",
                "PWD",
                "OLDPWD",
                "SHLVL",
                "_");
        for (String name : message.substring("exited with 7: ".length()).trim().split(" ")) {
            assertTrue(allowed.contains(name), name + " in " + message);
        }
        fleet.does("DELETE", "/v1/instances/bare", null);
        fleet.awaitGone("bare");
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
