package io.jenkins.plugins.deploymentworkflow.tool.demo;

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
import java.util.concurrent.atomic.AtomicLong;

/** Live traffic on loopback, at a steady rate, for a bounded time; remembers how every request ended. */
final class Traffic implements AutoCloseable {
    private static final List<String> PATHS = List.of("/", "/api/checkout", "/", "/version");

    /**
     * How one request ended.
     *
     * @param version the version that answered, empty when none did
     * @param status 0 when there was no answer
     */
    record Answer(Instant at, String version, int status, long millis) {
        boolean failed() {
            return status == 0 || status >= 500;
        }
    }

    private final URI base;
    private final int perSecond;
    private final long most;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "traffic");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong sent = new AtomicLong();

    /** @param longest after which it stops by itself */
    Traffic(URI base, int perSecond, Duration longest) {
        this.base = base;
        this.perSecond = perSecond;
        this.most = perSecond * longest.toSeconds();
    }

    /** Begins as soon as the first request is answered with success. */
    void startWhenServed() {
        timer.execute(() -> {
            HttpRequest request =
                    HttpRequest.newBuilder(base).timeout(Duration.ofSeconds(2)).build();
            client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((response, failure) -> {
                if (response != null && response.statusCode() == 200) {
                    start();
                } else if (!timer.isShutdown()) {
                    timer.schedule(this::startWhenServed, 100, TimeUnit.MILLISECONDS);
                }
            });
        });
    }

    private void start() {
        long nanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        timer.scheduleAtFixedRate(this::send, 0, nanos, TimeUnit.NANOSECONDS);
    }

    private void send() {
        long number = sent.getAndIncrement();
        if (number >= most) {
            timer.shutdown();
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(base.resolve(PATHS.get((int) (number % PATHS.size()))))
                .timeout(Duration.ofSeconds(10))
                .build();
        Instant begun = Instant.now();
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((response, failure) -> {
            long millis = Duration.between(begun, Instant.now()).toMillis();
            answers.add(
                    response == null
                            ? new Answer(begun, "", 0, millis)
                            : new Answer(
                                    begun,
                                    response.headers()
                                            .firstValue("X-Served-Version")
                                            .orElse(""),
                                    response.statusCode(),
                                    millis));
        });
    }

    /** Everything so far, in the order of the answers. */
    List<Answer> answers() {
        synchronized (answers) {
            return new ArrayList<>(answers);
        }
    }

    @Override
    public void close() throws InterruptedException {
        timer.shutdown();
        timer.awaitTermination(5, TimeUnit.SECONDS);
        Instant end = Instant.now().plusSeconds(12);
        while (answers.size() < Math.min(sent.get(), most) && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
