package io.jenkins.plugins.deploymentworkflow.fleet;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example application does wrong what it is told to, and nothing else. */
class StorefrontTest {
    private static final Duration BOUND = FleetUnderTest.BOUND;
    private static final Path EXAMPLE = Path.of("..", "..", "docs", "examples", "storefront")
            .toAbsolutePath()
            .normalize();
    private static final Pattern LISTENS = Pattern.compile("listens on 127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    static Path directory;

    private static Path jar;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Process> started = new ArrayList<>();
    private final Map<Process, Path> outputs = new HashMap<>();

    @BeforeAll
    static void build() throws Exception {
        jar = build("1.2.3");
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void theSameSourcesGiveTheSameBytes() throws Exception {
        Path again = directory.resolve("again.jar");
        assertEquals(0, run("1.2.3", again.toString()).waitFor());
        assertArrayEquals(Files.readAllBytes(jar), Files.readAllBytes(again));
    }

    @Test
    void withoutFaultsEveryPageIsServedAndItStopsWhenAsked() throws Exception {
        Shop shop = start(Map.of());
        assertTrue(shop.get("/").body().contains("Welcome to the storefront"));
        assertTrue(shop.get("/").body().contains("1.2.3"));
        assertEquals("{\"status\":\"up\"}\n", shop.get("/health").body());
        assertEquals("{\"version\":\"1.2.3\"}\n", shop.get("/version").body());
        assertEquals(200, shop.get("/api/checkout").statusCode());
        assertEquals(404, shop.get("/nowhere").statusCode());
        shop.process.destroy();
        assertTrue(shop.process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS));
        assertEquals(143, shop.process.exitValue());
    }

    @Test
    void aRatioOfRequestsFails() throws Exception {
        Shop shop = start(Map.of(), "--fault", "errors=60%");
        long failed = IntStream.range(0, 10)
                .filter(i -> shop.status("/api/checkout") == 500)
                .count();
        assertEquals(6, failed);
        assertEquals(200, shop.status("/health"));
    }

    @Test
    void aFaultThatIsBuiltInComesWithTheLoadAndGoesWithIt() throws Exception {
        Path bad = build("1.4.0", "--fault", "errors=100%,above=20rps");
        Shop shop = start(bad, Map.of());
        assertEquals(200, shop.status("/"));
        await().atMost(BOUND).until(() -> IntStream.range(0, 40).parallel().anyMatch(i -> shop.status("/") == 500));
        await().atMost(BOUND).pollInterval(Duration.ofMillis(200)).until(() -> shop.status("/") == 200);
    }

    @Test
    void requestsTakeLonger() throws Exception {
        Shop shop = start(Map.of("STOREFRONT_FAULT", "latency=300ms"));
        long begun = System.nanoTime();
        assertEquals(200, shop.status("/"));
        assertTrue(System.nanoTime() - begun >= Duration.ofMillis(300).toNanos());
    }

    @Test
    void healthFailsAtOnceOrLater() throws Exception {
        assertEquals(503, start(Map.of(), "--fault", "health").status("/health"));
        Shop later = start(Map.of(), "--fault", "health=1s");
        await().atMost(BOUND).until(() -> later.status("/health") == 503);
        assertEquals(200, later.status("/"), "only its health fails");
    }

    @Test
    void itCrashesAtItsStart() throws Exception {
        Process process = process(jar, Map.of(), "--fault", "crash");
        assertTrue(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS));
        assertEquals(3, process.exitValue());
        assertTrue(output(process).contains("giving up"));
    }

    @Test
    void itCrashesAfterSoManyRequests() throws Exception {
        Shop shop = start(Map.of("STOREFRONT_FAULT", "crash=3; latency=1ms"));
        for (int i = 0; i < 3; i++) {
            assertEquals(200, shop.status("/"));
            assertEquals(200, shop.status("/health"));
        }
        assertEquals(0, shop.status("/"), "no answer");
        assertTrue(shop.process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS));
        assertEquals(3, shop.process.exitValue());
    }

    @Test
    void itStartsSlowly() throws Exception {
        long begun = System.nanoTime();
        start(Map.of(), "--fault", "slow-start=1s");
        assertTrue(System.nanoTime() - begun >= Duration.ofSeconds(1).toNanos());
    }

    @Test
    void itHangsWhenItIsToStop() throws Exception {
        Shop shop = start(Map.of(), "--fault", "hang-on-stop");
        shop.process.destroy();
        assertFalse(shop.process.waitFor(1, TimeUnit.SECONDS));
        shop.process.destroyForcibly();
        assertTrue(shop.process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void requestsUnderWayAreFinishedBeforeItStops() throws Exception {
        Shop shop = start(Map.of(), "--fault", "latency=1s");
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 3)
                .mapToObj(i -> client.sendAsync(shop.request("/"), HttpResponse.BodyHandlers.ofString())
                        .thenApply(HttpResponse::statusCode))
                .toList();
        assertEquals(200, shop.status("/health"));
        shop.process.destroy();
        for (CompletableFuture<Integer> answer : answers) {
            assertEquals(200, answer.get(BOUND.toSeconds(), TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "errors",
                "errors=120%",
                "errors=60",
                "errors=5ms",
                "latency=60%",
                "typhoon",
                "crash=1%",
                "health,above=3rps",
                "errors=60%,above=12",
                "slow-start",
                "latency=1.2.3ms",
                "hang-on-stop=1"
            })
    void anUnknownFaultIsRefusedWithThoseThatAreKnown(String fault) throws Exception {
        Process process = process(jar, Map.of(), "--fault", fault);
        assertTrue(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS));
        String output = output(process);
        assertEquals(2, process.exitValue(), output);
        assertTrue(output.startsWith("Unknown fault \"" + fault + "\". Expected one of: errors=60%"), output);
    }

    @Test
    void aTakenPortIsSaid() throws Exception {
        Shop shop = start(Map.of());
        Process second = process(jar, Map.of(), "--port", Integer.toString(shop.port));
        assertTrue(second.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS));
        assertEquals(1, second.exitValue());
        assertTrue(output(second).startsWith("Address already in use: 127.0.0.1:" + shop.port), output(second));
    }

    private final class Shop {
        private final Process process;
        private final int port;

        Shop(Process process, int port) {
            this.process = process;
            this.port = port;
        }

        HttpRequest request(String path) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(BOUND)
                    .build();
        }

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return client.send(request(path), HttpResponse.BodyHandlers.ofString());
        }

        /** 0 when there is no answer. */
        int status(String path) {
            try {
                return get(path).statusCode();
            } catch (IOException e) {
                return 0;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Shop start(Map<String, String> environment, String... arguments) throws Exception {
        return start(jar, environment, arguments);
    }

    private Shop start(Path file, Map<String, String> environment, String... arguments) throws Exception {
        Process process = process(file, environment, arguments);
        await().atMost(BOUND).until(() -> LISTENS.matcher(output(process)).find() || !process.isAlive());
        Matcher matcher = LISTENS.matcher(output(process));
        assertTrue(matcher.find(), output(process));
        return new Shop(process, Integer.parseInt(matcher.group(1)));
    }

    private Process process(Path file, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                file.toString(),
                "--port",
                "0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Path output = Files.createTempFile(directory, "storefront", ".log");
        Process process = builder.redirectOutput(output.toFile()).start();
        outputs.put(process, output);
        started.add(process);
        return process;
    }

    private String output(Process process) throws IOException {
        return Files.readString(outputs.get(process));
    }

    private static Path build(String version, String... arguments) throws Exception {
        Path out = directory.resolve("storefront-" + version + ".jar");
        List<String> all = new ArrayList<>(List.of(version, out.toString()));
        all.addAll(List.of(arguments));
        Process process = run(all.toArray(String[]::new));
        assertTrue(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        return out;
    }

    private static Process run(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(EXAMPLE.resolve("build.sh").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("build.log").toFile());
        builder.environment()
                .merge(
                        "PATH",
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        (path, bin) -> bin + ":" + path);
        return builder.start();
    }
}
