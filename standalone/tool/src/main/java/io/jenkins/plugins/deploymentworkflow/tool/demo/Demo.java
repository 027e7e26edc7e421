package io.jenkins.plugins.deploymentworkflow.tool.demo;

import io.jenkins.plugins.deploymentworkflow.fleet.FleetShutdown;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The demo's story. Every command in it is one that a user could type; nothing is prepared beforehand. */
final class Demo {
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "1.2.0", "1.3.0");
    private static final String BAD = "1.4.0";
    /** A real defect: above that rate per instance, most requests fail. A quarter of the traffic is above it. */
    private static final String FAULT = "errors=60%,above=";

    private final Path storefront;
    private final Path work;
    private final int rate;
    private final PrintStream out;
    private final List<Chapter> chapters = new ArrayList<>();

    Demo(Path storefront, Path work, int rate, PrintStream out) {
        this.storefront = storefront;
        this.work = work;
        this.rate = rate;
        this.out = out;
    }

    /** @return whether everything went as told */
    boolean run() throws IOException, InterruptedException {
        Path project = work.resolve("project");
        clean(project);
        Tool tool = new Tool(project, work.resolve("fleets"), freePort(), freePort(), out);
        try {
            build(tool);
            return tell(tool, project);
        } finally {
            tool.quietly("fleet", "stop", "production");
            tool.quietly("fleet", "stop", "staging");
        }
    }

    private boolean tell(Tool tool, Path project) throws IOException, InterruptedException {
        URI production = URI.create("http://127.0.0.1:" + tool.productionPort());
        play(tool, "prepare", 0, "prepare", "staging");
        play(tool, "staging", 0, "stage", "staging", "--version", "1.0.0", "--artifact", jar("1.0.0"));
        play(tool, "smoke", 0, "smoke", "staging");
        Traffic traffic = new Traffic(production, rate, LONGEST);
        try (traffic) {
            traffic.startWhenServed();
            play(tool, "first 1.0.0", 0, "promote", "production", "--version", "1.0.0");
            summary(traffic);
            promote(tool, "blue-green", "1.1.0", 0);
            summary(traffic);
            promote(tool, "canary", "1.2.0", 0);
            summary(traffic);
            promote(tool, "rolling", "1.3.0", 0);
            summary(traffic);
            promote(tool, "canary", BAD, 1);
            summary(traffic);
            play(tool, "status", 0, "status");
        }
        return finish(project, traffic.answers());
    }

    private void promote(Tool tool, String strategy, String version, int expected)
            throws IOException, InterruptedException {
        play(
                tool,
                strategy + " " + version,
                expected,
                "promote",
                "production",
                "--version",
                version,
                "--strategy",
                strategy,
                "--artifact",
                jar(version));
    }

    private static String jar(String version) {
        return "dist/storefront-" + version + ".jar";
    }

    private void play(Tool tool, String title, int expected, String... arguments)
            throws IOException, InterruptedException {
        Instant from = Instant.now();
        Tool.Outcome outcome = tool.run(arguments);
        chapters.add(new Chapter(
                title,
                "deployment-workflow " + String.join(" ", arguments),
                outcome.exitCode(),
                expected,
                from,
                Instant.now(),
                outcome.printed()));
    }

    private void summary(Traffic traffic) {
        Chapter last = chapters.get(chapters.size() - 1);
        Figures.Count count = Figures.count(traffic.answers(), last.from(), last.to());
        out.printf(
                Locale.ROOT,
                "   traffic: %d requests, %d failed, by version %s%n%n",
                count.requests(),
                count.failed(),
                count.byVersion());
    }

    private boolean finish(Path project, List<Traffic.Answer> answers) throws IOException {
        List<Entry> entries = LedgerStore.open(project.resolve(".deployment-workflow"))
                .ledger("storefront", "production")
                .after(0);
        Path report = work.resolve("report.html");
        new DemoReport(chapters, answers, entries).write(report);
        Chapter bad = chapters.stream()
                .filter(c -> c.title().endsWith(BAD))
                .findFirst()
                .orElseThrow();
        Figures.Count good = Figures.count(answers, chapters.get(0).from(), bad.from());
        Figures.Count taken = Figures.count(answers, bad.from(), Instant.MAX);
        out.printf(
                Locale.ROOT,
                "Good promotions: %d requests, %d failed.%n"
                        + "Bad version: %d requests, %d failed, %d of them not answered by %s itself.%n",
                good.requests(),
                good.failed(),
                taken.requests(),
                taken.failed(),
                taken.failedBesides(BAD),
                BAD);
        Figures.switches(entries).stream()
                .filter(s -> s.name().startsWith("route 100%"))
                .forEach(s -> out.println(
                        "Switch (" + s.name() + "): " + s.took().toMillis() + " ms from decided to seen."));
        out.println("Report: " + report);
        List<Chapter> wrong =
                chapters.stream().filter(c -> !c.asExpected()).toList();
        wrong.forEach(c -> out.println("NOT AS EXPECTED: " + c.command() + " ended with " + c.exitCode() + ", expected "
                + c.expected()));
        return wrong.isEmpty() && good.failed() == 0 && taken.failedBesides(BAD) == 0;
    }

    private void build(Tool tool) throws IOException, InterruptedException {
        out.println("Building five versions of the example application ...");
        for (String version : VERSIONS) {
            tool.build(version);
        }
        tool.build(BAD, "--fault", FAULT + Math.max(8, rate / 10) + "rps");
    }

    /** A fresh copy of the example; what an earlier run left is stopped and removed first. */
    private void clean(Path project) throws IOException, InterruptedException {
        FleetShutdown.below(work.resolve("fleets"));
        delete(work);
        Files.createDirectories(project);
        try (Stream<Path> files = Files.walk(storefront)) {
            for (Path file : files.toList()) {
                Path to = project.resolve(storefront.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else if (!file.startsWith(storefront.resolve("dist"))) {
                    Files.copy(file, to);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
