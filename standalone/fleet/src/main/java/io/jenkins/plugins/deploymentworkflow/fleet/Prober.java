package io.jenkins.plugins.deploymentworkflow.fleet;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks instances whether they are healthy. */
final class Prober {
    private final Executor executor;
    private final HttpClient client;

    Prober(Executor executor) {
        this.executor = executor;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor)
                .build();
    }

    /** Empty when the instance passes, else why not. Never completes exceptionally. */
    CompletableFuture<Optional<String>> probe(Release.Check check, int port) {
        String where = "127.0.0.1:" + port + check.path().orElse("");
        return (check.path().isPresent() ? http(check, where) : tcp(check, port))
                .orTimeout(check.timeoutMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> Optional.of(reason(failure, check, where)));
    }

    private CompletableFuture<Optional<String>> http(Release.Check check, String where) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + where))
                .timeout(Duration.ofMillis(check.timeoutMillis()))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(response -> response.statusCode() >= 200 && response.statusCode() < 400
                        ? Optional.empty()
                        : Optional.of(where + " answered " + response.statusCode() + ", expected 200 to 399"));
    }

    private CompletableFuture<Optional<String>> tcp(Release.Check check, int port) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress("127.0.0.1", port), (int)
                                Math.min(Integer.MAX_VALUE, check.timeoutMillis()));
                        return Optional.empty();
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                executor);
    }

    private static String reason(Throwable failure, Release.Check check, String where) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ConnectException) {
            return where + " refused the connection";
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return where + " did not answer within " + check.timeoutMillis() + " ms";
        }
        return where + " gave no response (" + cause.getClass().getSimpleName() + ")";
    }
}
