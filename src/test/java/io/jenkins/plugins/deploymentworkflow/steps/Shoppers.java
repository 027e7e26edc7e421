package io.jenkins.plugins.deploymentworkflow.steps;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** People at a shop of this machine: each asks for its front page forty times a second. */
final class Shoppers implements AutoCloseable {
    private final ScheduledExecutorService shoppers;
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Shoppers(int port, int number) {
        shoppers = Executors.newScheduledThreadPool(number);
        for (int i = 0; i < number; i++) {
            shoppers.scheduleAtFixedRate(() -> shop(port), i, 25, TimeUnit.MILLISECONDS);
        }
    }

    int served() {
        return served.get();
    }

    int failed() {
        return failed.get();
    }

    private void shop(int port) {
        try {
            HttpResponse<Void> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            (answer.statusCode() == 200 ? served : failed).incrementAndGet();
        } catch (IOException e) {
            failed.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        shoppers.shutdownNow();
    }
}
