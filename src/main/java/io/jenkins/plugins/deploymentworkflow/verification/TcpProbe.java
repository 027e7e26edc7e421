package io.jenkins.plugins.deploymentworkflow.verification;

import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings.Probe;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Opens a TCP connection. */
final class TcpProbe {
    private TcpProbe() {}

    static String subject(Probe.Tcp probe, Duration timeout) {
        return "tcp " + probe.host() + ":" + probe.port() + ": expected an open port within "
                + Durations.format(timeout);
    }

    static BlockingAttempt.Look look(Probe.Tcp probe, Duration timeout) {
        return (since, open) -> {
            try (Socket socket = connect(probe.host(), probe.port(), timeout, open)) {
                return ProbeResult.passed(since.now());
            }
        };
    }

    /** Tries every address of the host in its order, as programs do. */
    static Socket connect(String host, int port, Duration timeout, BlockingAttempt.Opened open) throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        int millis = (int) Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis() / addresses.length));
        IOException failure = null;
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                open.is(socket);
                socket.connect(new InetSocketAddress(address, port), millis);
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }
}
