package io.jenkins.plugins.deploymentworkflow.verification;

import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings.Probe;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Sends a request, follows it within its host, and holds the answer against what is expected. */
final class HttpProbe implements Attempt {
    private static final int REDIRECTS = 5;

    private final HttpClient client;
    private final HttpExpectation expectation;
    private final String subject;
    private final LongSupplier nanoTime;
    private final long begun;
    private final CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    private CompletableFuture<?> sent;
    private boolean cancelled;

    private HttpProbe(HttpClient client, HttpExpectation expectation, String subject, LongSupplier nanoTime) {
        this.client = client;
        this.expectation = expectation;
        this.subject = subject;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    /**
     * @param probe its texts filled in
     * @param subject begins the message of a failure
     * @throws IllegalArgumentException when there can be no such request
     */
    static Attempt begin(
            HttpClient client, Probe.Http probe, HttpExpectation expectation, String subject, LongSupplier nanoTime) {
        HttpRequest request = request(probe, subject);
        HttpProbe attempt = new HttpProbe(client, expectation, subject, nanoTime);
        attempt.send(request, REDIRECTS);
        return attempt;
    }

    private static HttpRequest request(Probe.Http probe, String subject) {
        URI address;
        try {
            address = new URI(probe.url());
        } catch (URISyntaxException e) {
            // Its own message would show the address with its secrets.
            throw new IllegalArgumentException(subject + ": expected an http or https address", e);
        }
        HttpRequest.BodyPublisher body =
                probe.body().map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).method(probe.method(), body);
        probe.requestHeaders().forEach(request::setHeader);
        return request.build();
    }

    private synchronized void send(HttpRequest request, int redirects) {
        if (cancelled) {
            return;
        }
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, info -> new LimitedBody());
        sent = answer;
        answer.whenComplete((response, failure) -> {
            try {
                proceed(request, response, failure, redirects);
            } catch (RuntimeException e) {
                result.complete(failed(e));
            }
        });
    }

    private void proceed(HttpRequest request, HttpResponse<byte[]> response, Throwable failure, int redirects) {
        Optional<HttpRequest> next =
                failure != null || redirects == 0 || expectation.statusMatches(response.statusCode())
                        ? Optional.empty()
                        : Redirect.of(request, response);
        if (next.isPresent()) {
            send(next.get(), redirects - 1);
        } else {
            result.complete(failure == null ? judge(response) : failed(failure));
        }
    }

    private ProbeResult judge(HttpResponse<byte[]> response) {
        Duration elapsed = elapsed();
        List<String> problems = expectation.problems(HttpAnswer.of(response, elapsed));
        return problems.isEmpty()
                ? ProbeResult.passed(elapsed)
                : ProbeResult.failed(elapsed, subject + ": " + String.join("; ", problems));
    }

    private ProbeResult failed(Throwable failure) {
        Duration elapsed = elapsed();
        return ProbeResult.failed(
                elapsed,
                subject + ": expected " + expectation.statusAndTime() + ", found no answer: "
                        + NetworkFailure.words(failure) + " " + ProbeResult.after(elapsed));
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - begun);
    }

    @Override
    public Optional<ProbeResult> poll() {
        return Optional.ofNullable(result.getNow(null));
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        sent.cancel(true);
        result.complete(ProbeResult.failed(elapsed(), subject + ": stopped"));
    }
}
