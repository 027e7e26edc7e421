package io.jenkins.plugins.deploymentworkflow.tool;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.deploymentworkflow.environment.HealthSettings;
import io.jenkins.plugins.deploymentworkflow.fleet.FleetLauncher;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetJson;
import io.jenkins.plugins.deploymentworkflow.target.local.LocalRelease;
import io.jenkins.plugins.deploymentworkflow.target.local.LocalTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The target with a real fleet process and real instances. */
class LocalTargetTest {
    private static final Duration BOUND = Duration.ofSeconds(90);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String LISTEN = "127.0.0.1:0";

    @TempDir
    Path temporary;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private int handles;

    @AfterEach
    void stopTheFleet() throws Exception {
        Optional<FleetEndpoint> running = FleetLauncher.running(state());
        if (running.isPresent()) {
            http.send(
                    HttpRequest.newBuilder(URI.create(running.get().control() + "/v1/shutdown"))
                            .header("Authorization", "Bearer " + running.get().token())
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            await().atMost(BOUND).until(() -> !alive(running.get().pid()));
        }
    }

    @Test
    void preparingStartsTheFleetAndSaysHowManyServe() {
        LocalTarget target = starting();
        Fleet fleet = done(target.prepare(release("1.3.0", 2)));

        assertEquals("local", target.kind());
        assertEquals(
                Set.of(Capability.INSTANCES, Capability.SURGE, Capability.WEIGHTS, Capability.COUNTERS),
                target.capabilities());
        assertEquals(2, fleet.desired());
        assertEquals(List.of(), fleet.instances());
        assertEquals(Map.of(), fleet.traffic());
    }

    @Test
    void aVersionIsInstalledServedDrainedAndRetired() throws Exception {
        LocalTarget target = starting();
        done(target.prepare(release("1.3.0+build.7", 2)));
        Action install = new Action.Install("1.3.0+build.7", List.of("1.3.0-1", "1.3.0-2"), MINUTE);
        assertFalse(target.satisfied(install, look(target)));
        assertEquals(new Progress.Done(""), perform(target, install));
        assertTrue(target.satisfied(install, look(target)));
        awaitSeen(target, new Action.AwaitHealthy("1.3.0+build.7", List.of("1.3.0-1", "1.3.0-2"), MINUTE));

        Action route = new Action.SetTraffic(Map.of("1.3.0+build.7", Share.FULL), Map.of(), 2, MINUTE);
        assertEquals(new Progress.Done(""), perform(target, route));
        assertTrue(target.satisfied(route, look(target)));
        assertEquals("1.3.0+build.7", get("/"));
        await().atMost(BOUND)
                .until(() -> Optional.ofNullable(look(target).counters().get("1.3.0+build.7"))
                        .filter(counters -> counters.requests() == 1)
                        .isPresent());

        Action drain = new Action.Drain("1.3.0+build.7", List.of("1.3.0-1"), MINUTE);
        assertEquals(new Progress.Done(""), perform(target, drain));
        awaitSeen(target, drain);
        assertEquals(1, look(target).healthy("1.3.0+build.7"));

        Action later = new Action.Retire("1.3.0+build.7", List.of("1.3.0-2"), Duration.ofHours(1), MINUTE);
        assertEquals(new Progress.Done(""), perform(target, later));
        assertTrue(target.satisfied(later, look(target)));
        assertTrue(instance(target, "1.3.0-2").retiring());
        assertTrue(instance(target, "1.3.0-2").healthy());

        Action now = new Action.Retire("1.3.0+build.7", List.of("1.3.0-1"), Duration.ZERO, MINUTE);
        assertEquals(new Progress.Done(""), perform(target, now));
        awaitSeen(target, now);
    }

    @Test
    void aDrainIsSeenOnlyWhenTheLastRequestHasEnded() throws Exception {
        LocalTarget target = serving("1.3.0");
        CompletableFuture<HttpResponse<String>> slow =
                http.sendAsync(request("/slow"), HttpResponse.BodyHandlers.ofString());
        await().atMost(BOUND).until(() -> instance(target, "1.3.0-1").inFlight() == 1);
        Action drain = new Action.Drain("1.3.0", List.of("1.3.0-1"), MINUTE);

        assertEquals(new Progress.Done(""), perform(target, drain));
        assertFalse(target.satisfied(drain, look(target)));
        Files.createFile(temporary.resolve("gate"));
        assertEquals("1.3.0", done(slow).body());
        awaitSeen(target, drain);
    }

    @Test
    void whatTheFleetRefusesFailsWithItsWords() {
        LocalTarget target = serving("1.3.0");
        Progress.Failed traffic = assertInstanceOf(
                Progress.Failed.class,
                perform(
                        target,
                        new Action.SetTraffic(
                                Map.of("1.3.0", Share.ofPercent(50), "1.4.0", Share.ofPercent(50)),
                                Map.of(),
                                1,
                                MINUTE)));
        assertTrue(traffic.message().startsWith("route 50% to 1.3.0, 50% to 1.4.0: Traffic left as it was"));
        assertTrue(traffic.message().contains("1.4.0 would get 50.00% with 0 healthy"), traffic.message());
        assertEquals(Map.of("1.3.0", Share.FULL), look(target).traffic());

        Progress.Failed install = assertInstanceOf(
                Progress.Failed.class, perform(target, new Action.Install("1.4.0", List.of("1.4.0-1"), MINUTE)));
        assertTrue(install.message().contains("Version 1.4.0 is not registered"), install.message());
    }

    @Test
    void whatIsGoneOrRunsAnotherVersionIsLeftAlone() {
        LocalTarget target = serving("1.3.0");

        assertEquals(
                new Progress.Done(""),
                perform(target, new Action.Retire("1.2.0", List.of("1.3.0-1"), Duration.ZERO, MINUTE)));
        assertEquals(
                new Progress.Done(""), perform(target, new Action.Drain("1.2.0", List.of("1.3.0-1", "gone"), MINUTE)));
        assertTrue(instance(target, "1.3.0-1").healthy());
        assertFalse(instance(target, "1.3.0-1").draining());
    }

    @Test
    void commandsAreNotForTheFleet() {
        Progress.Failed failed = assertInstanceOf(
                Progress.Failed.class,
                perform(starting(), new Action.RunCommand("deploy", "true", "", "1.4.0", Share.FULL, MINUTE)));

        assertTrue(failed.message().contains("run-command"), failed.message());
    }

    @Test
    void anArtifactThatIsNotWhatItShouldBeIsRefused() throws IOException {
        LocalTarget target = starting();
        TargetException missing = failure(target.prepare(
                release("1.3.0", Optional.of(temporary.resolve("app.jar")), Optional.empty(), Map.of(), false)));
        assertTrue(missing.getMessage().contains("found nothing at " + temporary.resolve("app.jar")));

        Files.writeString(temporary.resolve("app.jar"), "an application");
        TargetException other = failure(target.prepare(release(
                "1.3.0", Optional.of(temporary.resolve("app.jar")), Optional.of("0".repeat(64)), Map.of(), false)));
        assertTrue(other.getMessage().contains("expected SHA-256 " + "0".repeat(64)), other.getMessage());
    }

    @Test
    void aFleetThatIsNotThereIsReportedWithWhatToDo() {
        LocalTarget target = watching();
        TargetException failure = failure(target.observe());

        assertEquals(
                "The local fleet on 127.0.0.1:0 cannot be asked: there is no fleet.json in " + state()
                        + ". Start it with: bin/deployment-workflow fleet start --listen 127.0.0.1:0",
                failure.getMessage());
        assertEquals(
                failure.getMessage(),
                failure(target.prepare(release("1.3.0", 1))).getMessage());
        assertFalse(Files.exists(state()));
    }

    @Test
    void lookingStartsNoFleet() {
        failure(starting().observe());

        assertFalse(Files.exists(state()));
    }

    @Test
    void aFleetThatDiesIsReportedAndFoundAgainWhenItIsBack() throws Exception {
        serving("1.3.0");
        LocalTarget target = watching();
        assertEquals(1, look(target).healthy("1.3.0"));
        kill();

        TargetException failure = failure(target.observe());
        assertTrue(failure.getMessage().contains("nobody answers"), failure.getMessage());
        assertTrue(failure.getMessage().contains("fleet start --listen"), failure.getMessage());
        Action drain = new Action.Drain("1.3.0", List.of("1.3.0-1"), MINUTE);
        Progress.Failed failed = assertInstanceOf(Progress.Failed.class, perform(target, drain));
        assertTrue(failed.message().contains("nobody answers"), failed.message());

        FleetLauncher.ensureRunning(state(), LISTEN);
        await().atMost(BOUND).until(() -> look(target).healthy("1.3.0") == 1);
        assertEquals(new Progress.Done(""), perform(target, drain));
    }

    @Test
    void aFleetThatDiesDuringADeploymentIsStartedAgainAndKeepsItsInstances() throws Exception {
        LocalTarget target = serving("1.3.0");
        kill();

        await().atMost(BOUND).until(() -> look(target).healthy("1.3.0") == 1);
        assertEquals("1.3.0", get("/"));
    }

    @Test
    void aFleetThatHasForgottenSecretsIsToldThemAgain() throws Exception {
        LocalTarget target = starting();
        done(target.prepare(
                release("1.3.0", Optional.empty(), Optional.empty(), Map.of("TOKEN", "s3cr3t-value"), true)));
        Action install = new Action.Install("1.3.0", List.of("1.3.0-1"), MINUTE);
        perform(target, install);
        Action healthy = new Action.AwaitHealthy("1.3.0", List.of("1.3.0-1"), MINUTE);
        awaitSeen(target, healthy);
        stopTheFleet();
        FleetLauncher.ensureRunning(state(), LISTEN);
        assertEquals(Health.STOPPED, instance(watching(), "1.3.0-1").health());

        awaitSeen(target, healthy);
        try (Stream<Path> files = Files.walk(state())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                assertFalse(text.contains("s3cr3t-value"), file.toString());
            }
        }
    }

    @Test
    void aHandleIsStartedOnceAndAnUnknownOneIsUnknown() {
        LocalTarget target = serving("1.3.0");
        Action drain = new Action.Drain("1.3.0", List.of("1.3.0-1"), MINUTE);
        perform(target, "once", drain);
        perform(target, new Action.Install("1.3.0", List.of("1.3.0-1"), MINUTE));
        perform(target, "once", drain);

        assertFalse(instance(target, "1.3.0-1").draining());
        assertInstanceOf(Progress.Unknown.class, target.poll("nobody", drain));
    }

    @Test
    void anotherProgramInThePlaceOfTheFleetIsNotBelieved() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("hello".getBytes(StandardCharsets.UTF_8));
            }
        });
        other.start();
        pretend(other.getAddress().getPort());
        TargetException failure = failure(watching().observe());
        other.stop(0);

        assertTrue(failure.getMessage().contains("none of a fleet's, with HTTP status 200"), failure.getMessage());
        assertFalse(failure.getMessage().contains("s3cr3t-token"));
    }

    @Test
    void aDamagedFleetFileIsNamed() throws IOException {
        Files.createDirectories(state());
        Files.writeString(state().resolve("fleet.json"), "{\"pid\": 1, \"token\": \"s3cr3t-token");
        TargetException failure = failure(watching().observe());
        Files.writeString(state().resolve("fleet.json"), "{\"pid\": 1}");
        TargetException incomplete = failure(watching().observe());
        Files.delete(state().resolve("fleet.json"));

        assertTrue(incomplete.getMessage().contains("expected its control address"), incomplete.getMessage());
        assertTrue(failure.getMessage().contains(state().resolve("fleet.json").toString()), failure.getMessage());
        assertFalse(failure.getMessage().contains("s3cr3t-token"), failure.getMessage());
    }

    @Test
    void aHealthCheckThatAFleetCannotDoIsRefusedBeforeAnythingIsTouched() {
        HealthSettings d = HealthSettings.DEFAULT;
        LocalRelease plain = release("1.3.0", 1);
        LocalRelease asking = new LocalRelease(
                plain.version(),
                plain.command(),
                plain.directory(),
                plain.environment(),
                plain.secretEnvironment(),
                plain.artifact(),
                plain.sha256(),
                new HealthSettings(
                        new HealthSettings.Probe.Command("./check.sh"),
                        d.interval(),
                        d.healthyAfter(),
                        d.unhealthyAfter(),
                        d.timeout(),
                        d.grace(),
                        d.checkTimeout()),
                plain.stopTimeout(),
                plain.desired());

        assertTrue(failure(starting().prepare(asking)).getMessage().startsWith("deployment.health cannot be used"));
        assertFalse(Files.exists(state()));
    }

    private LocalTarget serving(String version) {
        LocalTarget target = starting();
        done(target.prepare(release(version, 1)));
        List<String> ids = List.of(version + "-1");
        perform(target, new Action.Install(version, ids, MINUTE));
        awaitSeen(target, new Action.AwaitHealthy(version, ids, MINUTE));
        assertEquals(
                new Progress.Done(""),
                perform(target, new Action.SetTraffic(Map.of(version, Share.FULL), Map.of(), 1, MINUTE)));
        return target;
    }

    private LocalTarget starting() {
        return new LocalTarget(LISTEN, listen -> state(), http, Optional.of(new FleetProcesses()));
    }

    private LocalTarget watching() {
        return new LocalTarget(LISTEN, listen -> state(), http, Optional.empty());
    }

    private Path state() {
        return temporary.resolve("fleet");
    }

    private LocalRelease release(String version, int desired) {
        return release(version, Optional.empty(), Optional.empty(), Map.of(), false, desired);
    }

    private LocalRelease release(
            String version,
            Optional<Path> artifact,
            Optional<String> sha256,
            Map<String, String> secrets,
            boolean needsToken) {
        return release(version, artifact, sha256, secrets, needsToken, 1);
    }

    private LocalRelease release(
            String version,
            Optional<Path> artifact,
            Optional<String> sha256,
            Map<String, String> secrets,
            boolean needsToken,
            int desired) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = Path.of("target", "test-classes").toAbsolutePath().toString();
        return new LocalRelease(
                version,
                "'" + java + "' -Xmx32m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + classes + "' "
                        + TestInstance.class.getName() + (needsToken ? " token" : ""),
                temporary,
                Map.of("GATE", temporary.resolve("gate").toString()),
                secrets,
                artifact,
                sha256,
                new HealthSettings(
                        new HealthSettings.Probe.Http("/health"),
                        Duration.ofMillis(50),
                        2,
                        2,
                        MINUTE,
                        Duration.ZERO,
                        Duration.ofSeconds(2)),
                Duration.ofSeconds(5),
                desired);
    }

    /** Another server where the fleet should be. */
    private void pretend(int port) throws IOException {
        Files.createDirectories(state());
        Files.write(
                state().resolve(FleetEndpoint.FILE),
                FleetJson.lenient()
                        .writeValueAsBytes(new FleetEndpoint(
                                ProcessHandle.current().pid(),
                                Instant.now(),
                                LISTEN,
                                URI.create("http://127.0.0.1:" + port),
                                "s3cr3t-token")));
    }

    private void kill() throws Exception {
        long pid = FleetLauncher.running(state()).orElseThrow().pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().atMost(BOUND).until(() -> !alive(pid));
    }

    private static boolean alive(long pid) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
    }

    private HttpRequest request(String path) throws Exception {
        FleetEndpoint fleet = FleetLauncher.running(state()).orElseThrow();
        return HttpRequest.newBuilder(URI.create("http://" + fleet.listen() + path))
                .timeout(BOUND)
                .build();
    }

    private String get(String path) throws Exception {
        return http.send(request(path), HttpResponse.BodyHandlers.ofString()).body();
    }

    private Progress perform(LocalTarget target, Action action) {
        return perform(target, "handle-" + handles++, action);
    }

    private static Progress perform(LocalTarget target, String handle, Action action) {
        target.start(handle, action);
        return ended(target, handle, action);
    }

    private static Progress ended(LocalTarget target, String handle, Action action) {
        AtomicReference<Progress> last = new AtomicReference<>();
        await().atMost(BOUND).pollInterval(Duration.ofMillis(5)).until(() -> {
            last.set(target.poll(handle, action));
            return !(last.get() instanceof Progress.Running);
        });
        return last.get();
    }

    private static void awaitSeen(LocalTarget target, Action action) {
        await(action.name()).atMost(BOUND).until(() -> target.satisfied(action, look(target)));
    }

    private static Instance instance(LocalTarget target, String id) {
        return look(target).instances().stream()
                .filter(i -> i.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Fleet look(LocalTarget target) {
        return done(target.observe());
    }

    private static <T> T done(CompletableFuture<T> future) {
        await().atMost(BOUND).pollInterval(Duration.ofMillis(5)).until(future::isDone);
        return future.join();
    }

    private static TargetException failure(CompletableFuture<?> future) {
        await().atMost(BOUND).until(future::isDone);
        return assertInstanceOf(
                TargetException.class,
                assertThrows(CompletionException.class, future::join).getCause());
    }
}
