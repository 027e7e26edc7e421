package storefront;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the example's scripts route with: {@code --port PORT --routes FILE}, the file having a line {@code VERSION PORT
 * WEIGHT} for each version, read again for every request. For a page or two of traffic, not for a shop that earns
 * money.
 */
public final class Front {
    private final Path routes;
    private final AtomicLong turn = new AtomicLong();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Front(Path routes) {
        this.routes = routes;
    }

    private record Route(String version, int port, double weight) {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4 || !arguments[0].equals("--port") || !arguments[2].equals("--routes")) {
            System.err.println("Usage: front --port PORT --routes FILE");
            System.exit(2);
        }
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[1])), 1024);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", new Front(Path.of(arguments[3]))::handle);
        server.start();
        System.out.println("front listens on 127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Route route = next();
            HttpResponse<byte[]> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + route.port() + exchange.getRequestURI()))
                            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            response.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            exchange.getResponseHeaders().set("X-Served-Version", route.version());
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (IOException e) {
            exchange.sendResponseHeaders(502, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each version gets its share of every hundred turns, spread evenly over them. */
    private Route next() throws IOException {
        List<Route> known = new ArrayList<>();
        for (String line : Files.readAllLines(routes)) {
            String[] words = line.trim().split(" +");
            if (words.length == 3) {
                known.add(new Route(words[0], Integer.parseInt(words[1]), Double.parseDouble(words[2])));
            }
        }
        // The golden ratio's multiples fill an interval evenly, whatever the weights are.
        double at = turn.getAndIncrement()
                * 0.6180339887498949
                % 1
                * known.stream().mapToDouble(Route::weight).sum();
        for (Route route : known) {
            at -= route.weight();
            if (at < 0) {
                return route;
            }
        }
        throw new IOException("no version has any traffic");
    }
}
