package io.jenkins.plugins.deploymentworkflow.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings;
import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings.Probe;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Check;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSmokeTestTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final Verification verification = new Verification();
    private HttpServer server;
    private String base;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
        verification.close();
    }

    @Test
    void anyStatusOfSuccessIsGoodUnlessOneIsExpected() {
        answer("/created", 201, "");
        verification.passes(get("/created"));
        assertTrue(
                verification.fails(withStatus("/created", 200)).matches(".*: expected status 200, found 201 after .*"));
    }

    @Test
    void theMessageSaysWhatWasExpectedAndWhatWasFound() {
        answer("/broken", 503, "out of\n order");
        Probe probe =
                new Http("/broken").status(200).within(Duration.ofMinutes(2)).probe();
        String message = verification.fails(probe);
        assertTrue(
                message.matches("GET " + base
                        + "/broken: expected status 200 within 2m, found 503 after [0-9ms]+: out of order"),
                message);
    }

    @Test
    void onlyTheBeginningOfALongBodyIsShown() {
        answer("/broken", 500, "x".repeat(5_000));
        assertTrue(verification.fails(get("/broken")).endsWith(": " + "x".repeat(200) + "…"));
    }

    @Test
    void anAnswerThatTakesTooLongIsNotGood() {
        answer("/slow", 200, "here at last");
        AtomicLong now = new AtomicLong();
        try (Verification slow = new Verification(
                Probes.certificateAuthorities(null),
                () -> now.addAndGet(Duration.ofSeconds(3).toNanos()))) {
            String message =
                    slow.fails(new Http("/slow").within(Duration.ofSeconds(2)).probe());
            assertTrue(message.contains("expected status 2xx within 2s, found 200 after "), message);
        }
    }

    @Test
    void aTextIsFoundInTheBodyOrMissed() {
        answer("/", 200, "<h1>Welcome</h1>");
        verification.passes(new Http("/").contains("Welcome").probe());
        assertEquals(
                "GET " + base + "/: expected 'Goodbye' in the body, found <h1>Welcome</h1>",
                verification.fails(new Http("/").contains("Goodbye").probe()));
    }

    @Test
    void valuesInAJsonBodyAreComparedAsText() {
        answer("/status", 200, "{\"version\":\"1.4.0\",\"nodes\":[{\"up\":true,\"load\":0.5}],\"error\":null}");
        verification.passes(new Http("/status")
                .json(Map.of(
                        "/version", "{{version}}", "/nodes/0/up", "true", "/nodes/0/load", "0.5", "/error", "null"))
                .probe());
        assertEquals(
                "GET " + base + "/status: expected 2.0.0 at /version of the body, found 1.4.0",
                verification.fails(
                        new Http("/status").json(Map.of("/version", "2.0.0")).probe()));
        assertEquals(
                "GET " + base + "/status: expected up at /nodes/1/state of the body, found nothing there",
                verification.fails(
                        new Http("/status").json(Map.of("/nodes/1/state", "up")).probe()));
    }

    @Test
    void aBodyThatIsNoJsonIsSaidToBeNone() {
        answer("/status", 200, "<html>");
        assertEquals(
                "GET " + base + "/status: expected JSON in the body, found <html>",
                verification.fails(
                        new Http("/status").json(Map.of("/version", "1")).probe()));
    }

    @Test
    void headersAreFoundWhateverTheirCase() {
        handle("/", exchange -> {
            exchange.getResponseHeaders().add("X-Version", "1.4.0");
            reply(exchange, 200, "");
        });
        verification.passes(
                new Http("/").headers(Map.of("x-version", "{{version}}")).probe());
        assertEquals(
                "GET " + base + "/: expected the header X-Version: 2.0.0, found 1.4.0",
                verification.fails(
                        new Http("/").headers(Map.of("X-Version", "2.0.0")).probe()));
        assertEquals(
                "GET " + base + "/: expected the header X-Other: a, found none of that name",
                verification.fails(new Http("/").headers(Map.of("X-Other", "a")).probe()));
    }

    @Test
    void everythingThatIsNotAsExpectedIsSaidAtOnce() {
        answer("/", 404, "nothing");
        String message = verification.fails(new Http("/")
                .contains("Welcome")
                .headers(Map.of("X-Version", "1"))
                .probe());
        assertTrue(message.contains("found 404"), message);
        assertTrue(message.contains("'Welcome'") && message.contains("X-Version"), message);
    }

    @Test
    void noMoreThanTheFirstMebibyteOfABodyIsRead() {
        String text = "a".repeat(LimitedBody.LIMIT - 3) + "end" + "beyond";
        answer("/long", 200, text);
        verification.passes(new Http("/long").contains("end").probe());
        String message = verification.fails(new Http("/long").contains("beyond").probe());
        assertTrue(message.contains("expected 'beyond' in the body's first MiB, found aaa"), message);
    }

    @Test
    void anEndlessBodyComesToAnEnd() {
        handle("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 1_000_000; i++) {
                    body.write(new byte[4096]);
                }
            }
        });
        verification.passes(get("/endless"));
    }

    @Test
    void aRedirectWithinTheHostIsFollowedWithItsHeaders() {
        redirect("/old", 302, "/new");
        answer("/new", 200, "here");
        verification.passes(new Http("/old")
                .contains("here")
                .requestHeaders(Map.of("Authorization", "Bearer ${TOKEN}"))
                .probe());
        assertEquals(
                List.of("GET /old Bearer " + Verification.SECRET, "GET /new Bearer " + Verification.SECRET),
                List.copyOf(seen));
    }

    @Test
    void aRedirectIsGoodWhenItIsWhatIsExpected() {
        redirect("/old", 302, "/new");
        verification.passes(withStatus("/old", 302));
        assertEquals(1, seen.size());
    }

    @Test
    void aRedirectToAnotherHostIsNotFollowed() {
        redirect("/old", 302, "http://localhost:" + server.getAddress().getPort() + "/new");
        answer("/new", 200, "here");
        String message = verification.fails(get("/old"));
        assertTrue(message.contains("found 302 to http://localhost:"), message);
        assertEquals(1, seen.size());
    }

    @Test
    void anotherServerOnTheSameHostIsNotSentTheHeaders() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", recording(exchange -> reply(exchange, 200, "here")));
        other.start();
        try {
            redirect("/old", 307, "http://127.0.0.1:" + other.getAddress().getPort() + "/new");
            verification.passes(new Http("/old")
                    .requestHeaders(Map.of("Authorization", "Bearer ${TOKEN}"))
                    .probe());
            assertEquals(List.of("GET /old Bearer " + Verification.SECRET, "GET /new null"), List.copyOf(seen));
        } finally {
            other.stop(0);
        }
    }

    @Test
    void aCircleOfRedirectsComesToAnEnd() {
        redirect("/round", 302, "/round");
        assertTrue(verification.fails(get("/round")).contains("found 302 to /round"));
        assertEquals(6, seen.size());
    }

    @Test
    void aFormIsPostedAndItsAnswerFetched() {
        handle("/form", exchange -> {
            seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Location", "/done");
            reply(exchange, 303, "");
        });
        answer("/done", 200, "thanks");
        verification.passes(new Http("/form")
                .method("POST")
                .body("q={{environment}}")
                .contains("thanks")
                .probe());
        assertEquals(List.of("POST /form null", "q=staging", "GET /done null"), List.copyOf(seen));
    }

    @Test
    void aSecretIsSentAndNeverShown() {
        handle(
                "/echo",
                exchange -> reply(
                        exchange,
                        500,
                        "you said " + exchange.getRequestHeaders().getFirst("X-Token") + exchange.getRequestURI()));
        String message = verification.fails(new Http("/echo?t=${TOKEN}")
                .requestHeaders(Map.of("X-Token", "${TOKEN}"))
                .probe());
        assertTrue(message.startsWith("GET " + base + "/echo?t=${TOKEN}: "), message);
        assertTrue(message.endsWith("you said ****/echo?t=****"), message);
    }

    @Test
    void anAddressThatIsNoneIsSaidToBeNoneWithoutItsSecret() {
        Check check = verification
                .run(Verification.test(new Http("http://127.0.0.1:1/ ${TOKEN}", "").probe()))
                .get(0);
        assertEquals("GET http://127.0.0.1:1/ ${TOKEN}: expected an http or https address", check.message());
    }

    @Test
    void aServerThatIsNotThereIsSaidToRefuse() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        String message = verification.fails(new Http("http://127.0.0.1:" + port, "/").probe());
        assertTrue(message.contains("expected status 2xx, found no answer: "), message);
        assertTrue(message.toLowerCase(java.util.Locale.ROOT).contains("refused"), message);
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpAndAskedAgain() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            SmokeTestSettings test = new SmokeTestSettings(
                    "silent",
                    new Http("http://127.0.0.1:" + silent.getLocalPort(), "/").probe(),
                    2,
                    Duration.ofMillis(1),
                    Duration.ofMillis(100));
            Check check = verification.run(test).get(0);
            assertFalse(check.passed());
            assertEquals(3, check.attempts());
            assertEquals("expected an end within 100ms, found none", check.message());
        }
    }

    @Test
    void aServerThatRecoversPassesOnALaterAttempt() {
        AtomicInteger calls = new AtomicInteger();
        handle("/", exchange -> reply(exchange, calls.incrementAndGet() < 3 ? 503 : 200, ""));
        Check check = verification
                .run(new SmokeTestSettings("home", get("/"), 3, Duration.ofMillis(1), Duration.ofSeconds(20)))
                .get(0);
        assertTrue(check.passed());
        assertEquals(3, check.attempts());
        assertEquals(3, calls.get());
    }

    private void answer(String path, int status, String body) {
        handle(path, exchange -> reply(exchange, status, body));
    }

    private void redirect(String path, int status, String to) {
        handle(path, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            reply(exchange, status, "");
        });
    }

    private void handle(String path, HttpHandler handler) {
        server.createContext(path, recording(handler));
    }

    private HttpHandler recording(HttpHandler handler) {
        return exchange -> {
            seen.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " "
                            + exchange.getRequestHeaders().getFirst("Authorization"));
            handler.handle(exchange);
        };
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private Probe get(String path) {
        return new Http(path).probe();
    }

    private Probe withStatus(String path, int status) {
        return new Http(path).status(status).probe();
    }

    /** Writes an HTTP test as an environment file would. */
    private final class Http {
        private final String url;
        private OptionalInt status = OptionalInt.empty();
        private Optional<String> contains = Optional.empty();
        private Map<String, String> json = Map.of();
        private Map<String, String> headers = Map.of();
        private Optional<Duration> within = Optional.empty();
        private String method = "GET";
        private Map<String, String> requestHeaders = Map.of();
        private Optional<String> body = Optional.empty();

        Http(String path) {
            this(base, path);
        }

        Http(String base, String path) {
            url = base + path;
        }

        Http status(int value) {
            status = OptionalInt.of(value);
            return this;
        }

        Http contains(String value) {
            contains = Optional.of(value);
            return this;
        }

        Http json(Map<String, String> value) {
            json = value;
            return this;
        }

        Http headers(Map<String, String> value) {
            headers = value;
            return this;
        }

        Http within(Duration value) {
            within = Optional.of(value);
            return this;
        }

        Http method(String value) {
            method = value;
            return this;
        }

        Http requestHeaders(Map<String, String> value) {
            requestHeaders = value;
            return this;
        }

        Http body(String value) {
            body = Optional.of(value);
            return this;
        }

        Probe probe() {
            return new Probe.Http(url, status, contains, json, headers, within, method, requestHeaders, body);
        }
    }
}
