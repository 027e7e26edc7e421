package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A process, told from one that has its number later.
 *
 * @param host the name of its machine
 * @param scope where its number means something: this boot of this machine and, with containers, this one; empty where
 *     the system does not say
 * @param pid its number
 * @param started when it was started, in the system's own terms: on Linux in clock ticks since boot, which no change of
 *     the clock moves
 */
record ProcessIdentity(String host, String scope, long pid, String started) {
    /** What can be known of another process. */
    enum Life {
        RUNNING,
        GONE,
        UNKNOWN
    }

    private static final Path PROC = Path.of("/proc");

    static ProcessIdentity own() {
        long pid = ProcessHandle.current().pid();
        return new ProcessIdentity(ownHost(), ownScope(), pid, startOf(pid));
    }

    /** Whether it still runs, as far as {@code own} can see. */
    Life life(ProcessIdentity own) {
        if (!host.equals(own.host) || !scope.equals(own.scope)) {
            return Life.UNKNOWN;
        }
        return startOf(pid).equals(started) ? Life.RUNNING : Life.GONE;
    }

    /** Empty when there is no such process, or only its exit code is left of it. */
    private static String startOf(long pid) {
        Path stat = PROC.resolve(pid + "/stat");
        if (Files.isReadable(PROC.resolve("self/stat"))) {
            try {
                // The name, in parentheses, may hold anything; after it come the state, and 19 fields on, the start.
                String text = Files.readString(stat);
                String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
                return fields[0].equals("Z") || fields[0].equals("X") ? "" : fields[19];
            } catch (IOException e) {
                return "";
            }
        }
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(Objects::toString)
                .orElse("");
    }

    private static String ownHost() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return hostOfAddress();
        }
    }

    /** May ask a name server, and wait for it. */
    private static String hostOfAddress() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String ownScope() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(PROC.resolve("self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
