package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another process that uses a ledger or a lease. */
final class Other implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private Other(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Says what it does on its standard output, a line each. */
    static Other start(String what, Path root, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                what,
                root.toString()));
        command.addAll(List.of(arguments));
        return new Other(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Its next line; null when it has ended. */
    String line() throws IOException {
        return out.readLine();
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9} does; what it said before can still be read. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    int join() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    public static void main(String[] arguments) throws IOException {
        LedgerStore store = LedgerStore.open(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "append" -> append(store.ledger("storefront", "production"), arguments[2], arguments[3]);
            case "deploy" -> deploy(store.ledger("storefront", "production"), arguments[2], arguments[3]);
            case "index" -> index(store.index("storefront", "production"), Integer.parseInt(arguments[2]));
            case "lease" -> lease(store.lock("storefront", "production"), arguments[2], arguments[3]);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void append(Ledger ledger, String name, String count) {
        for (int i = 0; i < Integer.parseInt(count); i++) {
            Entry entry = ledger.append(new Event.Resumed(name, Integer.toString(i)), Instant.now());
            System.out.println(entry.sequence());
        }
    }

    private static void deploy(Ledger ledger, String name, String count) {
        for (int i = 0; i < Integer.parseInt(count); i++) {
            String id = name + "-" + i;
            ledger.append(
                    new Event.Started(
                            id,
                            "promote",
                            "storefront",
                            "production",
                            "1." + i,
                            "",
                            "canary",
                            null,
                            new Event.Origin("bob", "cli", "", "", "", "."),
                            new Event.Configuration("production.yaml", "00", "", Map.of())),
                    Instant.now());
            ledger.append(new Event.Ended(id, Event.Outcome.SUCCEEDED, "", "1." + i), Instant.now());
        }
    }

    private static void index(Index index, int operations) {
        while (index.size() < operations) {
            index.refresh(1 << 12);
        }
    }

    private static void lease(EnvironmentLock lock, String deployment, String duration) throws IOException {
        LeaseAnswer answer = lock.tryAcquire(
                new LeaseRequest("the other process", deployment, Duration.parse(duration)), Instant.now());
        System.out.println(answer.getClass().getSimpleName());
        // Until it is killed, or its standard input is closed.
        while (System.in.read() >= 0) {}
    }
}
