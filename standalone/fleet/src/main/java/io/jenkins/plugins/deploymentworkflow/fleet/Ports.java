package io.jenkins.plugins.deploymentworkflow.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Hands out free ports of 127.0.0.1, none to two instances. Used by the fleet's own thread alone. */
final class Ports {
    private static final int ATTEMPTS = 100;

    private final Set<Integer> taken = new HashSet<>();

    /** @throws IOException when there is none */
    int take() throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (taken.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            }
        }
        throw new IOException("no free port on 127.0.0.1 after " + ATTEMPTS + " attempts");
    }

    void keep(int port) {
        taken.add(port);
    }

    void release(int port) {
        taken.remove(port);
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
