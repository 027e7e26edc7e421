package io.jenkins.plugins.deploymentworkflow.tool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * What these tests deploy: answers with its version; {@code /slow} only once the file named by {@code GATE} is there. It
 * cannot start without {@code TOKEN} when it is told so by its argument.
 */
final class TestInstance {
    private TestInstance() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && System.getenv("TOKEN") == null) {
            System.err.println("TOKEN is missing");
            System.exit(1);
        }
        HttpServer server =
                HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PORT"))), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", TestInstance::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String gate = System.getenv("GATE");
            while (exchange.getRequestURI().getPath().equals("/slow") && !Files.exists(Path.of(gate))) {
                Thread.sleep(5);
            }
            byte[] body = System.getenv("DEPLOY_VERSION").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
