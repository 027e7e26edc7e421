package io.jenkins.plugins.deploymentworkflow.fleet;

import io.undertow.client.UndertowClient;
import io.undertow.server.handlers.proxy.ConnectionPoolErrorHandler;
import io.undertow.server.handlers.proxy.ConnectionPoolManager;
import io.undertow.server.handlers.proxy.ProxyConnectionPool;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.OptionMap;
import org.xnio.Options;

/** One process that requests can be sent to: its connections, and how many requests it is answering. */
final class Backend {
    private final String instance;
    private final String version;
    private final ProxyConnectionPool pool;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean closed;

    Backend(String instance, String version, int port) {
        this.instance = instance;
        this.version = version;
        this.pool = new ProxyConnectionPool(
                new Limits(),
                URI.create("http://127.0.0.1:" + port),
                UndertowClient.getInstance(),
                OptionMap.create(Options.TCP_NODELAY, true));
    }

    String instance() {
        return instance;
    }

    String version() {
        return version;
    }

    ProxyConnectionPool pool() {
        return pool;
    }

    int inFlight() {
        return inFlight.get();
    }

    /**
     * Claims the backend for a request; false when it takes none any more. A claim that was given is seen by whoever
     * looks at {@link #inFlight} after {@link #accept accept(false)}, so that none is cut off by a stop.
     */
    boolean claim() {
        inFlight.incrementAndGet();
        if (closed) {
            inFlight.decrementAndGet();
            return false;
        }
        return true;
    }

    void release() {
        inFlight.decrementAndGet();
    }

    /** Whether new requests may claim it. */
    void accept(boolean open) {
        closed = !open;
    }

    void closePool() {
        pool.close();
    }

    @Override
    public String toString() {
        return instance + " (" + version + ")";
    }

    /**
     * Far from any limit that would queue requests, and idle connections are given up before the servers that people
     * use do so (Node.js after 5 s), which would otherwise break a request now and then.
     */
    private static final class Limits extends ConnectionPoolErrorHandler.SimpleConnectionPoolErrorHandler
            implements ConnectionPoolManager {
        @Override
        public int getMaxConnections() {
            return 1024;
        }

        @Override
        public int getMaxCachedConnections() {
            return 256;
        }

        @Override
        public int getSMaxConnections() {
            return 0;
        }

        @Override
        public long getTtl() {
            return 4_000;
        }

        @Override
        public int getMaxQueueSize() {
            return 4096;
        }

        /** The fleet's own probes say when an instance is back. */
        @Override
        public int getProblemServerRetry() {
            return 0;
        }
    }
}
