package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Users of the application, all the time until it is closed, whatever happens to it. */
final class LiveTraffic implements AutoCloseable {
    private static final long EVERY_MILLIS = 40;
    private static final int MOST = 40_000;

    /** Users wait for their answers: on a machine that is busy they do not queue up until nothing is answered. */
    private static final int AT_ONCE = 16;

    private static final int SHOWN = 5;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "live-traffic");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpRequest request;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    /** @param listen {@code host:port} */
    LiveTraffic(String listen) {
        request = HttpRequest.newBuilder(URI.create("http://" + listen + "/api/checkout"))
                .timeout(Duration.ofSeconds(60))
                .build();
        timer.scheduleAtFixedRate(this::send, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void send() {
        if (sent.get() >= MOST || sent.get() - answered.get() >= AT_ONCE) {
            return;
        }
        sent.incrementAndGet();
        Instant at = Instant.now();
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (answer == null || answer.statusCode() != 200) {
                failures.add(at + " "
                        + (answer == null
                                ? failure
                                : answer.statusCode() + " " + answer.headers().map()));
            }
            answered.incrementAndGet();
        });
    }

    int requests() {
        return answered.get();
    }

    /** Waits until those under way have their answers. */
    void expectNoFailure() {
        int until = sent.get();
        Place.until("answers to all requests", () -> answered.get() >= until);
        assertTrue(until > 0);
        List<String> first = List.copyOf(failures).stream().limit(SHOWN).toList();
        assertEquals(List.of(), first, () -> failures.size() + " of " + until + " requests failed");
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
