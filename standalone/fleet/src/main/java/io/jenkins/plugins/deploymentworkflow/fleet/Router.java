package io.jenkins.plugins.deploymentworkflow.fleet;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds an instance for each request, and another one when that could not be reached. */
final class Router implements ProxyClient {
    /** How often one request is tried at most; the proxy itself only retries what is safe to send again. */
    static final int MAX_TRIES = 4;

    private static final AttachmentKey<Journey> JOURNEY = AttachmentKey.create(Journey.class);
    private static final ProxyTarget TARGET = new ProxyTarget() {};

    private final Tally tally;
    private volatile Routes routes = Routes.none();

    Router(Tally tally) {
        this.tally = tally;
    }

    /** Called by the fleet's own thread alone. */
    void route(Map<String, Integer> shares, Collection<Backend> backends) {
        routes = routes.next(shares, backends);
    }

    @Override
    public ProxyTarget findTarget(HttpServerExchange exchange) {
        return TARGET;
    }

    @Override
    public void getConnection(
            ProxyTarget target,
            HttpServerExchange exchange,
            ProxyCallback<ProxyConnection> callback,
            long timeout,
            TimeUnit unit) {
        Routes now = routes;
        Journey journey = exchange.getAttachment(JOURNEY);
        if (journey == null) {
            journey = begin(exchange, now.turn());
        } else {
            journey.attemptFailed();
        }
        Optional<Backend> backend = journey.next(now, MAX_TRIES);
        if (backend.isEmpty()) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, 1);
            callback.couldNotResolveBackend(exchange);
        } else {
            backend.get().pool().connect(target, exchange, new Connecting(callback, journey), timeout, unit, false);
        }
    }

    private Journey begin(HttpServerExchange exchange, Optional<String> version) {
        Journey journey = new Journey(tally, version);
        exchange.putAttachment(JOURNEY, journey);
        exchange.addResponseCommitListener(journey::nameVersion);
        exchange.addResponseWrapper((factory, same) -> journey.watch(factory.create(), same));
        exchange.addExchangeCompleteListener((done, next) -> complete(journey, done, next));
        return journey;
    }

    private static void complete(
            Journey journey, HttpServerExchange exchange, ExchangeCompletionListener.NextListener next) {
        try {
            journey.end(exchange.getStatusCode());
        } finally {
            next.proceed();
        }
    }

    private record Connecting(ProxyCallback<ProxyConnection> callback, Journey journey)
            implements ProxyCallback<ProxyConnection> {
        @Override
        public void completed(HttpServerExchange exchange, ProxyConnection result) {
            journey.connected(result.getConnection());
            callback.completed(exchange, result);
        }

        @Override
        public void failed(HttpServerExchange exchange) {
            callback.failed(exchange);
        }

        @Override
        public void couldNotResolveBackend(HttpServerExchange exchange) {
            callback.couldNotResolveBackend(exchange);
        }

        @Override
        public void queuedRequestFailed(HttpServerExchange exchange) {
            callback.queuedRequestFailed(exchange);
        }
    }
}
