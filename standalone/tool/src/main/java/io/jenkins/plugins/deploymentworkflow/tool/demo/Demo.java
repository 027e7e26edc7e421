package io.jenkins.plugins.deploymentworkflow.tool.demo;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The demo's story. Every command in it is one that a user could type; nothing is prepared beforehand. */
final class Demo {
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "1.2.0", "1.3.0");
    private static final String BAD = "1.4.0";
    /** A real defect: above that rate per instance, most requests fail. A quarter of the traffic is above it. */
    private static final String FAULT = "errors=60%,above=";

    private final Path storefront;
    private final Workplace work;
    private final int rate;
    private final Screen screen;
    private final List<Chapter> chapters = new ArrayList<>();
    private volatile boolean interrupted;

    Demo(Path storefront, Path directory, int rate, Screen screen) {
        this.storefront = storefront;
        this.work = new Workplace(directory);
        this.rate = rate;
        this.screen = screen;
    }

    /** @return whether everything went as told */
    boolean run() throws IOException, InterruptedException {
        work.prepare(storefront);
        Tool tool = new Tool(work.project(), work.fleets(), freePort(), freePort());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(tool), "demo-interrupted"));
        try {
            build(tool);
            return tell(tool);
        } finally {
            work.stopFleets();
        }
    }

    /** After Ctrl-C nothing is left running. */
    private void cleanUp(Tool tool) {
        interrupted = true;
        tool.kill();
        try {
            work.stopFleets();
        } catch (IOException e) {
            screen.say("A fleet of the demo may still run; the next demo stops it: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void build(Tool tool) throws IOException, InterruptedException {
        screen.say("Building five versions of the example application; the last one has a defect.");
        for (String version : VERSIONS) {
            tool.build(version);
        }
        tool.build(BAD, "--fault", FAULT + Math.max(8, rate / 10) + "rps");
    }

    private boolean tell(Tool tool) throws IOException, InterruptedException {
        URI production = URI.create("http://127.0.0.1:" + tool.productionPort());
        play(tool, "Prepare", 0, "prepare", "staging");
        play(tool, "Staging 1.0.0", 0, "stage", "staging", "--version", "1.0.0", "--artifact", jar("1.0.0"));
        play(tool, "Smoke tests", 0, "smoke", "staging");
        Traffic traffic = new Traffic(production, rate, LONGEST);
        try (traffic) {
            traffic.startWhenServed();
            play(tool, "First 1.0.0", 0, "promote", "production", "--version", "1.0.0");
            summary(traffic);
            promote(tool, traffic, "blue-green", "1.1.0", 0);
            promote(tool, traffic, "canary", "1.2.0", 0);
            promote(tool, traffic, "rolling", "1.3.0", 0);
            promote(tool, traffic, "canary", BAD, 1);
            play(tool, "Status", 0, "status");
        }
        return finish(traffic.answers());
    }

    private void promote(Tool tool, Traffic traffic, String strategy, String version, int expected)
            throws IOException, InterruptedException {
        String title = strategy.substring(0, 1).toUpperCase(Locale.ROOT) + strategy.substring(1) + " " + version;
        play(
                tool,
                title,
                expected,
                "promote",
                "production",
                "--version",
                version,
                "--strategy",
                strategy,
                "--artifact",
                jar(version));
        summary(traffic);
    }

    private static String jar(String version) {
        return "dist/storefront-" + version + ".jar";
    }

    private void play(Tool tool, String title, int expected, String... arguments)
            throws IOException, InterruptedException {
        String command = "deployment-workflow " + String.join(" ", arguments);
        screen.begin(title, command);
        Instant from = Instant.now();
        Tool.Outcome outcome = tool.run(screen::line, arguments);
        if (interrupted) {
            throw new InterruptedException("the demo was interrupted");
        }
        Chapter chapter =
                new Chapter(title, command, outcome.exitCode(), expected, from, Instant.now(), outcome.printed());
        chapters.add(chapter);
        screen.end(chapter);
    }

    private void summary(Traffic traffic) {
        Chapter last = chapters.get(chapters.size() - 1);
        screen.traffic(Figures.count(traffic.answers(), last.from(), last.to()));
    }

    private boolean finish(List<Traffic.Answer> answers) throws IOException {
        List<Entry> entries = LedgerStore.open(work.project().resolve(".deployment-workflow"))
                .ledger("storefront", "production")
                .after(0);
        Figures.Whole figures = Figures.whole(chapters, answers, entries, BAD);
        new DemoReport(chapters, answers, entries, figures).write(work.report(), work.picture());
        screen.say("");
        figures.results().forEach(result -> screen.result(result.good(), result.text()));
        screen.say("  Report: " + work.report());
        return figures.results().stream().allMatch(Figures.Result::good);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
