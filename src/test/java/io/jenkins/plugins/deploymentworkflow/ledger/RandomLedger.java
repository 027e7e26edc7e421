package io.jenkins.plugins.deploymentworkflow.ledger;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A ledger file of what may happen to an environment and of much that should not: operations at once, a few versions
 * again and again, some that never end, entries after the end, the same name twice, a clock that goes back.
 */
final class RandomLedger {
    private static final List<String> OPERATIONS =
            List.of("prepare", "stage", "smoke", "promote", "promote", "rollback", "teleport");
    private static final List<String> VERSIONS = List.of("", "1.0.0", "1.1.0", "1.2.0", "2.0.0-rc.1");

    private final Random random;
    private final Path file;
    private final EventJson json = new EventJson(UnaryOperator.identity());
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T09:00:00Z");
    private int count;
    private boolean namesAgain = true;

    RandomLedger(Path file, Random random) throws IOException {
        this.file = file;
        this.random = random;
        Files.createDirectories(file.getParent());
    }

    /** No name is there twice. */
    RandomLedger distinct() {
        namesAgain = false;
        return this;
    }

    /** The last line once more, as the real writer keeps it. */
    void writeHead() throws IOException {
        List<String> lines = Files.readAllLines(file);
        String name = file.getFileName().toString().replace(".jsonl", ".head");
        Files.writeString(file.resolveSibling(name), lines.get(lines.size() - 1) + "\n");
    }

    /** What is in the file. */
    List<Entry> entries() {
        return entries;
    }

    void grow(int by) throws IOException {
        for (int i = 0; i < by; i++) {
            append(next());
        }
    }

    void append(Event event) throws IOException {
        String before = entries.isEmpty() ? "" : entries.get(entries.size() - 1).hash();
        now = now.plusMillis(random.nextInt(20) == 0 ? -5_000 : random.nextInt(600_000));
        Line line = Line.of(entries.size() + 1, now, before, event, json);
        Files.write(file, line.bytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        entries.add(line.entry());
    }

    private Event next() {
        if (open.isEmpty() || random.nextInt(6) == 0) {
            return started();
        }
        String id = open.get(Math.max(0, open.size() - 1 - random.nextInt(3)));
        return switch (random.nextInt(11)) {
            case 0 -> new Event.Resumed(random.nextInt(4) == 0 ? "unknown" : id, "alice");
            case 1 -> new Event.Held(id, "waits for bob", now.plusSeconds(600));
            case 2 ->
                new Event.Requested(
                        id, random.nextBoolean() ? Event.Request.ABORT : Event.Request.RELEASE, "bob", "because");
            case 3 -> new Event.RollbackStarted(id, Event.Outcome.ROLLED_BACK, "traffic.errorRate");
            case 4 -> new Event.Observed(id, Map.of("1.0.0", Share.FULL), Map.of(), Map.of());
            case 5 -> new Event.Judged(id, verdict());
            case 6 -> new Event.Planned(id, Event.Phase.FORWARD, 0, new Plan("canary", "1.1.0", "1.0.0", 1, List.of()));
            case 7 -> new Event.ActionStarted(id, Event.Phase.FORWARD, 0, 0, 0, "a");
            default -> ended(id);
        };
    }

    private Event started() {
        String id = namesAgain && random.nextInt(10) == 0 && count > 0 ? "d" + random.nextInt(count) : "d" + count++;
        open.add(id);
        return new Event.Started(
                id,
                pick(OPERATIONS),
                "storefront",
                "production",
                pick(VERSIONS),
                pick(VERSIONS),
                "canary",
                null,
                new Event.Origin(
                        "alice",
                        "jenkins",
                        random.nextInt(5) == 0 ? "" : "job/shop-" + random.nextInt(3) + "/" + count + "/",
                        "c0ffee",
                        "main",
                        ".",
                        random.nextBoolean() ? now.minusSeconds(7200) : null,
                        now.minusSeconds(60)),
                new Event.Configuration("production.yaml", "00", "environment: production", Map.of()));
    }

    private Event ended(String id) {
        if (random.nextInt(8) > 0) {
            open.remove(id);
        }
        Event.Outcome outcome = pick(List.of(
                Event.Outcome.SUCCEEDED,
                Event.Outcome.SUCCEEDED,
                Event.Outcome.ROLLED_BACK,
                Event.Outcome.ABORTED,
                Event.Outcome.FAILED));
        return new Event.Ended(id, outcome, "ended as " + outcome, pick(VERSIONS));
    }

    private Verdict verdict() {
        return new Verdict(
                "traffic.errorRate",
                random.nextBoolean() ? Verdict.State.PASS : Verdict.State.FAIL,
                Verdict.Severity.CRITICAL,
                "1.1.0",
                "12%",
                "> 5%",
                100,
                Duration.ofMinutes(2),
                "errorRate: 5%");
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
