package io.jenkins.plugins.deploymentworkflow.fleet;

import static io.jenkins.plugins.deploymentworkflow.fleet.FleetUnderTest.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.target.local.FleetStatus;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceHealth;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetProcessTest {
    @TempDir
    Path directory;

    @Test
    void aKilledFleetComesBackWithItsInstancesAndItsTraffic() throws Exception {
        Path state = directory.resolve("state");
        FleetUnderTest fleet = FleetUnderTest.start(state);
        fleet.register("1.0.0");
        fleet.does(
                "PUT",
                "/v1/releases/2.0.0",
                FleetUnderTest.release(Map.of("secretEnvironment", Map.of("PASSWORD", "x"))));
        fleet.does("PUT", "/v1/desired", Map.of("instances", 2));
        fleet.run("a1", "1.0.0");
        fleet.run("a2", "1.0.0");
        fleet.run("b1", "2.0.0");
        fleet.run("b2", "2.0.0");
        fleet.awaitHealthy("a1", "a2", "b1", "b2");
        fleet.traffic(Map.of("1.0.0", 5_000, "2.0.0", 5_000));
        fleet.does("POST", "/v1/instances/a2/drain", null);
        fleet.does("DELETE", "/v1/instances/b1?afterMillis=900000", null);
        FleetStatus before = fleet.status();

        fleet.kill();
        ProcessHandle lost = ProcessHandle.of(pid(before, "b2")).orElseThrow();
        lost.destroyForcibly();
        await().atMost(BOUND).until(() -> !Spawner.isAlive(lost));
        fleet.startAgain();

        FleetStatus after = fleet.status();
        assertEquals(before.traffic(), after.traffic());
        assertEquals(before.desired(), after.desired());
        for (String id : List.of("a1", "a2", "b1")) {
            assertEquals(pid(before, id), pid(after, id), id + " was never stopped");
        }
        fleet.awaitHealthy("a1", "a2", "b1");
        assertTrue(fleet.instance("a2").draining());
        assertTrue(fleet.instance("b1").retireAt().isPresent());
        fleet.awaitInstance("b2", instance -> instance.message()
                .equals("needs secrets: re-register 2.0.0 with PUT /v1/releases/2.0.0 (PASSWORD)"));
        assertEquals(200, fleet.get("/").statusCode());

        fleet.does(
                "PUT",
                "/v1/releases/2.0.0",
                FleetUnderTest.release(Map.of("secretEnvironment", Map.of("PASSWORD", "x"))));
        fleet.awaitHealthy("b2");
        Set<Long> pids =
                fleet.status().instances().stream().map(InstanceStatus::pid).collect(Collectors.toSet());
        fleet.does("DELETE", "/v1/instances/a1", null);
        fleet.awaitGone("a1");
        fleet.close();
        for (long pid : pids) {
            assertTrue(ProcessHandle.of(pid).filter(Spawner::isAlive).isEmpty(), pid + " was left behind");
        }

        fleet.startAgain();
        fleet.awaitHealthy("a2");
        fleet.awaitInstance("b1", instance -> instance.health() == InstanceHealth.STOPPED);
        fleet.close();
    }

    @Test
    void aFleetKilledWhileAnInstanceStartsStillFindsIt() throws Exception {
        FleetUnderTest fleet = FleetUnderTest.start(directory.resolve("state"));
        Path marks = directory.resolve("marks");
        fleet.does("PUT", "/v1/releases/1.0.0", Map.of("command", "sh -c 'echo $$ >>" + marks + "; exec sleep 600'"));
        fleet.run("a1", "1.0.0");
        fleet.kill();
        fleet.startAgain();
        fleet.awaitInstance("a1", instance -> instance.pid() > 0);
        await().atMost(BOUND).until(() -> Files.exists(marks));
        long pid = fleet.instance("a1").pid();
        fleet.close();
        assertTrue(ProcessHandle.of(pid).filter(Spawner::isAlive).isEmpty());
        for (String each : Files.readAllLines(marks)) {
            assertTrue(
                    ProcessHandle.of(Long.parseLong(each.trim()))
                            .filter(Spawner::isAlive)
                            .isEmpty(),
                    "every process that was ever started is gone");
        }
    }

    @Test
    void oneFleetAtATimeUsesAStateDirectory() throws Exception {
        Path state = directory.resolve("state");
        try (FleetUnderTest fleet = FleetUnderTest.start(state)) {
            assertEquals(
                    fleet.endpoint, FleetLauncher.ensureRunning(state, "127.0.0.1:0"), "the one that runs is used");
            Ended second = run("--state", state.toString(), "--listen", "127.0.0.1:0");
            assertEquals(2, second.exitCode());
            assertTrue(second.output().contains("Another fleet runs on the state directory " + state), second.output());
            assertTrue(second.output().contains("fleet " + fleet.endpoint.pid() + " on "), second.output());
            StartFailure elsewhere =
                    assertThrows(StartFailure.class, () -> FleetLauncher.ensureRunning(state, "127.0.0.1:1"));
            assertTrue(
                    elsewhere.getMessage().contains("listens on " + fleet.endpoint.listen()), elsewhere.getMessage());
        }
    }

    @Test
    void aTakenPortIsSaidAndNothingIsLeftBehind() throws Exception {
        Path state = directory.resolve("state");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listen = "127.0.0.1:" + taken.getLocalPort();
            Ended ended = run("--state", state.toString(), "--listen", listen);
            assertEquals(2, ended.exitCode(), ended.output());
            assertTrue(ended.output().contains("The fleet cannot listen on " + listen), ended.output());
            assertTrue(Files.notExists(state), "the state directory is gone again");
            StartFailure failure = assertThrows(StartFailure.class, () -> FleetLauncher.ensureRunning(state, listen));
            assertTrue(failure.getMessage().contains("The fleet cannot listen on " + listen), failure.getMessage());
            assertTrue(Files.notExists(state.resolve("fleet.json")));
        }
    }

    @Test
    void wrongArgumentsAreSaid() throws Exception {
        Map<List<String>, String> cases = Map.of(
                List.of(), "--state and --listen are needed",
                List.of("--listen"), "Expected a value after --listen",
                List.of("--port", "1"), "Unknown option \"--port\"",
                List.of("--listen", "8080"), "expected HOST:PORT such as 127.0.0.1:8080, found \"8080\"",
                List.of("--listen", "127.0.0.1:70000"), "found \"127.0.0.1:70000\"",
                List.of("--control-port", "-1"), "--control-port: expected 0 to 65535");
        cases.forEach((arguments, message) -> {
            StartFailure failure = assertThrows(
                    StartFailure.class, () -> FleetOptions.parse(arguments.toArray(String[]::new)), message);
            assertTrue(failure.getMessage().contains(message), failure.getMessage());
        });
    }

    @Test
    void aStateThatCannotBeReadIsNotGuessed() throws Exception {
        Path state = Files.createDirectory(directory.resolve("state"));
        Files.writeString(state.resolve("state.json"), "{\"desired\":1,");
        Ended ended = run("--state", state.toString(), "--listen", "127.0.0.1:0");
        assertEquals(2, ended.exitCode(), ended.output());
        assertTrue(ended.output().contains("state.json cannot be read"), ended.output());
        assertEquals("{\"desired\":1,", Files.readString(state.resolve("state.json")));
    }

    @Test
    void aFleetEndsWithItsInstancesOnSigterm() throws Exception {
        FleetUnderTest fleet = FleetUnderTest.start(directory.resolve("state"));
        fleet.does("PUT", "/v1/releases/1.0.0", Map.of("command", "sleep 600"));
        fleet.run("a1", "1.0.0");
        fleet.awaitInstance("a1", instance -> instance.pid() > 0);
        long pid = fleet.instance("a1").pid();
        ProcessHandle handle = ProcessHandle.of(fleet.endpoint.pid()).orElseThrow();
        assertNotEquals(ProcessHandle.current().pid(), handle.pid());
        handle.destroy();
        await().atMost(BOUND).until(() -> !Spawner.isAlive(handle));
        assertTrue(ProcessHandle.of(pid).filter(Spawner::isAlive).isEmpty());
        assertTrue(Files.notExists(directory.resolve("state/fleet.json")));
    }

    private static long pid(FleetStatus status, String id) {
        return status.instances().stream()
                .filter(instance -> instance.id().equals(id))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private record Ended(int exitCode, String output) {}

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FleetMain.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS));
        return new Ended(process.exitValue(), output);
    }
}
