package io.jenkins.plugins.deploymentworkflow.global;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hudson.util.FormValidation;
import hudson.util.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A server that is tried cannot keep the controller waiting, fill its memory, or lead it and its secret elsewhere. */
@WithJenkins
class ConnectionTestJenkinsTest {
    private static final String TOKEN = "t0ken-of-the-server";

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private HttpServer other;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        for (HttpServer each : List.of(server, other)) {
            each.setExecutor(threads);
            each.start();
        }
        other.createContext("/", exchange -> {
            asked.add("other " + exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, 200, "caught");
        });
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        other.stop(0);
        threads.shutdownNow();
    }

    @Test
    void anAnswerIsToldWithItsBeginning(JenkinsRule jenkins) throws Exception {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, 200, "hello");
        });
        ConnectionTest.Answer answer = test(10).get(url(server, "/"), token());
        assertAll(
                () -> assertEquals(200, answer.status()),
                () -> assertEquals("hello", answer.body()),
                () -> assertEquals(List.of("GET Bearer " + TOKEN), asked));
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp(JenkinsRule jenkins) {
        server.createContext("/", exchange -> hang());
        assertEquals("No answer within 1 seconds", failed(1, url(server, "/")));
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUp(JenkinsRule jenkins) {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            hang();
        });
        assertEquals("No answer within 1 seconds", failed(1, url(server, "/")));
    }

    @Test
    void ofAHugeAnswerOnlyTheBeginningIsRead(JenkinsRule jenkins) throws Exception {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[64 * 1024];
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 1600; i++) {
                    out.write(part);
                }
                asked.add("all of it");
            }
        });
        assertEquals(ConnectionTest.LONGEST, test(10).get(url(server, "/"), null).body().length());
        assertEquals(List.of(), asked, "the server could send all of it");
    }

    @Test
    void aRedirectionIsFollowedOnTheSameServerAlone(JenkinsRule jenkins) throws Exception {
        server.createContext("/here", exchange -> redirect(exchange, "/there"));
        server.createContext("/there", exchange -> answer(exchange, 200, "there"));
        server.createContext("/away", exchange -> redirect(exchange, url(other, "/")));
        server.createContext("/file", exchange -> redirect(exchange, "file:///etc/passwd"));
        server.createContext("/round", exchange -> redirect(exchange, "/round"));
        server.createContext("/broken", exchange -> redirect(exchange, "http://[oops"));
        assertAll(
                () -> assertEquals("there", test(10).get(url(server, "/here"), token()).body()),
                () -> assertTrue(failed(10, url(server, "/away")).startsWith("The server redirects to another one")),
                () -> assertTrue(failed(10, url(server, "/file")).startsWith("The server redirects to another one")),
                () -> assertTrue(failed(10, url(server, "/broken")).startsWith("The server redirects to another one")),
                () -> assertEquals("Gave up after 3 redirections", failed(10, url(server, "/round"))));
        assertEquals(List.of(), asked, "the other server was asked");
    }

    @Test
    void aServerThatIsNotThereIsToldWithoutTheAddressOrTheSecret(JenkinsRule jenkins) {
        String url = url(server, "/");
        server.stop(0);
        String message = failed(10, url);
        assertTrue(message.startsWith("The server could not be asked: "), message);
        assertFalse(message.contains(TOKEN), message);
    }

    @Test
    void onlyWebServersAreAsked(JenkinsRule jenkins) {
        var descriptor = jenkins.jenkins.getDescriptorByType(NotificationEndpoint.DescriptorImpl.class);
        for (String url : List.of(
                "file:///etc/passwd", "gopher://127.0.0.1:70/x", "ftp://127.0.0.1/", "jar:file:/x!/", "//127.0.0.1/",
                "http://", "http:///x", "javascript:alert(1)", "", "not an address", "http://user:pw@127.0.0.1/",
                "http://127.0.0.1:99999/", "http://127.0.0.1/" + "x".repeat(3000))) {
            FormValidation answer = descriptor.doTestConnection(url, "");
            assertEquals(FormValidation.Kind.ERROR, answer.kind, url);
            assertEquals(FormValidation.Kind.ERROR, descriptor.doCheckUrl(url).kind, url);
        }
        assertEquals(
                FormValidation.Kind.ERROR, descriptor.doTestConnection(url(other, "/"), "no-such-credential").kind);
        assertEquals(List.of(), asked);
    }

    @Test
    void thePagesSayWhetherItIsPrometheusAndWhetherAnEndpointIsThere(JenkinsRule jenkins) {
        server.createContext("/api/v1/query", exchange -> answer(exchange, 200, "{ \"status\": \"success\" }"));
        server.createContext("/hook", exchange -> answer(exchange, 405, ""));
        server.createContext("/gone", exchange -> answer(exchange, 404, "<script>alert(1)</script>"));
        var prometheus = jenkins.jenkins.getDescriptorByType(PrometheusServer.DescriptorImpl.class);
        var endpoint = jenkins.jenkins.getDescriptorByType(NotificationEndpoint.DescriptorImpl.class);
        assertAll(
                () -> assertEquals(FormValidation.Kind.OK, prometheus.doTestConnection(url(server, ""), "").kind),
                () -> assertEquals(FormValidation.Kind.ERROR, prometheus.doTestConnection(url(other, ""), "").kind),
                () -> assertEquals(FormValidation.Kind.OK, endpoint.doTestConnection(url(server, "/hook"), "").kind),
                () -> assertEquals(FormValidation.Kind.WARNING, endpoint.doTestConnection(url(server, "/gone"), "").kind),
                () -> assertFalse(endpoint.doTestConnection(url(server, "/gone"), "").renderHtml().contains("<script")));
    }

    private void hang() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        answer(exchange, 302, "");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String url(HttpServer server, String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static ConnectionTest test(int seconds) {
        return new ConnectionTest(HttpClient.newHttpClient(), Duration.ofSeconds(seconds));
    }

    private static StandardCredentials token() {
        return new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString(TOKEN));
    }

    private static String failed(int seconds, String url) {
        return assertThrows(ConnectionTest.Failed.class, () -> test(seconds).get(url, token()))
                .getMessage();
    }
}
