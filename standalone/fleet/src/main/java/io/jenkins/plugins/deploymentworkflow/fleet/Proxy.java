package io.jenkins.plugins.deploymentworkflow.fleet;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.server.handlers.proxy.ProxyHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The address that the application's clients use. */
final class Proxy {
    /** A request that takes longer is answered with 504, so that a hung instance does not keep its clients for ever. */
    private static final Duration MAX_REQUEST_TIME = Duration.ofMinutes(5);

    /**
     * Undertow logs every request that an instance broke; they are counted instead. Held, lest the level be forgotten.
     */
    private static final Logger BROKEN_REQUESTS = Logger.getLogger("io.undertow.proxy");

    private final XnioWorker worker;
    private final Undertow server;
    private final String listen;

    private Proxy(XnioWorker worker, Undertow server, String listen) {
        this.worker = worker;
        this.server = server;
        this.listen = listen;
    }

    /** @throws StartFailure when the address is taken or is none of this machine's */
    static Proxy open(Listen listen, Router router) {
        BROKEN_REQUESTS.setLevel(Level.OFF);
        ProxyHandler handler = ProxyHandler.builder()
                .setProxyClient(router)
                .setNext(ResponseCodeHandler.HANDLE_404)
                .setMaxRequestTime((int) MAX_REQUEST_TIME.toMillis())
                .setMaxConnectionRetries(Router.MAX_TRIES)
                .setRewriteHostHeader(false)
                .setReuseXForwarded(false)
                .build();
        XnioWorker worker = worker();
        Undertow server = Undertow.builder()
                .setWorker(worker)
                .addHttpListener(listen.port(), listen.host())
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 60_000)
                .setHandler(handler)
                .build();
        try {
            server.start();
        } catch (RuntimeException e) {
            worker.shutdownNow();
            String reason = e.getCause() instanceof BindException
                    ? "another process listens there, or the address is none of this machine's"
                    : String.valueOf(e.getCause() == null ? e : e.getCause());
            throw new StartFailure("The fleet cannot listen on " + listen + ": " + reason
                    + ". Stop that process, or choose another address with --listen");
        }
        InetSocketAddress bound =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return new Proxy(worker, server, listen.host() + ":" + bound.getPort());
    }

    /** The address with the port that was really taken. */
    String listen() {
        return listen;
    }

    /** Takes no new connections; those that are open go on. */
    void stopListening() {
        server.stop();
    }

    void close() {
        worker.shutdownNow();
    }

    private static XnioWorker worker() {
        try {
            return Xnio.getInstance()
                    .createWorker(OptionMap.builder()
                            .set(Options.WORKER_NAME, "proxy")
                            .set(
                                    Options.WORKER_IO_THREADS,
                                    Math.max(2, Runtime.getRuntime().availableProcessors()))
                            .set(Options.WORKER_TASK_CORE_THREADS, 2)
                            .set(Options.WORKER_TASK_MAX_THREADS, 8)
                            .set(Options.TCP_NODELAY, true)
                            .getMap());
        } catch (IOException e) {
            throw new StartFailure("The fleet's proxy cannot start: " + e);
        }
    }
}
