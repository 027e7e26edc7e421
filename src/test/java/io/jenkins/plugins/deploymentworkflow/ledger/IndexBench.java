package io.jenkins.plugins.deploymentworkflow.ledger;

import io.jenkins.plugins.deploymentworkflow.analysis.Counters;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.measure.DeliveryMeasures;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * What pages cost that list many environments with long histories: writes ledgers with the real writer, on a disk that
 * does not wait for the platter, and measures their indexes. The directory may then be put into a controller's home as
 * {@code deployment-workflow}, to measure the pages themselves.
 *
 * <p>Arguments: a directory, how many environments (default 200), how many deployments in all (default 100000).
 */
public final class IndexBench {
    private static final String FILE =
            """
            environment: production
            application: storefront
            deployment:
              target: { local: { command: "java -jar app.jar --port {{port}}", instances: 4, listen: "127.0.0.1:8080" } }
              health: { http: /health, interval: 1s, healthyAfter: 3, unhealthyAfter: 3, timeout: 30s }
              strategy: { use: canary, canary: { steps: [5%, 25%, 50%, 100%], interval: 5m } }
              monitoring: { interval: 15s, bake: 10m, traffic: { errorRate: 5%, p90: 2s, minimumRequests: 50 } }
            """;

    /** A deployment with so many events. */
    static final String BUSY = "promote-app-0-busy";

    private static final int EVENTS = 10_000;

    private final Random random = new Random(1);
    private final LedgerStore store;

    private IndexBench(LedgerStore store) {
        this.store = store;
    }

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        int environments = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        int deployments = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100_000;
        if (LedgerStore.open(root).environments().isEmpty()) {
            long begin = System.nanoTime();
            new IndexBench(LedgerStore.open(root, UnaryOperator.identity(), new QuickDisk()))
                    .write(environments, deployments);
            line("written, s", seconds(begin));
        }
        new IndexBench(LedgerStore.open(root, UnaryOperator.identity(), new QuickDisk())).busy();
        line("bytes of ledgers", bytes(root, ".jsonl"));
        measure(root);
    }

    private static void measure(Path root) throws IOException {
        for (LedgerStore.Key key : LedgerStore.open(root).environments()) {
            Files.deleteIfExists(root.resolve(key.application()).resolve(key.environment() + ".index"));
        }
        long begin = System.nanoTime();
        LedgerStore first = LedgerStore.open(root);
        first.environments().forEach(key -> first.index(key.application(), key.environment())
                .refresh(Long.MAX_VALUE));
        line("indexes made from the ledgers, s", seconds(begin));
        line("bytes of indexes", bytes(root, ".index"));

        begin = System.nanoTime();
        LedgerStore second = LedgerStore.open(root);
        second.environments().forEach(key -> second.index(key.application(), key.environment())
                .refresh(Long.MAX_VALUE));
        line("indexes opened, s", seconds(begin));
        long with = used();
        List<Index> all = new ArrayList<>();
        second.environments().forEach(key -> all.add(second.index(key.application(), key.environment())));
        for (int round = 0; round < 5; round++) {
            begin = System.nanoTime();
            all.forEach(Index::standing);
            line(round == 0 ? "all environments, first time, ms" : "all environments, again, ms", millis(begin));
        }
        page(all.get(0));
        line("operations", all.stream().mapToInt(Index::size).sum());
        line("bytes of heap in use", with);
    }

    private static void page(Index index) {
        Instant now = Instant.now();
        for (int round = 0; round < 5; round++) {
            long begin = System.nanoTime();
            index.fresh();
            index.standing();
            index.page(0, 25);
            List<Delivery> deliveries = index.deliveries(now.minus(Duration.ofDays(91)));
            for (int week = 0; week < 13; week++) {
                Instant from = now.minus(Duration.ofDays(7L * (week + 1)));
                DeliveryMeasures.of(deliveries, from, from.plus(Duration.ofDays(7)));
            }
            line("one environment's page, ms", millis(begin));
        }
    }

    private void write(int environments, int deployments) {
        for (int i = 0; i < environments; i++) {
            String application = "app-" + i / 5;
            String environment = "env-" + i % 5;
            FileLedger ledger = store.ledger(application, environment);
            int own = deployments / environments;
            Instant at = Instant.now().minus(Duration.ofHours(own));
            for (int d = 1; d <= own; d++) {
                at = at.plus(Duration.ofMinutes(30 + random.nextInt(50)));
                deploy(ledger, application, environment, d, at);
            }
        }
    }

    /** One deployment of the first environment with many events, if it is not there yet. */
    private void busy() {
        Index index = store.index("app-0", "env-0");
        index.refresh(Long.MAX_VALUE);
        if (index.deployment(BUSY).isPresent()) {
            return;
        }
        FileLedger ledger = store.ledger("app-0", "env-0");
        Instant at = Instant.now().minus(Duration.ofHours(4));
        String current = index.standing().current().orElse("");
        Plan plan = new Plan(
                "canary",
                "9.0.0",
                current,
                4,
                List.of(new Action.Pause(Duration.ofHours(3), Duration.ofHours(4))));
        ledger.append(started(BUSY, "app-0", "env-0", 9000, "9.0.0", current, at), at);
        ledger.append(new Event.Planned(BUSY, Event.Phase.FORWARD, 0, plan), at);
        ledger.append(new Event.ActionStarted(BUSY, Event.Phase.FORWARD, 0, 0, 0, BUSY + "-0"), at.plusSeconds(1));
        for (int i = 0; i < EVENTS - 5; i++) {
            at = at.plusSeconds(1);
            ledger.append(i % 5 == 4 ? new Event.Judged(BUSY, verdict("9.0.0", i % 10 == 4)) : seen(current, i), at);
        }
        ledger.append(new Event.ActionEnded(BUSY, Event.Phase.FORWARD, 0, 0, Event.ActionOutcome.DONE, ""), at);
        ledger.append(new Event.Ended(BUSY, Event.Outcome.SUCCEEDED, "", "9.0.0"), at);
    }

    private static Event seen(String current, int number) {
        Share share = Share.ofPercent(number % 100);
        return new Event.Observed(
                BUSY,
                Map.of("9.0.0", share, current, Share.ofPercent(100 - number % 100)),
                Map.of("9.0.0", Map.of("healthy", 2 + number % 3), current, Map.of("healthy", 4)),
                Map.of(
                        "9.0.0",
                        new Counters(20L * number, number / 10, List.of()),
                        current,
                        new Counters(100L * number, number / 100, List.of())));
    }

    private void deploy(FileLedger ledger, String application, String environment, int number, Instant at) {
        String id = "promote-" + application + "-" + number + "-" + Integer.toHexString(random.nextInt());
        String version = "1." + number + ".0";
        String previous = number == 1 ? "" : "1." + (number - 1) + ".0";
        boolean good = random.nextInt(10) > 0;
        Plan plan = new Plan(
                "canary",
                version,
                previous,
                4,
                List.of(new Action.Pause(Duration.ofMinutes(5), Duration.ofMinutes(6))));
        ledger.append(started(id, application, environment, number, version, previous, at), at);
        ledger.append(new Event.Planned(id, Event.Phase.FORWARD, 0, plan), at);
        ledger.append(new Event.ActionStarted(id, Event.Phase.FORWARD, 0, 0, 0, id + "-0"), at.plusSeconds(1));
        ledger.append(new Event.Judged(id, verdict(version, good)), at.plusSeconds(60));
        if (good) {
            ledger.append(
                    new Event.ActionEnded(id, Event.Phase.FORWARD, 0, 0, Event.ActionOutcome.DONE, ""),
                    at.plusSeconds(300));
            ledger.append(new Event.Ended(id, Event.Outcome.SUCCEEDED, "", version), at.plusSeconds(301));
        } else {
            ledger.append(
                    new Event.RollbackStarted(id, Event.Outcome.ROLLED_BACK, "traffic.errorRate is 12% > 5%"),
                    at.plusSeconds(61));
            ledger.append(
                    new Event.Ended(id, Event.Outcome.ROLLED_BACK, "traffic.errorRate is 12% > 5%", previous),
                    at.plusSeconds(90));
        }
    }

    private Event started(
            String id, String application, String environment, int number, String version, String previous, Instant at) {
        return new Event.Started(
                id,
                "promote",
                application,
                environment,
                version,
                previous,
                "canary",
                null,
                new Event.Origin(
                        application + " #" + number + " by alice",
                        "jenkins",
                        "job/" + application + "/" + number + "/",
                        Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()),
                        "main",
                        "/srv/agent/workspace/" + application,
                        at.minus(Duration.ofHours(3)),
                        at.minus(Duration.ofMinutes(4))),
                new Event.Configuration("config/environment/" + environment + ".yaml", "00", FILE, Map.of()));
    }

    private static Verdict verdict(String version, boolean good) {
        return new Verdict(
                "traffic.errorRate",
                good ? Verdict.State.PASS : Verdict.State.FAIL,
                Verdict.Severity.CRITICAL,
                version,
                good ? "1%" : "12%",
                "> 5%",
                100,
                Duration.ofMinutes(2),
                "errorRate: 5%");
    }

    private static long bytes(Path root, String ending) throws IOException {
        long sum = 0;
        for (LedgerStore.Key key : LedgerStore.open(root).environments()) {
            sum += Files.size(root.resolve(key.application()).resolve(key.environment() + ending));
        }
        return sum;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    private static void line(String what, double value) {
        System.out.printf(Locale.ROOT, "%-40s %,16.1f%n", what, value);
    }

    /** Writes what the real one writes, and leaves it to the operating system when. */
    private static final class QuickDisk implements Disk {
        @Override
        public void createDirectory(Path directory) throws IOException {
            Files.createDirectories(directory);
        }

        @Override
        public void createFile(Path file) throws IOException {
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
        }

        @Override
        public void write(Path file, long offset, byte[] bytes) throws IOException {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.seek(offset);
                out.write(bytes);
            }
        }

        @Override
        public void truncate(Path file, long size) throws IOException {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.setLength(size);
            }
        }

        @Override
        public void replace(Path file, byte[] bytes) throws IOException {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, bytes);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void replace(Path file, Content content) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            content.writeTo(bytes);
            replace(file, bytes.toByteArray());
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.deleteIfExists(file);
        }
    }
}
