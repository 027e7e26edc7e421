package io.jenkins.plugins.deploymentworkflow.target.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Speaks to a fleet's control port without blocking. Where the fleet is it reads anew for every request, so that one that
 * was restarted is found again. Futures fail with {@link FleetRefusal} when the fleet says no, and with {@link
 * TargetException} when there is nobody to say anything.
 */
final class FleetClient {
    private static final JsonMapper JSON = FleetJson.lenient();

    /** How long a fleet may take to answer, as a rule. */
    static final Duration ANSWER = Duration.ofSeconds(10);

    /** The fleet copies the artifact before it answers. */
    private static final Duration COPY = Duration.ofMinutes(5);
    /** From an attempt to start the fleet that failed to the next. */
    private static final Duration START_AGAIN = Duration.ofSeconds(5);

    private final String listen;
    private final Path state;
    private final HttpClient http;
    private final Optional<FleetStarter> starter;
    private final Duration answer;
    private boolean mayStart;
    private CompletableFuture<FleetEndpoint> starting;
    private long startedAt;

    FleetClient(String listen, Path state, HttpClient http, Optional<FleetStarter> starter, Duration answer) {
        this.listen = listen;
        this.state = state;
        this.http = http;
        this.starter = starter;
        this.answer = answer;
    }

    /** From now on a fleet that is not there is started, if this client can. */
    synchronized void allowStart() {
        mayStart = starter.isPresent();
    }

    CompletableFuture<FleetStatus> status() {
        return call("GET", "fleet", null);
    }

    CompletableFuture<FleetStatus> register(String version, ReleaseRequest release) {
        return call("PUT", "releases/" + segment(version), release);
    }

    CompletableFuture<FleetStatus> desire(int instances) {
        return call("PUT", "desired", new DesiredRequest(instances));
    }

    CompletableFuture<FleetStatus> run(String instance, String version) {
        return call("PUT", "instances/" + segment(instance), new InstanceRequest(version));
    }

    CompletableFuture<FleetStatus> drain(String instance) {
        return call("POST", "instances/" + segment(instance) + "/drain", null);
    }

    CompletableFuture<FleetStatus> remove(String instance, Duration after) {
        return call("DELETE", "instances/" + segment(instance) + "?afterMillis=" + after.toMillis(), null);
    }

    /** @param shares in basis points by version */
    CompletableFuture<FleetStatus> route(Map<String, Integer> shares, int required) {
        return call("PUT", "traffic?required=" + required, shares);
    }

    private CompletableFuture<FleetStatus> call(String method, String path, Object body) {
        Optional<FleetEndpoint> found;
        try {
            found = endpoint();
        } catch (TargetException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (found.isEmpty()) {
            return start(nobody("there is no " + FleetEndpoint.FILE + " in " + state, null))
                    .thenCompose(endpoint -> sendOnce(endpoint, method, path, body));
        }
        return send(found.get(), method, path, body)
                .handle((status, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(status);
                    }
                    Throwable cause = cause(failure);
                    if (cause instanceof FleetRefusal refusal && refusal.status() != 401) {
                        return CompletableFuture.<FleetStatus>failedFuture(cause);
                    }
                    return sendAgain(found.get(), method, path, body, cause);
                })
                .thenCompose(next -> next);
    }

    /** Nobody answered, or somebody who does not know the token: the fleet may be another one by now, or gone. */
    private CompletableFuture<FleetStatus> sendAgain(
            FleetEndpoint before, String method, String path, Object body, Throwable cause) {
        Optional<FleetEndpoint> now = endpoint();
        if (now.isPresent() && !now.get().equals(before)) {
            return sendOnce(now.get(), method, path, body);
        }
        if (cause instanceof HttpTimeoutException) {
            return CompletableFuture.failedFuture(silent(before, cause));
        }
        return start(silent(before, cause)).thenCompose(endpoint -> sendOnce(endpoint, method, path, body));
    }

    private CompletableFuture<FleetStatus> sendOnce(FleetEndpoint endpoint, String method, String path, Object body) {
        return send(endpoint, method, path, body).exceptionallyCompose(failure -> {
            Throwable cause = cause(failure);
            return CompletableFuture.failedFuture(cause instanceof FleetRefusal ? cause : silent(endpoint, cause));
        });
    }

    private CompletableFuture<FleetStatus> send(FleetEndpoint endpoint, String method, String path, Object body) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(endpoint.control() + "/v1/" + path))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Authorization", "Bearer " + endpoint.token())
                    .header("Content-Type", "application/json")
                    .timeout(body instanceof ReleaseRequest ? COPY : answer)
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build();
        } catch (JsonProcessingException e) {
            return CompletableFuture.failedFuture(new IllegalStateException(e.getOriginalMessage()));
        }
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(response -> read(endpoint, response));
    }

    private FleetStatus read(FleetEndpoint endpoint, HttpResponse<byte[]> response) {
        try {
            if (response.statusCode() == 200) {
                return JSON.readValue(response.body(), FleetStatus.class);
            }
            String error = JSON.readValue(response.body(), FleetError.class).error();
            if (error != null) {
                throw new FleetRefusal(response.statusCode(), error);
            }
        } catch (IOException e) {
            // Whoever answered is no fleet.
        }
        throw new TargetException(endpoint + " gave an answer that is none of a fleet's, with HTTP status "
                + response.statusCode() + "; see whether another program has taken its port");
    }

    /** Where the fleet says that it is; empty when no fleet has started, or the last one has stopped. */
    private Optional<FleetEndpoint> endpoint() {
        Path file = state.resolve(FleetEndpoint.FILE);
        try {
            FleetEndpoint endpoint = JSON.readValue(Files.readAllBytes(file), FleetEndpoint.class);
            if (endpoint.control() == null || endpoint.control().getHost() == null || endpoint.token() == null) {
                throw damaged(file, "expected its control address and token, found none");
            }
            return Optional.of(endpoint);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw damaged(file, e.getOriginalMessage());
        } catch (IOException e) {
            throw new TargetException(file + " cannot be read (" + e + "). Expected a file that this user may read", e);
        }
    }

    private static TargetException damaged(Path file, String why) {
        return new TargetException(file + " does not say where the fleet is: " + why
                + ". Stop the fleet if it runs, remove the file and start it again");
    }

    private synchronized CompletableFuture<FleetEndpoint> start(TargetException otherwise) {
        if (!mayStart) {
            return CompletableFuture.failedFuture(otherwise);
        }
        boolean failedLately = starting != null
                && starting.isCompletedExceptionally()
                && System.nanoTime() - startedAt < START_AGAIN.toNanos();
        if (starting == null || starting.isDone() && !failedLately) {
            startedAt = System.nanoTime();
            starting = starter.orElseThrow()
                    .start(state, listen)
                    .exceptionallyCompose(failure -> CompletableFuture.failedFuture(new TargetException(
                            "The local fleet on " + listen + " could not be started: "
                                    + cause(failure).getMessage(),
                            failure)));
        }
        return starting;
    }

    private TargetException silent(FleetEndpoint endpoint, Throwable cause) {
        String found = cause instanceof HttpTimeoutException
                ? "it did not answer in time"
                : cause instanceof FleetRefusal ? "it does not accept the token" : "nobody answers";
        return cause instanceof TargetException known ? known : nobody(endpoint + ": " + found, cause);
    }

    private TargetException nobody(String found, Throwable cause) {
        return new TargetException(
                "The local fleet on " + listen + " cannot be asked: " + found
                        + ". Start it with: bin/deployment-workflow fleet start --listen " + listen,
                cause);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
