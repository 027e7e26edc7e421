package io.jenkins.plugins.deploymentworkflow.fleet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the fleet's tests run as instances. {@code /slow} answers only once the file named by {@code GATE} is there,
 * {@code /error} answers 500, {@code /half} and {@code /half-chunked} die in the middle of their answer, {@code /long}
 * answers 64 MiB, {@code /echo} gives the headers and the size of the body back; it is unhealthy while the
 * file {@code SICK} is there.
 */
public final class TestApp {
    private static final int PART = 1 << 20;
    private static final int PARTS = 64;
    private static final AtomicInteger IN_FLIGHT = new AtomicInteger();

    private TestApp() {}

    /** Listens on the port given by the fleet. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server =
                HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PORT"))), 1024);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", TestApp::handle);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            while (IN_FLIGHT.get() > 0) {
                Thread.onSpinWait();
            }
            server.stop(0);
        }));
        server.start();
    }

    private static void handle(HttpExchange exchange) throws IOException {
        IN_FLIGHT.incrementAndGet();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (exchange.getRequestURI().getPath()) {
                case "/health" -> send(exchange, exists("SICK") ? 503 : 200, "");
                case "/error" -> send(exchange, 500, "");
                case "/half" -> half(exchange, 2L * PART);
                case "/half-chunked" -> half(exchange, 0);
                case "/long" -> {
                    exchange.sendResponseHeaders(200, (long) PARTS * PART);
                    try (OutputStream out = exchange.getResponseBody()) {
                        for (int i = 0; i < PARTS; i++) {
                            out.write(new byte[PART]);
                        }
                    }
                }
                case "/slow" -> {
                    while (!exists("GATE")) {
                        Thread.sleep(5);
                    }
                    send(exchange, 200, "slow");
                }
                case "/echo" -> {
                    StringBuilder headers = new StringBuilder();
                    exchange.getRequestHeaders().forEach((name, values) -> headers.append(name.toLowerCase(Locale.ROOT))
                            .append('=')
                            .append(String.join(",", values))
                            .append('\n'));
                    send(exchange, 200, headers + "body=" + body.length);
                }
                default ->
                    send(exchange, 200, System.getenv("DEPLOY_VERSION") + " " + System.getenv("DEPLOY_INSTANCE"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            IN_FLIGHT.decrementAndGet();
        }
    }

    /** @param length what is announced, 0 for an answer in chunks */
    private static void half(HttpExchange exchange, long length) throws IOException {
        exchange.sendResponseHeaders(200, length);
        OutputStream out = exchange.getResponseBody();
        out.write(new byte[PART]);
        out.flush();
        Runtime.getRuntime().halt(7);
    }

    private static boolean exists(String variable) {
        String file = System.getenv(variable);
        return file != null && Files.exists(Path.of(file));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
