package io.jenkins.plugins.deploymentworkflow.fleet;

import io.undertow.client.ClientConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Attachable;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HttpString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnio.conduits.StreamSinkConduit;

/** One request on its way through the proxy: which instances it was sent to, and what has to be counted of it. */
final class Journey {
    static final HttpString SERVED_VERSION = new HttpString("X-Served-Version");

    private static final AttachmentKey<Boolean> USED_BEFORE = AttachmentKey.create(Boolean.class);

    private final Tally tally;
    private final Optional<String> meantFor;
    private final long started = System.nanoTime();
    private final List<Backend> tried = new ArrayList<>();
    private Backend current;
    private boolean sentAnew;
    private Outflow response;

    /** @param meantFor the version whose turn it was */
    Journey(Tally tally, Optional<String> meantFor) {
        this.tally = tally;
        this.meantFor = meantFor;
    }

    /** Claims an instance for the next try; empty when there is none or it was tried often enough. */
    Optional<Backend> next(Routes routes, int maxTries) {
        sentAnew = false;
        Optional<Backend> found =
                tried.size() >= maxTries ? Optional.empty() : meantFor.flatMap(v -> routes.claim(v, tried));
        current = found.orElse(null);
        found.ifPresent(tried::add);
        return found;
    }

    /**
     * A connection that has served before may have been closed by an idle server; a new one that breaks is the server's
     * fault.
     */
    void connected(ClientConnection connection) {
        boolean usedBefore = connection instanceof Attachable known
                && Boolean.TRUE.equals(known.putAttachment(USED_BEFORE, Boolean.TRUE));
        sentAnew = !usedBefore;
    }

    /** The current try got no response; another one follows. */
    void attemptFailed() {
        if (current != null) {
            current.release();
            if (sentAnew) {
                tally.attempt(current.version(), true, System.nanoTime() - started);
            }
            current = null;
        }
    }

    void nameVersion(HttpServerExchange exchange) {
        if (current != null) {
            exchange.getResponseHeaders().put(SERVED_VERSION, current.version());
        }
    }

    /** Watches the response, however often the request was tried before. */
    Outflow watch(StreamSinkConduit toTheClient, HttpServerExchange exchange) {
        response = new Outflow(toTheClient, exchange.getConnection());
        return response;
    }

    /** A response that broke off half-way is an error, whatever its status said; the client could not be told so. */
    void end(int status) {
        boolean failed = status >= 500 || response != null && response.brokenOff();
        tally.request(failed, current != null);
        if (current != null) {
            tally.attempt(current.version(), failed, System.nanoTime() - started);
            current.release();
            current = null;
        }
    }
}
