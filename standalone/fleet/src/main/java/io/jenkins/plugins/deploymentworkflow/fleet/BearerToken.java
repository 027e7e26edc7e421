package io.jenkins.plugins.deploymentworkflow.fleet;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Lets only those through who know the token; how long a refusal takes tells nothing about it. */
final class BearerToken implements HttpHandler {
    private static final byte[] REFUSAL = ("{\"error\":\"Expected the fleet's token as Authorization: Bearer; it is in"
                    + " fleet.json of the fleet's state directory\"}")
            .getBytes(StandardCharsets.UTF_8);

    private final byte[] expected;
    private final HttpHandler next;

    BearerToken(String token, HttpHandler next) {
        this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.next = next;
    }

    static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String found = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        byte[] given = found == null ? new byte[0] : found.getBytes(StandardCharsets.UTF_8);
        if (MessageDigest.isEqual(expected, given)) {
            next.handleRequest(exchange);
        } else {
            exchange.setStatusCode(401);
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
            exchange.getOutputStream().write(REFUSAL);
            exchange.endExchange();
        }
    }
}
