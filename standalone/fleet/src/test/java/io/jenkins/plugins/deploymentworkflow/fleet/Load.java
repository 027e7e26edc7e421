package io.jenkins.plugins.deploymentworkflow.fleet;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask the fleet one thing after the other until they are told to stop, and count for themselves. */
final class Load implements AutoCloseable {
    private final List<Thread> clients = new ArrayList<>();
    private final Map<String, AtomicInteger> byVersion = new ConcurrentHashMap<>();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean stop;

    /** @param each how many requests each client makes at most */
    Load(FleetUnderTest fleet, String path, int concurrency, int each) {
        for (int i = 0; i < concurrency; i++) {
            Thread client = new Thread(() -> run(fleet, path, each), "client-" + i);
            clients.add(client);
            client.start();
        }
    }

    private void run(FleetUnderTest fleet, String path, int each) {
        HttpRequest request = fleet.request(path).build();
        for (int i = 0; i < each && !stop; i++) {
            try {
                HttpResponse<String> response = fleet.client.send(request, HttpResponse.BodyHandlers.ofString());
                byVersion
                        .computeIfAbsent(
                                response.headers()
                                        .firstValue("X-Served-Version")
                                        .orElse("none"),
                                version -> new AtomicInteger())
                        .incrementAndGet();
                answered.incrementAndGet();
                if (response.statusCode() != 200) {
                    failures.add("status " + response.statusCode());
                }
            } catch (IOException e) {
                failures.add(e.toString());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    int answered() {
        return answered.get();
    }

    int of(String version) {
        return byVersion.getOrDefault(version, new AtomicInteger()).get();
    }

    List<String> failures() {
        return failures;
    }

    void join() throws InterruptedException {
        for (Thread client : clients) {
            client.join(FleetUnderTest.BOUND.toMillis());
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop = true;
        join();
    }
}
