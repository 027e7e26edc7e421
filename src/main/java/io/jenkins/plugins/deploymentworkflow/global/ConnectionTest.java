package io.jenkins.plugins.deploymentworkflow.global;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.ProxyConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Asks a server once, to see that it is there: with {@code GET}, no longer than a few seconds in all, reading no more than
 * the beginning of the answer, and following a redirection only on the same server.
 */
final class ConnectionTest {
    /** The longest part of an answer that is read, in bytes. */
    static final int LONGEST = 64 * 1024;

    private static final int MOST_REDIRECTIONS = 3;

    private final HttpClient client;
    private final Duration limit;

    /** @param millis how long it took */
    record Answer(int status, String body, long millis) {}

    /** It could not be asked; the message says why. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    /** @param limit for everything together */
    ConnectionTest(HttpClient client, Duration limit) {
        this.client = client;
        this.limit = limit;
    }

    /** Through the proxy that the controller has, if it has one. */
    static ConnectionTest standard() {
        Duration limit = Duration.ofSeconds(10);
        return new ConnectionTest(
                ProxyConfiguration.newHttpClientBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(limit)
                        .build(),
                limit);
    }

    /**
     * @param url of a web server
     * @param credential a text is sent as a bearer token, a user and a password as such; null for none
     */
    Answer get(String url, StandardCredentials credential) throws Failed {
        long start = System.nanoTime();
        URI asked = URI.create(url);
        for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
            Raw raw = ask(asked, credential, limit.minusNanos(System.nanoTime() - start));
            if (raw.status / 100 != 3 || raw.location.isEmpty()) {
                return new Answer(raw.status, raw.body, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            }
            asked = next(asked, raw.location);
        }
        throw new Failed(Messages.ConnectionTest_circles(MOST_REDIRECTIONS));
    }

    private record Raw(int status, String body, String location) {}

    private static URI next(URI asked, String location) throws Failed {
        URI next;
        try {
            next = asked.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new Failed(Messages.ConnectionTest_leaves("?"));
        }
        boolean same = asked.getScheme().equalsIgnoreCase(next.getScheme())
                && asked.getHost().equalsIgnoreCase(next.getHost())
                && asked.getPort() == next.getPort();
        if (!same) {
            throw new Failed(Messages.ConnectionTest_leaves(next.getHost() == null ? "?" : next.getHost()));
        }
        return next;
    }

    private Raw ask(URI uri, StandardCredentials credential, Duration left) throws Failed {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(positive(left));
        String authorization = authorization(credential);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        AtomicReference<InputStream> body = new AtomicReference<>();
        CompletableFuture<Raw> answer = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(response -> read(response, body));
        try {
            return answer.get(positive(left).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Failed(Messages.ConnectionTest_tooLate(limit.toSeconds()));
        } catch (ExecutionException e) {
            throw new Failed(Messages.ConnectionTest_failed(words(e.getCause())));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Failed(Messages.ConnectionTest_tooLate(limit.toSeconds()));
        } finally {
            close(body.get());
        }
    }

    private static Raw read(HttpResponse<InputStream> response, AtomicReference<InputStream> body) {
        body.set(response.body());
        try (InputStream in = response.body()) {
            return new Raw(
                    response.statusCode(),
                    new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8),
                    response.headers().firstValue("Location").orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a reading that is still waiting. */
    private static void close(InputStream body) {
        if (body != null) {
            try {
                body.close();
            } catch (IOException e) {
                // It is over either way.
            }
        }
    }

    private static String authorization(StandardCredentials credential) {
        if (credential instanceof StringCredentials token) {
            return "Bearer " + token.getSecret().getPlainText();
        }
        if (credential instanceof StandardUsernamePasswordCredentials user) {
            String both = user.getUsername() + ":" + user.getPassword().getPlainText();
            return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        }
        return "";
    }

    private static Duration positive(Duration left) {
        return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    }

    /** Without the address, which is known, and without what a secret might be part of. */
    private static String words(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
