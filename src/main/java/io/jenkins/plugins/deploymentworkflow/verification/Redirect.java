package io.jenkins.plugins.deploymentworkflow.verification;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;

/** Follows redirects within the same host: elsewhere another service would be tested, and be sent the headers. */
final class Redirect {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private Redirect() {}

    /** The request that the answer asks for; empty when it asks for none or for one that is not followed. */
    static Optional<HttpRequest> of(HttpRequest request, HttpResponse<?> answer) {
        if (!STATUSES.contains(answer.statusCode())) {
            return Optional.empty();
        }
        return answer.headers()
                .firstValue("Location")
                .flatMap(location -> resolve(request.uri(), location))
                .filter(to -> staysOn(request.uri(), to))
                .map(to -> next(request, answer.statusCode(), to));
    }

    private static Optional<URI> resolve(URI from, String location) {
        try {
            return Optional.of(from.resolve(location));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same host, and no less protected than before. */
    private static boolean staysOn(URI from, URI to) {
        boolean http = "http".equalsIgnoreCase(to.getScheme());
        boolean https = "https".equalsIgnoreCase(to.getScheme());
        return from.getHost().equalsIgnoreCase(to.getHost())
                && (https || http && "http".equalsIgnoreCase(from.getScheme()));
    }

    private static HttpRequest next(HttpRequest request, int status, URI to) {
        boolean sameOrigin = port(request.uri()) == port(to);
        HttpRequest.Builder next =
                HttpRequest.newBuilder(request, (name, value) -> sameOrigin).uri(to);
        boolean repeats = status == 307 || status == 308 || request.method().equals("HEAD");
        return repeats ? next.build() : next.GET().build();
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
