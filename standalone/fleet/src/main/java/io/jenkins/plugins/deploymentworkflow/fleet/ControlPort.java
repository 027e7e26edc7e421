package io.jenkins.plugins.deploymentworkflow.fleet;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import java.net.InetSocketAddress;
import java.net.URI;

/** Where the fleet is driven: on 127.0.0.1 alone. */
final class ControlPort {
    private static final long MAX_BODY_BYTES = 1 << 20;

    private final Undertow server;

    private ControlPort(Undertow server) {
        this.server = server;
    }

    /** @throws StartFailure when the port is taken */
    static ControlPort open(int port, HttpHandler handler) {
        Undertow server = Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(4)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MAX_BODY_BYTES)
                .setHandler(new BlockingHandler(handler))
                .build();
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new StartFailure("The fleet's control port 127.0.0.1:" + port
                    + " cannot be opened, because another process listens there. Choose another with --control-port,"
                    + " or 0 for any free one");
        }
        return new ControlPort(server);
    }

    URI address() {
        InetSocketAddress bound =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return URI.create("http://127.0.0.1:" + bound.getPort());
    }

    void close() {
        server.stop();
    }
}
