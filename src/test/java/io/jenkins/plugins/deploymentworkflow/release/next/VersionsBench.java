package io.jenkins.plugins.deploymentworkflow.release.next;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What {@code bench/versions} runs: makes the repository, and measures processes on it. */
public final class VersionsBench {
    private static final int RUNS = 5;
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final String SINCE = "v1.0.0";
    private static final List<String> TYPES =
            List.of("feat", "fix", "fix", "fix", "chore", "docs", "refactor", "test", "perf", "ci", "build");

    private final Path repository;
    private final Path printed;

    private VersionsBench(Path work) {
        repository = work.resolve("repository");
        printed = work.resolve("printed.txt");
    }

    /**
     * Prints a line for each tool.
     *
     * @param arguments where to work, how many commits, the tool, the directory of npm's commands
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        VersionsBench bench = new VersionsBench(Path.of(arguments[0]));
        int commits = Integer.parseInt(arguments[1]);
        bench.make(commits);
        String tool = arguments[2];
        Path npm = Path.of(arguments[3]);
        System.out.printf(Locale.ROOT, "%d commits since %s, median of %d runs%n", commits, SINCE, RUNS);
        System.out.printf("%-58s %9s %10s %8s%n", "", "seconds", "git log x", "MB");
        double log = bench.measure(1, "git", "log", SINCE + "..HEAD");
        bench.measure(log, tool, "version", "next");
        bench.measure(log, tool, "release", "notes");
        bench.measure(log, npm.resolve("git-cliff").toString(), "--bumped-version");
        bench.measure(log, npm.resolve("git-cliff").toString(), SINCE + "..HEAD");
        String[] changelog = {
            npm.resolve("conventional-changelog").toString(), "-p", "conventionalcommits", "-u", "-r", "1", "--stdout"
        };
        bench.measure(log, changelog);
    }

    /** Runs it some times and prints the median; one that takes too long is stopped, and counts as longer than that. */
    private double measure(double log, String... command) throws IOException, InterruptedException {
        String name = Path.of(command[0]).getFileName()
                + Stream.of(command).skip(1).map(" "::concat).reduce("", String::concat);
        if (!command[0].equals("git") && !Files.exists(Path.of(command[0]))) {
            System.out.printf("%-58s %9s%n", name, "not there");
            return 0;
        }
        List<Double> seconds = new ArrayList<>();
        long most = 0;
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .directory(repository.toFile())
                    .redirectOutput(printed.toFile())
                    .redirectError(printed.resolveSibling("errors.txt").toFile())
                    .start();
            while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
                most = Math.max(most, megabytes(process.pid()));
                if (System.nanoTime() - start > LONGEST.toNanos()) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                    System.out.printf("%-58s more than %d%n", name, LONGEST.toSeconds());
                    return LONGEST.toSeconds();
                }
            }
            if (process.exitValue() != 0) {
                System.out.printf(
                        "%-58s failed: %s%n",
                        name,
                        Files.readString(printed.resolveSibling("errors.txt")).strip());
                return 0;
            }
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        double median = seconds.stream().sorted().toList().get(RUNS / 2);
        double times = command[0].equals("git") ? 1 : median / log;
        System.out.printf(Locale.ROOT, "%-58s %9.2f %10.1f %8d%n", name, median, times, most);
        return median;
    }

    /** The most that the process has had in memory so far, what it started aside; 0 where Linux does not tell. */
    private static long megabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0L);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** The same each time; kept, since it takes a while. */
    private void make(int commits) throws IOException, InterruptedException {
        Path made = repository.resolveSibling("made-" + commits);
        if (Files.exists(made)) {
            return;
        }
        Files.createDirectories(repository);
        git("init", "-q", "-b", "main").waitFor();
        Process process = git("fast-import", "--quiet", "--force");
        try (BufferedWriter stream = process.outputWriter()) {
            Random random = new Random(42);
            long seconds = 1_600_000_000L;
            for (int i = 0; i <= commits; i++) {
                seconds += 30 + random.nextInt(4000);
                stream.write(commit(i, seconds, random));
            }
            stream.write("reset refs/tags/" + SINCE + "\nfrom :1\n\n");
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git fast-import failed in " + repository);
        }
        Files.writeString(repository.resolve("package.json"), "{\"name\": \"storefront\", \"version\": \"1.0.0\"}\n");
        Files.createFile(made);
    }

    private static String commit(int i, long seconds, Random random) {
        String scope = List.of("", "(api)", "(basket)", "(search)").get(random.nextInt(4));
        String message = TYPES.get(random.nextInt(TYPES.size())) + scope + ": change part " + i + " of the shop (#" + i
                + ")\n"
                + (random.nextBoolean()
                        ? "\nIt did something else before, which nobody expected,\nand is so no more.\n"
                        : "")
                + (random.nextInt(5) == 0 ? "\nCloses #" + i + "\nCo-authored-by: Ada <ada@example.org>\n" : "")
                + (random.nextInt(500) == 0 ? "\nBREAKING CHANGE: part " + i + " is gone\n" : "");
        String text = "change " + i + "\n";
        boolean merge = i > 20 && random.nextInt(12) == 0;
        return "commit refs/heads/main\nmark :" + (i + 1)
                + "\nauthor Person " + i % 60 + " <person" + i % 60 + "@example.org> " + seconds + " +0000"
                + "\ncommitter Person " + i % 60 + " <person" + i % 60 + "@example.org> " + seconds + " +0000"
                + "\ndata " + message.length() + "\n" + message + "\n"
                + (i > 0 ? "from :" + i + "\n" : "")
                + (merge ? "merge :" + (i - 2 - random.nextInt(9)) + "\n" : "")
                + "M 100644 inline part" + i % 40 + "/file" + i % 900 + ".txt\ndata " + text.length() + "\n" + text
                + "\n";
    }

    private Process git(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("git"));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .directory(repository.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
