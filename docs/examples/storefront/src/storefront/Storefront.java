package storefront;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small shop to deploy: {@code --port PORT [--fault FAULT]…}, also {@code PORT} and {@code STOREFRONT_FAULT} (several
 * separated by {@code ;}). Serves {@code /}, {@code /health}, {@code /version} and {@code /api/checkout}.
 */
public final class Storefront {
    private static final long STOP_MILLIS = 5_000;

    private final String version;
    private final Faults faults;
    private final AtomicInteger inFlight = new AtomicInteger();

    private Storefront(String version, Faults faults) {
        this.version = version;
        this.faults = faults;
    }

    public static void main(String[] arguments) throws Exception {
        Properties build = new Properties();
        try (InputStream baked = Storefront.class.getResourceAsStream("build.properties")) {
            build.load(baked);
        }
        List<String> texts = new ArrayList<>(split(build.getProperty("faults", "")));
        texts.addAll(split(System.getenv().getOrDefault("STOREFRONT_FAULT", "")));
        String port = System.getenv().getOrDefault("PORT", "8080");
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                String value = i + 1 < arguments.length ? arguments[i + 1] : "";
                switch (arguments[i]) {
                    case "--port" -> port = value;
                    case "--fault" -> texts.add(value);
                    default ->
                        throw new IllegalArgumentException("Unknown option \"" + arguments[i]
                                + "\". Usage: storefront --port PORT [--fault FAULT]...");
                }
            }
            if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
                throw new IllegalArgumentException("--port: expected 0 to 65535, found \"" + port + "\"");
            }
            Faults faults = new Faults(texts.stream().map(Fault::parse).toList());
            new Storefront(build.getProperty("version"), faults).serve(Integer.parseInt(port));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (BindException e) {
            System.err.println(
                    "Address already in use: 127.0.0.1:" + port + ". Stop what listens there or choose another --port");
            System.exit(1);
        }
    }

    private static List<String> split(String texts) {
        return Arrays.stream(texts.split(";"))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private void serve(int port) throws IOException, InterruptedException {
        if (faults.find(Fault.Kind.CRASH).filter(fault -> fault.amount() == 0).isPresent()) {
            System.err.println("storefront " + version + ": cannot read the price list, giving up");
            System.exit(3);
        }
        Thread.sleep(faults.find(Fault.Kind.SLOW_START)
                .map(fault -> (long) fault.amount())
                .orElse(0L));
        // Else every second response waits 40 ms for the acknowledgement of its header.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 1024);
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        System.out.println("storefront " + version + " listens on 127.0.0.1:"
                + server.getAddress().getPort());
    }

    /** Requests under way are finished first. */
    private void stop(HttpServer server) {
        try {
            if (faults.find(Fault.Kind.HANG_ON_STOP).isPresent()) {
                TimeUnit.DAYS.sleep(1);
            }
            for (long waited = 0; inFlight.get() > 0 && waited < STOP_MILLIS; waited += 10) {
                Thread.sleep(10);
            }
            server.stop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        inFlight.incrementAndGet();
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            if (exchange.getRequestURI().getPath().equals("/health")) {
                boolean healthy = faults.healthy();
                send(
                        exchange,
                        healthy ? 200 : 503,
                        "application/json",
                        "{\"status\":\"" + (healthy ? "up" : "down") + "\"}\n");
                return;
            }
            Faults.Outcome outcome = faults.nextRequest();
            if (outcome.crash()) {
                System.err.println("storefront " + version + ": out of stock, giving up");
                Runtime.getRuntime().halt(3);
            }
            if (outcome.delayMillis() > 0) {
                Thread.sleep(outcome.delayMillis());
            }
            if (outcome.error()) {
                send(exchange, 500, "application/json", "{\"error\":\"the basket is lost\"}\n");
            } else {
                answer(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/" ->
                send(
                        exchange,
                        200,
                        "text/html; charset=utf-8",
                        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Storefront</title></head>"
                                + "<body><h1>Welcome to the storefront</h1><p>Version " + version
                                + "</p></body></html>\n");
            case "/version" -> send(exchange, 200, "application/json", "{\"version\":\"" + version + "\"}\n");
            case "/api/checkout" ->
                send(exchange, 200, "application/json", "{\"order\":\"accepted\",\"version\":\"" + version + "\"}\n");
            default -> send(exchange, 404, "application/json", "{\"error\":\"there is no such page\"}\n");
        }
    }

    private void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Storefront-Version", version);
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
